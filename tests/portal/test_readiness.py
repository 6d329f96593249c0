"""/readyz: each part is named, one that fails makes 503, and nothing is told that helps an attacker."""

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from portal import readiness
from publishing.beat import beat
from publishing.models import WorkerBeat
from tests.live_database import live_database

PARTS = {"database", "locale", "journal", "migrations", "cache", "storage", "worker"}


@pytest.fixture
def site(db, client):
    """A client of a site whose worker has just beaten."""
    beat()
    return client


def failing(client) -> set[str]:
    """The parts said to fail; a SQLite of the tests in memory has no journal, which is right to find."""
    response = client.get("/readyz")
    parts = response.json()["parts"]
    assert set(parts) == PARTS
    bad = {name for name, word in parts.items() if word == "fail"}
    assert response.status_code == (503 if bad else 200)
    assert response.json()["ready"] is not bool(bad)
    return bad - {"journal"} if connection.vendor == "sqlite" and connection.is_in_memory_db() else bad


def test_a_site_in_order_is_ready_and_says_neither_versions_nor_names(transactional_db, tmp_path, client):
    with live_database(tmp_path):
        beat()
        response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"ready": True, "parts": dict.fromkeys(PARTS, "ok")}
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_only_reading_is_answered(site):
    assert site.post("/readyz").status_code == 405
    assert site.get("/readyz?q=%00").status_code == 400


def test_a_migration_that_is_missing_is_found(site):
    MigrationRecorder.Migration.objects.filter(app="publishing", name="0005_worker_beat").delete()
    assert failing(site) == {"migrations"}


def test_a_worker_that_is_gone_is_found(site):
    WorkerBeat.objects.update(at="2020-01-01T00:00:00Z")
    assert failing(site) == {"worker"}
    WorkerBeat.objects.all().delete()
    assert failing(site) == {"worker"}


def test_a_cache_that_does_not_answer_is_found_though_it_fails_open(site, settings):
    away = {"BACKEND": "portal.cache.FailOpenRedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": away}
    assert failing(site) == {"cache"}


def test_a_storage_that_cannot_be_written_is_found(site, settings, tmp_path):
    (tmp_path / "a-file").touch()
    settings.PRIVATE_MEDIA_ROOT = tmp_path / "a-file" / "private"
    assert failing(site) == {"storage"}


def test_without_a_database_what_lies_in_it_fails_at_once_and_the_process_is_alive(site, monkeypatch):
    def away():
        raise OperationalError("connection refused")

    monkeypatch.setitem(readiness.PARTS, "database", away)
    assert failing(site) >= {"database", "locale", "migrations", "worker"}
    assert site.get("/healthz").content == b"ok"


def test_chinese_must_be_letters_to_postgresql(transactional_db):
    """Under the locale C the trigrams of Chinese are empty and searching finds nothing."""
    if connection.vendor == "sqlite":
        assert readiness.locale()
        return
    with connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE in_c TEMPLATE template0 LOCALE 'C' ENCODING 'UTF8'")
    usual = connection.settings_dict["NAME"]
    connection.close()
    try:
        connection.settings_dict["NAME"] = "in_c"
        assert not readiness.locale()
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual
        with connection.cursor() as cursor:
            cursor.execute("DROP DATABASE in_c")
    assert readiness.locale()


def test_two_who_ask_at_once_do_not_make_each_other_fail(site, monkeypatch):
    class AskedMeanwhile:
        """The cache; while one question is between writing and reading, another is asked from start to end."""

        set, delete = cache.set, cache.delete

        def get(self, name):
            monkeypatch.setattr(readiness, "cache", cache)
            assert readiness.cache_answers()
            return cache.get(name)

    monkeypatch.setattr(readiness, "cache", AskedMeanwhile())
    assert readiness.cache_answers()
