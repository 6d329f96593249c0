import hashlib
import os
import secrets
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from accounts.second_factor import remove_second_factor
from portal.backup import make_backup
from portal.snapshots import SnapshotError
from publishing.audit import Action, named, record
from search.checks import is_current

KEPT_BACKUPS = 5
PASSWORD_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that reads like something else


class Command(BaseCommand):
    """Everything between a fresh checkout, or a `git pull`, and a site to serve; each step only when due."""

    help = "准备网站：备份并迁移数据库，载入演示内容，收集静态文件，建立管理员账号。"

    def add_arguments(self, parser):
        parser.add_argument("--empty", action="store_true", help="空库不载入演示内容")
        parser.add_argument(
            "--reset-admin", action="store_true", help="为 admin 生成新密码，并移除其两步验证"
        )

    def handle(self, *, empty, reset_admin, **options):
        self.say(f"数据目录 {settings.VAR_DIR}", "Database, media, mail and the secret key live there.")
        self.migrate()
        if not empty and has_no_content():
            self.load_demo()
        self.index()
        self.collect_static()
        self.provide_admin(reset_admin)

    def say(self, chinese, english):
        self.stdout.write(f"• {chinese}\n  {english}")
        self.stdout.flush()

    def migrate(self):
        executor = MigrationExecutor(connection)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return
        is_new = not executor.loader.applied_migrations
        if not is_new:
            self.back_up()
        self.say(f"正在{'建立' if is_new else '升级'}数据表。", "Bringing the tables up to date.")
        call_command("migrate", verbosity=0, interactive=False)

    def back_up(self):
        try:
            made = make_backup(
                settings.VAR_DIR / "backups", prefix="upgrade", with_media=False, keep=KEPT_BACKUPS
            )
            self.say(f"升级前已备份数据库：{made}", "The database was backed up before its upgrade.")
        except SnapshotError as error:
            self.say(f"升级前没有备份：{error}", "The upgrade goes on without a backup.")

    def load_demo(self):
        self.say("空数据库，正在载入演示内容（--empty 可跳过）。", "Loading the demo; --empty skips it.")
        call_command("loaddata", "demo", verbosity=0)
        call_command("populate_history", auto=True, verbosity=0)

    def index(self):
        """Contents of before there was a search, or tokens of an older version; else each write keeps the index."""
        if not is_current():
            self.say("正在建立搜索索引。", "Building the search index.")
            call_command("rebuild_search", verbosity=0)

    def collect_static(self):
        stamp = settings.VAR_DIR / "static.sha256"
        fingerprint = static_fingerprint()
        manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
        if manifest.exists() and stamp.exists() and stamp.read_text() == fingerprint:
            return
        self.say("正在整理静态文件。", "Collecting static files.")
        call_command("collectstatic", clear=True, interactive=False, verbosity=0)
        stamp.write_text(fingerprint)

    def provide_admin(self, reset):
        """Make the account admin when there is no superuser; on reset, renew its password and rights.

        A reset also removes its second factor: it is the way back for who lost the phone and the recovery codes.
        """
        users = get_user_model()._default_manager
        if not reset and users.filter(is_superuser=True).exists():
            self.say(
                "管理员密码已在首次启动时显示；忘了密码或丢了手机，用 --reset-admin。",
                "Lost the password or the phone? --reset-admin makes a new one and removes the second factor.",
            )
            return
        admin = users.filter(username="admin").first() or get_user_model()(username="admin")
        password = readable_password()
        admin.is_active = admin.is_staff = admin.is_superuser = True
        admin.set_password(password)
        admin.save()
        record(actor=None, actor_name="run.py", action=Action.PASSWORD_RESET, subject=named(admin))
        if remove_second_factor(admin):
            record(actor=None, actor_name="run.py", action=Action.FACTOR_REMOVED, subject=named(admin))
            self.say(
                "已移除 admin 的两步验证，登录后重新设置。", "Its second factor is gone: set up a new one."
            )
        self.say(f"管理员账号 admin，密码 {password}（只显示这一次）", "Account and password, shown once.")


def has_no_content():
    """Whether there is no zone and never was one: where staff deleted the demo, it does not come back."""
    zone = apps.get_model("zones", "Zone")
    return not zone._default_manager.exists() and not zone.history.exists()


def static_fingerprint():
    """A digest that changes when a static file of ours (name, size, time) or a requirement changes."""
    digest = hashlib.sha256((settings.BASE_DIR / "requirements.txt").read_bytes())
    for folder in settings.STATICFILES_DIRS:
        for path in sorted(Path(folder).rglob("*")):
            status = os.stat(path)
            digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def readable_password():
    """Sixteen random characters in groups of four: 79 bits."""
    characters = [secrets.choice(PASSWORD_ALPHABET) for _ in range(16)]
    return "-".join("".join(characters[start : start + 4]) for start in range(0, 16, 4))
