"""The drill: a backup taken while others write, restored on an empty machine, is the site as it was at one moment."""

import os
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.db.models import F

from portal import snapshots
from portal.archive import verified_manifest, write_archive
from portal.backup import delete_leftovers, delete_older, make_backup
from portal.snapshots import SnapshotError
from publishing.models import OutboxMail, ViewCount
from tests.factories import make_notice, make_zone
from tests.live_database import live_database

ROOT = Path(__file__).resolve().parents[2]
WRITTEN_MEANWHILE = {"publishing_outboxmail", "publishing_viewcount"}


class Writer(threading.Thread):
    """About ten times a second, in one transaction: one more mail, and the count of mails one higher."""

    def __init__(self):
        super().__init__()
        self.stopped, self.written = threading.Event(), threading.Semaphore(0)

    def run(self):
        while not self.stopped.wait(0.1):
            with transaction.atomic():
                OutboxMail.objects.create(to="a@example.cn", subject="写入", body="x" * 500)
                ViewCount.objects.filter(page="drill").update(views=F("views") + 1)
            self.written.release()
        connection.close()

    def wait_for(self, times: int):
        for _ in range(times):
            assert self.written.acquire(timeout=60)


@contextmanager
def writing():
    ViewCount.objects.create(page="drill", views=0)
    writer = Writer()
    writer.start()
    try:
        yield writer
    finally:
        writer.stopped.set()
        writer.join()


@contextmanager
def empty_database(folder):
    """(DATABASE_URL, name) of a database without tables, on the server at hand."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'restored.sqlite3'}", str(folder / "restored.sqlite3")
        return
    name = f"restored_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        yield os.environ["DATABASE_URL"].replace("/postgres?", f"/{name}?"), name
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def contents(name=None) -> dict[str, list]:
    """{table: its rows in order} of the database of that name, or of the one in use."""
    own = connection.copy()
    own.settings_dict["NAME"] = name or connection.settings_dict["NAME"]
    try:
        with own.cursor() as cursor:
            found = {}
            for table in own.introspection.table_names(cursor):
                cursor.execute(f"SELECT * FROM {own.ops.quote_name(table)}")
                found[table] = sorted(map(written, cursor.fetchall()))
            return found
    finally:
        own.close()


def written(row) -> str:
    """The values of a row; what PostgreSQL hands out as memory has no address of its own."""
    return repr(tuple(bytes(value) if isinstance(value, memoryview) else value for value in row))


def files(root) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def write_uploads(settings):
    for root, name, content in (
        (settings.MEDIA_ROOT, "pictures/甲/480.webp", b"picture" * 9000),
        (settings.PRIVATE_MEDIA_ROOT, "attachments/b.pdf", b"%PDF-1.7 private"),
    ):
        (root / name).parent.mkdir(parents=True)
        (root / name).write_bytes(content)


def restoring(folder, database_url):
    """Runs `manage.py restore` as on another machine; returns (exit code, what it said)."""
    env = dict(
        os.environ,
        DATABASE_URL=database_url,
        VAR_DIR=str(folder / "var"),
        MEDIA_ROOT=str(folder / "media"),
        PRIVATE_MEDIA_ROOT=str(folder / "private"),
    )

    def run(*arguments):
        command = [sys.executable, "manage.py", "restore", *map(str, arguments)]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, encoding="utf-8")
        return done.returncode, done.stdout + done.stderr

    return run


def searched(database_url, words):
    """What a search finds in that database, and what is wrong with its index."""
    code = (
        "from search.api import *; from search.checks import check_index;"
        f"print(search(SearchRequest({words!r})).hits, check_index(None, ['default']))"
    )
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
    env = dict(os.environ, DATABASE_URL=database_url)
    return subprocess.check_output(command, cwd=ROOT, env=env, text=True, encoding="utf-8").strip()


def test_a_backup_taken_while_others_write_is_restored_as_it_was_at_one_moment(
    transactional_db, settings, tmp_path
):
    other = tmp_path / "other-machine"
    other.mkdir()
    with live_database(tmp_path), empty_database(other) as (url, name):
        zone = make_zone(name="雪松")
        make_notice()
        write_uploads(settings)
        with writing() as writer:
            writer.wait_for(3)
            made = make_backup(tmp_path / "backups", keep=3)
            writer.wait_for(3)
        manifest = verified_manifest(made)
        restore = restoring(other, url)
        code, said = restore(made)
        assert code == 0, said
        assert "校验通过" in said
        assert "Checksums match" in said

        now, then = contents(), contents(name)
        assert {table: len(rows) for table, rows in then.items()} == manifest["rows"]
        for table in now.keys() - WRITTEN_MEANWHILE:
            assert then[table] == now[table], table
        mails = len(then["publishing_outboxmail"])
        assert 3 <= mails < len(now["publishing_outboxmail"])
        assert set(then["publishing_outboxmail"]) <= set(now["publishing_outboxmail"])
        assert [row for row in then["publishing_viewcount"] if f"'drill', {mails})" in row]
        assert files(other / "media") == files(settings.MEDIA_ROOT)
        assert files(other / "private") == files(settings.PRIVATE_MEDIA_ROOT)

        (other / "media" / "later.webp").write_bytes(b"later")
        code, said = restore(made)
        assert (code, "--force" in said) == (1, True)
        assert contents(name) == then
        code, said = restore(made, "--force")
        assert code == 0, said
        assert contents(name) == then
        assert files(other / "media") == files(settings.MEDIA_ROOT)
        [kept] = (other / "var" / "backups").glob("replaced-*.tar")
        assert "media/later.webp" in verified_manifest(kept)["members"]
        assert searched(url, "雪松") == f"[Hit(kind='zone', object_id={zone.pk})] []"


FACTS = {
    "app": "9",
    "made_at": "2026-11-26T02:30:00+08:00",
    "with_media": False,
    "rows": {},
    "migrations": [],
}


def archive_with(tmp_path, **facts):
    (tmp_path / "database").write_bytes(b"x")
    target = tmp_path / "portal.tar"
    write_archive(
        target, [("database.dump", tmp_path / "database")], FACTS | {"database": connection.vendor} | facts
    )
    return target


@pytest.mark.django_db
def test_an_archive_of_a_newer_schema_is_refused_even_by_force(tmp_path):
    archive = archive_with(
        tmp_path, migrations=[["zones", "0001_initial"], ["zones", "9999_from_the_future"]]
    )
    with pytest.raises(CommandError, match="upgrade first: zones.9999_from_the_future"):
        call_command("restore", archive, force=True)


@pytest.mark.django_db
def test_an_archive_of_the_other_kind_of_database_is_refused(tmp_path):
    with pytest.raises(CommandError, match="another kind of database"):
        call_command("restore", archive_with(tmp_path, database="oracle"))


@pytest.mark.django_db
def test_a_database_with_content_is_not_replaced_without_force(tmp_path):
    make_zone()
    with pytest.raises(CommandError, match="--force"):
        call_command("restore", archive_with(tmp_path))


def test_a_damaged_archive_is_refused_in_one_line(tmp_path):
    (tmp_path / "cut.tar").write_bytes(b"x" * 5000)
    with pytest.raises(CommandError, match="没有恢复 Not restored: .*完整"):
        call_command("restore", tmp_path / "cut.tar")


def test_a_negative_number_to_keep_is_refused():
    with pytest.raises(CommandError, match="--keep"):
        call_command("backup", keep=-1)


def test_the_newest_are_kept_and_others_in_the_folder_left_alone(tmp_path):
    for name in ("portal-20200101", "portal-20210101", "portal-20260101", "upgrade-20200101"):
        (tmp_path / f"{name}.tar").touch()
    delete_older(tmp_path, "portal", 2)
    kept = sorted(path.stem for path in tmp_path.iterdir())
    assert kept == ["portal-20210101", "portal-20260101", "upgrade-20200101"]


def test_what_a_killed_backup_left_is_deleted_after_a_day(tmp_path):
    for name in ("old", "new"):
        (tmp_path / f".unfinished-{name}").mkdir()
        (tmp_path / f".unfinished-{name}" / "database.dump").touch()
        (tmp_path / f"portal-{name}.tar.part").touch()
    for path in tmp_path.glob("*old*"):
        os.utime(path, (0, 0))
    delete_leftovers(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".unfinished-new", "portal-new.tar.part"]


def test_client_programs_older_than_the_server_are_refused_in_one_line(settings, tmp_path):
    tool = tmp_path / "pg_dump"
    tool.write_text('#!/bin/sh\necho "pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"\n')
    tool.chmod(0o755)
    settings.PG_BIN = str(tmp_path)
    assert snapshots._tool("pg_dump", 15) == str(tool)
    with pytest.raises(SnapshotError, match="pg_dump 15.*postgresql-client-18"):
        snapshots._tool("pg_dump", 18)
    with pytest.raises(SnapshotError, match="no pg_restore"):
        snapshots._tool("pg_restore", 15)
