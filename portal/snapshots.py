"""The database as one file, as it was at one moment, and back: SQLite's online copy, or pg_dump's custom format.

Neither stops the site: readers and writers go on while the copy is made.
"""

import os
import re
import shutil
import sqlite3
import subprocess
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

BUSY_SECONDS = 60
DROP_EVERYTHING = """
DO $$ DECLARE found record; BEGIN
  FOR found IN SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = current_schema() LOOP
    EXECUTE 'DROP TABLE IF EXISTS ' || found.name || ' CASCADE';
  END LOOP;
  FOR found IN SELECT oid::regprocedure AS name FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e') LOOP
    EXECUTE 'DROP ROUTINE IF EXISTS ' || found.name || ' CASCADE';
  END LOOP;
END $$;
"""


class SnapshotError(Exception):
    """The database cannot be copied or put back here; the message says why, in Chinese and English."""


@dataclass(frozen=True)
class Snapshot:
    file: Path
    kind: str  # vendor of the database: "sqlite" or "postgresql"
    migrations: list[list[str]]  # [app, name] of each that is applied
    rows: dict[str, int]  # of each table


def take_snapshot(folder: Path) -> Snapshot:
    """Copy the database into the folder. Raises SnapshotError, OSError or a database error."""
    snapshot = (_from_sqlite if connection.vendor == "sqlite" else _from_postgresql)(folder)
    if not snapshot.migrations:
        raise SnapshotError("数据库是空的，没有可备份的内容。The database is empty: nothing to back up.")
    return snapshot


def put_back(file: Path):
    """Make the database what the snapshot's file holds, all of it or nothing."""
    connection.close()
    (_into_sqlite if connection.vendor == "sqlite" else _into_postgresql)(file)


def rows_of_tables() -> dict[str, int]:
    with connection.cursor() as cursor:
        return _count(cursor)[1]


def _count(cursor) -> tuple[list[list[str]], dict[str, int]]:
    """(applied migrations, rows of each table), as this cursor sees them."""
    quote = connection.ops.quote_name
    tables = sorted(connection.introspection.table_names(cursor))
    rows = {table: _one(cursor, f"SELECT count(*) FROM {quote(table)}") for table in tables}  # noqa: S608
    if "django_migrations" not in rows:
        return [], rows
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    return [list(row) for row in cursor.fetchall()], rows


def _one(cursor, sql: str):
    cursor.execute(sql)
    return cursor.fetchone()[0]


# --- SQLite


def open_sqlite(database) -> sqlite3.Connection:
    return sqlite3.connect(database, timeout=BUSY_SECONDS, uri=str(database).startswith("file:"))


def _from_sqlite(folder: Path) -> Snapshot:
    file = folder / "database.sqlite3"
    source, target = open_sqlite(connection.settings_dict["NAME"]), open_sqlite(file)
    try:
        source.backup(target)  # in one step: what is committed meanwhile is not in it
        target.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        names = target.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        rows = {
            name: target.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608  a table's name
            for (name,) in sorted(names.fetchall())
        }
        applied = "SELECT app, name FROM django_migrations ORDER BY app, name"
        migrations = [list(row) for row in target.execute(applied)] if "django_migrations" in rows else []
    finally:
        target.close()
        source.close()
    return Snapshot(file, "sqlite", migrations, rows)


def _into_sqlite(file: Path):
    """Page by page into the database in use, in one transaction: a site that runs sees the old or the new."""
    source = open_sqlite(file)
    try:
        if source.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise SnapshotError("备份里的数据库已损坏。The database in the archive is damaged.")
        target = open_sqlite(connection.settings_dict["NAME"])
        source.backup(target)
        target.close()
    finally:
        source.close()


# --- PostgreSQL


def _from_postgresql(folder: Path) -> Snapshot:
    """The dump and our counts read the same exported snapshot, so they agree while others write."""
    file = folder / "database.dump"
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            command = [_tool("pg_dump", own.pg_version // 10_000), "--format=custom", f"--file={file}"]
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            exported = _one(cursor, "SELECT pg_export_snapshot()")
            migrations, rows = _count(cursor)
            _run([*command, f"--snapshot={exported}", "--no-owner", "--no-privileges"], own)
            cursor.execute("COMMIT")
    finally:
        own.close()
    return Snapshot(file, "postgresql", migrations, rows)


def _into_postgresql(file: Path):
    """One transaction drops every table and function of the site and loads the dump; a failure leaves all as it was."""
    own = connection.copy()
    own.ensure_connection()
    try:
        server = own.pg_version // 10_000
        restore, psql = _tool("pg_restore", server), _tool("psql", server)
        script = file.with_suffix(".sql")
        _run([restore, "--no-owner", "--no-privileges", f"--file={script}", file], own)
        once = [
            "--no-psqlrc",
            "--quiet",
            "--single-transaction",
            "--set=ON_ERROR_STOP=1",
            "--output=/dev/null",
        ]
        _run([psql, *once, f"--command={DROP_EVERYTHING}", f"--file={script}"], own)
    finally:
        own.close()


def _tool(name: str, server: int) -> str:
    """The path of pg_dump & co., from PG_BIN or PATH; SnapshotError when missing or older than the server."""
    path = shutil.which(name, path=settings.PG_BIN or None)
    told = subprocess.check_output([path, "--version"], text=True) if path else ""
    version = int(re.search(r"(\d+)", told.partition("(PostgreSQL)")[2] or "0")[1])
    if version < server:
        found = f"{name} {version}" if path else f"没有找到 {name} / no {name}"
        raise SnapshotError(
            f"{found}，数据库是 PostgreSQL {server}：请安装 postgresql-client-{server}，或用 PG_BIN 指明其 bin 目录。"
            f" The server is PostgreSQL {server}: install postgresql-client-{server}, or name its bin folder in PG_BIN."
        )
    return path


def _run(command: list, own):
    """Run a client program against the database of that open connection; the password is in no argument."""
    info = own.connection.info
    env = dict(os.environ, PGHOST=info.host, PGPORT=str(info.port), PGUSER=info.user, PGDATABASE=info.dbname)
    if info.password:
        env["PGPASSWORD"] = info.password
    for name in ("sslmode", "sslrootcert", "sslcert", "sslkey"):
        if name in own.settings_dict["OPTIONS"]:
            env[f"PG{name.upper()}"] = str(own.settings_dict["OPTIONS"][name])
    env["PGOPTIONS"] = "-c lock_timeout=30s -c statement_timeout=0"
    done = subprocess.run([str(part) for part in command], env=env, capture_output=True, text=True)
    if done.returncode:
        raise SnapshotError(f"{Path(command[0]).name}: {done.stderr.strip()[-600:]}")
