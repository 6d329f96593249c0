from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from portal.backup import make_backup
from portal.snapshots import SnapshotError


class Command(BaseCommand):
    """One archive of database and uploads, while the site runs. It holds personal data: readable by its owner only."""

    help = "备份数据库和上传的文件到一个 tar 文件；网站不必停。恢复用 manage.py restore。"

    def add_arguments(self, parser):
        parser.add_argument("--to", type=Path, help="存放备份的目录，默认为 VAR_DIR/backups")
        parser.add_argument("--keep", type=int, default=0, metavar="N", help="只保留最新的 N 份")
        parser.add_argument("--database-only", action="store_true", help="不含上传的文件")

    def handle(self, *, to, keep, database_only, **options):
        if keep < 0:
            raise CommandError("--keep 不能是负数。--keep must not be negative.")
        folder = to or settings.VAR_DIR / "backups"
        try:
            made = make_backup(folder, with_media=not database_only, keep=keep)
        except (SnapshotError, Error, OSError) as error:
            raise CommandError(f"备份没有完成 Not backed up: {error}") from error
        size = made.stat().st_size / 1_000_000
        self.stdout.write(f"✓ 已备份 {made}（{size:.1f} MB）\n  Backed up.")
