"""manage.py firstrun: what happens between a checkout and a site that can be served."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command

from portal.management.commands.firstrun import readable_password
from publishing.models import AuditEntry
from tests.factories import make_zone
from zones.models import Zone

ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD = re.compile(r"密码 (\S+)（只显示这一次）")


@pytest.fixture
def first_run(db, settings, tmp_path, capsys):
    """Runs the command on the test database with a var/ of its own; returns what it printed."""
    settings.VAR_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    settings.STATICFILES_FINDERS = [
        "django.contrib.staticfiles.finders.FileSystemFinder"
    ]  # ours: enough to tell
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "page.css").write_text("a {}")

    def run(**options):
        call_command("firstrun", **{"empty": True, "reset_admin": False} | options)
        return capsys.readouterr().out

    return run


def test_the_printed_password_opens_the_admin(first_run, client):
    password = PASSWORD.search(first_run())[1]
    assert authenticate(username="admin", password=password).is_superuser
    assert client.login(username="admin", password=password)
    assert client.get("/admin/").status_code == 200


def test_the_password_is_printed_once_and_never_kept(first_run, tmp_path):
    password = PASSWORD.search(first_run())[1]
    assert not PASSWORD.search(first_run())
    assert not any(password.encode() in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_reset_admin_makes_another_password(first_run):
    old = PASSWORD.search(first_run())[1]
    new = PASSWORD.search(first_run(reset_admin=True))[1]
    assert authenticate(username="admin", password=new)
    assert not authenticate(username="admin", password=old)


def test_reset_admin_removes_a_second_factor_whose_phone_is_lost(first_run):
    first_run()
    admin = get_user_model().objects.get(username="admin")
    admin.authenticator_set.create(type="totp", data={"secret": "x"})
    assert "已移除 admin 的两步验证" in first_run(reset_admin=True)
    assert not admin.authenticator_set.exists()
    assert AuditEntry.objects.filter(action="factor-removed", actor_name="run.py").count() == 1
    assert "丢了手机" in first_run()


def test_a_site_with_a_superuser_of_its_own_gets_no_admin(first_run):
    get_user_model().objects.create_superuser(username="boss", password="a-long-password")
    assert not PASSWORD.search(first_run())
    assert not get_user_model().objects.filter(username="admin").exists()


def test_the_demo_goes_into_an_empty_database_and_has_its_history(first_run):
    assert "演示内容" in first_run(empty=False)
    zone = Zone.objects.get(name="沈阳雪松经济开发区")
    assert zone.history.count() == 1


def test_empty_leaves_the_demo_out(first_run):
    first_run(empty=True)
    assert not Zone.objects.exists()


def test_the_demo_does_not_join_a_zone_that_staff_made(first_run):
    make_zone(name="另一个开发区")
    first_run(empty=False)
    assert [zone.name for zone in Zone.objects.all()] == ["另一个开发区"]


def test_the_demo_does_not_come_back_after_staff_deleted_it(first_run):
    make_zone().delete()
    first_run(empty=False)
    assert not Zone.objects.exists()


def test_static_files_are_collected_when_they_changed_and_only_then(first_run, tmp_path, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    assert "静态文件" in first_run()
    assert "静态文件" not in first_run()
    (tmp_path / "source" / "page.css").write_text("a { color: red }")
    assert "静态文件" in first_run()
    assert len(list((tmp_path / "static").glob("page.*.css"))) == 1  # the former one is cleared away


def test_an_upgrade_backs_the_database_up_first_and_an_idle_start_does_not(tmp_path):
    """In one process of its own, for a database in a file; its lines tell how many backups there were when."""
    script = """if True:
        from pathlib import Path
        import django
        django.setup()
        from django.conf import settings
        from django.core.management import call_command
        for step in (["firstrun", "--empty"], ["migrate", "sessions", "zero"], *2 * [["firstrun", "--empty"]]):
            call_command(*step)
            print("backups:", len(list(settings.VAR_DIR.glob("backups/upgrade-*.tar"))))
    """
    database = f"sqlite:///{tmp_path / 'db.sqlite3'}"
    env = dict(os.environ, VAR_DIR=str(tmp_path), STATIC_ROOT=str(tmp_path / "static"), DATABASE_URL=database)
    env["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    command = [sys.executable, "-c", script]
    told = subprocess.check_output(command, cwd=ROOT, env=env, text=True, encoding="utf-8")
    assert re.findall(r"backups: (\d)|(升级前已备份数据库)", told) == [
        ("0", ""), ("0", ""), ("", "升级前已备份数据库"), ("1", ""), ("1", ""),
    ]  # fmt: skip


def test_passwords_are_long_random_and_easy_to_read():
    passwords = {readable_password() for _ in range(100)}
    assert len(passwords) == 100
    assert all(re.fullmatch(r"([a-z2-9]{4}-){3}[a-z2-9]{4}", password) for password in passwords)
    assert not set("".join(passwords)) & set("il1o0")
