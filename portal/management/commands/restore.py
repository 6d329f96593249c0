import tempfile
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, Error, connection

from portal.archive import ArchiveError, extract, verified_manifest
from portal.backup import make_backup, media_files, media_roots
from portal.readiness import migrations_of_the_code
from portal.snapshots import SnapshotError, put_back, rows_of_tables
from publishing.models import Publishable

FACTS = {"app", "made_at", "database", "with_media", "migrations", "rows"}


class Command(BaseCommand):
    """Puts a backup in place of the present data. Nothing is touched before all of the archive was checked."""

    help = "从备份恢复数据库和上传的文件。请先停止网站和后台进程。"

    def add_arguments(self, parser):
        parser.add_argument("archive", type=Path, help="manage.py backup 生成的 tar 文件")
        parser.add_argument("--force", action="store_true", help="现有数据不为空也恢复；会先备份现有数据")
        parser.add_argument("--no-copy", action="store_true", help="与 --force 合用：不备份现有数据")

    def handle(self, *, archive, force, no_copy, **options):
        try:
            manifest = verified_manifest(archive)
            if lacking := FACTS - manifest.keys():
                raise ArchiveError(f"清单缺少内容。The manifest lacks {', '.join(sorted(lacking))}.")
            self.say(
                f"校验通过：{len(manifest['members'])} 个文件，备份于 {manifest['made_at']}。",
                "Checksums match.",
            )
            self.refuse_what_does_not_fit(manifest)
            if is_in_use(manifest["with_media"]):
                self.make_room(force, no_copy, manifest["with_media"])
            self.restore(archive, manifest)
        except (ArchiveError, SnapshotError, Error, OSError) as error:
            raise CommandError(f"没有恢复 Not restored: {error}") from error

    def say(self, chinese, english):
        self.stdout.write(f"• {chinese}\n  {english}")

    def refuse_what_does_not_fit(self, manifest):
        if manifest["database"] != connection.vendor:
            raise ArchiveError(
                f"备份来自 {manifest['database']}，而 DATABASE_URL 是 {connection.vendor}。"
                "The archive is of another kind of database."
            )
        newer = {tuple(each) for each in manifest["migrations"]} - migrations_of_the_code()
        if newer:
            raise ArchiveError(
                f"备份来自更新的版本（{manifest['app']}），请先升级程序。"
                f"Its schema is newer than this code, upgrade first: {'.'.join(min(newer))}"
            )

    def make_room(self, force, no_copy, with_media):
        if not force:
            raise ArchiveError(
                "这里已有数据：加 --force 才会替换，替换前先备份现有数据。"
                "There are data here: --force replaces them, after a backup of what is there."
            )
        if not no_copy:
            made = make_backup(settings.VAR_DIR / "backups", prefix="replaced", with_media=with_media)
            self.say(f"现有数据已备份到 {made}。", "What was here is backed up there.")

    def restore(self, archive, manifest):
        """Uploads first: files without a row harm nobody, rows without their file would."""
        roots = media_roots() if manifest["with_media"] else {}
        uploads = {
            name: roots[top] / below
            for name in manifest["members"]
            for top, _, below in [name.partition("/")]
            if top in roots and below
        }
        database = next((name for name in manifest["members"] if name.startswith("database.")), None)
        if database is None:
            raise ArchiveError("备份里没有数据库。The archive holds no database.")
        self.say("正在恢复上传的文件和数据库……", "Restoring uploads and database.")
        extract(archive, uploads)
        with tempfile.TemporaryDirectory(dir=settings.VAR_DIR, prefix=".restoring-") as folder:
            copy = Path(folder) / database
            extract(archive, {database: copy})
            put_back(copy)
        if roots:
            for name, path in list(media_files()):
                if name not in uploads:
                    path.unlink()
        self.compare(manifest)

    def compare(self, manifest):
        rows = rows_of_tables()
        different = sorted(name for name, count in manifest["rows"].items() if rows.get(name) != count)
        if different:
            raise SnapshotError(f"行数不符，网站是否还在运行？ Row counts differ: {', '.join(different)}")
        self.say(
            f"已恢复 {sum(rows.values())} 行，与备份一致。",
            "Restored; every table has as many rows as in the archive.",
        )
        if migrations_of_the_code() - {tuple(each) for each in manifest["migrations"]}:
            self.say(
                "备份来自较早的版本，请接着运行 manage.py migrate。",
                "An older schema: run manage.py migrate now.",
            )


def is_in_use(with_media: bool) -> bool:
    """Whether somebody's work is here: an account, content, an inquiry, or (when they would go, too) an upload."""
    models = [model for model in apps.get_models() if issubclass(model, Publishable)]
    models += [get_user_model(), apps.get_model("inquiries", "Inquiry")]
    tables = set(connection.introspection.table_names())
    try:
        has_rows = any(model._base_manager.exists() for model in models if model._meta.db_table in tables)
    except DatabaseError:  # columns of another release: it is a database in use
        has_rows = True
    return has_rows or (with_media and any(True for _ in media_files()))
