"""DENGBAO_PROFILE: rules of passwords that only those sites have who must; without it none of them."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.password_rules import is_too_old
from portal.checks import check_configuration
from tests.factories import make_user

ROOT = Path(__file__).resolve().parents[2]
ASKED = ("STAFF_MFA", "STAFF_IDLE_MINUTES", "STAFF_SESSION_HOURS", "STAFF_PASSWORD_DAYS")
PROFILE = [
    {"NAME": "accounts.password_rules.ThreeKindsValidator"},
    {"NAME": "accounts.password_rules.AnotherPasswordValidator"},
]
PRINT = (
    "import json, portal.settings as s;"
    f"print(json.dumps([[getattr(s, name) for name in {ASKED}],"
    " len(s.AUTH_PASSWORD_VALIDATORS), getattr(s, 'ACCOUNT_RATE_LIMITS', {})]))"
)


def settings_with(tmp_path, **environment):
    env = dict(os.environ, VAR_DIR=str(tmp_path), STAFF_MFA="", SITE_URL="http://127.0.0.1:8000")
    env = {name: value for name, value in env.items() if name not in (*ASKED, "DENGBAO_PROFILE")}
    out = subprocess.check_output([sys.executable, "-c", PRINT], cwd=ROOT, env=env | environment, text=True)
    return json.loads(out)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, [[False, 30, 12, 0], 4, {}]),
        ({"SITE_URL": "https://zone.example"}, [[True, 30, 12, 0], 4, {}]),
        ({"SITE_URL": "https://zone.example", "STAFF_MFA": "0"}, [[False, 30, 12, 0], 4, {}]),
        ({"DENGBAO_PROFILE": "2"}, [[False, 10, 12, 90], 6, {"login_failed": "10/m/ip,5/30m/key"}]),
        (
            {"DENGBAO_PROFILE": "3", "STAFF_MFA": "0", "STAFF_IDLE_MINUTES": "5"},
            [[True, 5, 12, 90], 6, {"login_failed": "10/m/ip,5/30m/key"}],
        ),
    ],
)
def test_what_each_profile_turns_on(tmp_path, environment, expected):
    assert settings_with(tmp_path, **environment) == expected


def test_an_unknown_profile_is_refused(settings):
    for value, problems in (("", []), ("2", []), ("3", []), ("4", ["portal.E009"]), ("yes", ["portal.E009"])):
        settings.DENGBAO_PROFILE = value
        assert [problem.id for problem in check_configuration(None)] == problems


def test_an_audit_log_shorter_than_six_months_is_refused(settings):
    settings.AUDIT_KEPT_DAYS = 182
    assert [problem.id for problem in check_configuration(None)] == ["portal.E010"]


@pytest.mark.parametrize("password", ["Cedarriver66", "cedar-river-66", "CEDAR-river", "雪松Cedar66"])
def test_three_kinds_of_characters_are_enough(settings, password):
    settings.AUTH_PASSWORD_VALIDATORS = PROFILE
    validate_password(password)


@pytest.mark.parametrize("password", ["cedarriver66", "cedar-river", "CEDARRIVER", "1234567890!"])
def test_two_are_not(settings, password):
    settings.AUTH_PASSWORD_VALIDATORS = PROFILE
    with pytest.raises(ValidationError, match="至少三类"):
        validate_password(password)


@pytest.mark.django_db
def test_the_new_password_is_another_one(settings):
    settings.AUTH_PASSWORD_VALIDATORS = PROFILE
    user = make_user()
    user.set_password("Cedar-river-66")
    user.save()
    with pytest.raises(ValidationError, match="不能和现在的密码相同"):
        validate_password("Cedar-river-66", user)
    validate_password("Cedar-river-67", user)


@pytest.mark.django_db
def test_the_forms_say_the_rule(client, settings):
    assert "不能全是数字" in client.get("/accounts/signup/").content.decode()
    settings.HAS_DENGBAO_PROFILE = True
    assert "符号中的三类" in client.get("/accounts/signup/").content.decode()


@pytest.mark.django_db
def test_staff_change_a_password_of_ninety_days_before_any_page_of_the_admin(client, settings):
    settings.STAFF_PASSWORD_DAYS = 90
    user = make_user(is_staff=True, is_superuser=True)
    type(user).objects.filter(pk=user.pk).update(password_changed_at=timezone.now() - timedelta(days=91))
    client.force_login(user)
    entrance = client.get(client.get("/admin/zones/zone/")["Location"])
    assert entrance["Location"].startswith("/accounts/password/change/?next=")
    page = client.get(entrance["Location"]).content.decode()
    assert "密码已用满 90 天" in page
    new = {"oldpassword": "a-long-password", "password1": "river-cedar-88", "password2": "river-cedar-88"}
    assert client.post(entrance["Location"], new).status_code == 302
    assert client.get("/admin/zones/zone/").status_code == 200


@pytest.mark.django_db
def test_without_a_profile_no_password_is_too_old(settings):
    user = make_user()
    user.password_changed_at = timezone.now() - timedelta(days=4000)
    assert not is_too_old(user)
    settings.STAFF_PASSWORD_DAYS = 90
    assert is_too_old(user)
    user.password_changed_at, user.date_joined = None, timezone.now()
    assert not is_too_old(user)
