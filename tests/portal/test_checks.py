"""Wrong production settings are refused with one line each."""

import pytest

from portal.checks import check_configuration, refuse_wrong_configuration


def problems():
    return [problem.id for problem in check_configuration(None)]


@pytest.fixture
def production(settings):
    settings.SITE_URL, settings.SITE_HOST = "https://invest.example.cn", "invest.example.cn"
    settings.ALLOWED_HOSTS = ["invest.example.cn"]
    settings.SECRET_KEY_IS_LOCAL, settings.DEBUG = False, False
    settings.SITE_IS_HTTPS = settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.DEFAULT_FROM_EMAIL = "开发区招商 <noreply@invest.example.cn>"
    settings.MAIL_URL = "smtp://mail.example.cn"
    return settings


def test_loopback_needs_no_setting():
    assert problems() == []


def test_a_right_production_configuration_passes(production):
    assert problems() == []


@pytest.mark.parametrize(
    ("setting", "value", "expected"),
    [
        ("SITE_URL", "invest.example.cn", "portal.E001"),
        ("ALLOWED_HOSTS", ["other.example.cn"], "portal.E002"),
        ("ALLOWED_HOSTS", ["*"], "portal.E003"),
        ("SECRET_KEY_IS_LOCAL", True, "portal.E004"),
        ("DEBUG", True, "portal.E005"),
        ("SECURE_PROXY_SSL_HEADER", None, "portal.E006"),
        ("DEFAULT_FROM_EMAIL", "招商办", "portal.E007"),
        ("LOG_FORMAT", "xml", "portal.E008"),
        ("MAIL_URL", "", "portal.W001"),
        ("SITE_IS_HTTPS", False, "portal.W002"),
    ],
)
def test_each_mistake_is_named(production, setting, value, expected):
    setattr(production, setting, value)
    assert problems() == [expected]


def test_the_server_does_not_start_with_an_error(production):
    production.DEBUG = True
    with pytest.raises(SystemExit, match="portal.E005"):
        refuse_wrong_configuration()


def test_a_warning_does_not_stop_the_server(production):
    production.MAIL_URL = ""
    refuse_wrong_configuration()
