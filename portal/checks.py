"""A wrong production configuration is refused with one clear line, before the first request."""

import sys

from django.conf import settings
from django.core import checks

from publishing.append_only import SHORTEST_DAYS

LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@checks.register("portal")
def check_configuration(app_configs, **kwargs) -> list[checks.CheckMessage]:
    return [*addresses(), *secrets_and_debug(), *mail(), *rules_for_staff()]


def addresses():
    if not settings.SITE_URL.startswith(("http://", "https://")) or not settings.SITE_HOST:
        yield checks.Error(
            "SITE_URL 必须以 http:// 或 https:// 开头（SITE_URL needs scheme and host）。", id="portal.E001"
        )
    elif settings.SITE_HOST not in settings.ALLOWED_HOSTS and "*" not in settings.ALLOWED_HOSTS:
        yield checks.Error(
            f"ALLOWED_HOSTS 里没有 SITE_URL 的主机 {settings.SITE_HOST}（add it to ALLOWED_HOSTS）。",
            id="portal.E002",
        )
    if "*" in settings.ALLOWED_HOSTS and not is_local():
        yield checks.Error("正式站点的 ALLOWED_HOSTS 不能是 *（name the hosts）。", id="portal.E003")


def secrets_and_debug():
    if settings.SECRET_KEY_IS_LOCAL and not is_local():
        yield checks.Error(
            "正式站点必须设置 SECRET_KEY（set SECRET_KEY: a site that is not on loopback needs its own）。",
            id="portal.E004",
        )
    if settings.DEBUG and not is_local():
        yield checks.Error("正式站点不能打开 DEBUG（DEBUG must be off）。", id="portal.E005")


def mail():
    if not settings.MAIL_URL and not is_local():
        yield checks.Warning(
            "没有设置 MAIL_URL：收不到验证码，访客无法注册（no MAIL_URL: nobody can sign up）。",
            id="portal.W001",
        )


def rules_for_staff():
    if settings.DENGBAO_PROFILE not in ("", "2", "3"):
        yield checks.Error(
            f"DENGBAO_PROFILE 只能留空或填 2、3，不能是 {settings.DENGBAO_PROFILE}（leave it empty, or 2 or 3）。",
            id="portal.E006",
        )
    if settings.AUDIT_KEPT_DAYS < SHORTEST_DAYS:
        yield checks.Error(
            f"AUDIT_KEPT_DAYS 不能少于 {SHORTEST_DAYS}：审计记录至少保存六个月（the law asks for six months）。",
            id="portal.E007",
        )


def is_local() -> bool:
    return settings.SITE_HOST in LOOPBACK


def refuse_wrong_configuration():
    """End the process with the first error's line; gunicorn itself runs no checks."""
    for problem in check_configuration(None):
        if problem.level >= checks.ERROR:
            sys.exit(f"✗ {problem.id} {problem.msg}")
