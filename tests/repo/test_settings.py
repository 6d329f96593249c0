"""What the settings make of the environment, asked in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
ASK = "import json, portal.settings as s; print(json.dumps([s.DATABASES['default']['OPTIONS'], s.ALLOWED_HOSTS]))"


def asked(tmp_path, **environment):
    env = dict(os.environ, VAR_DIR=str(tmp_path), STATIC_ROOT=str(tmp_path / "static"), **environment)
    return json.loads(subprocess.check_output([sys.executable, "-c", ASK], cwd=ROOT, env=env))


def test_only_what_serves_pages_has_short_limits_and_all_notice_a_dead_network(tmp_path):
    url = "postgres://portal:x@db.example/portal?sslmode=require&connect_timeout=4"
    patient, _ = asked(tmp_path, DATABASE_URL=url)
    assert "options" not in patient
    assert (patient["sslmode"], patient["tcp_user_timeout"], patient["keepalives_idle"]) == (
        "require",
        10_000,
        30,
    )
    assert int(patient["connect_timeout"]) == 4
    page, _ = asked(tmp_path, DATABASE_URL=url, SERVES_PAGES="1")
    assert "-c statement_timeout=15s -c lock_timeout=5s" in page["options"]


def test_health_checks_may_ask_by_loopback_whatever_hosts_are_allowed(tmp_path):
    _, hosts = asked(tmp_path, ALLOWED_HOSTS="invest.example.cn")
    assert hosts == ["invest.example.cn", "localhost", "127.0.0.1", "[::1]"]


@pytest.mark.django_db
def test_postgresql_takes_the_limits(settings):
    if connection.vendor == "sqlite":
        return
    own = connection.copy()
    own.settings_dict["OPTIONS"]["options"] = "-c statement_timeout=15s -c lock_timeout=5s"
    own.settings_dict["OPTIONS"] |= {"tcp_user_timeout": 10_000, "keepalives_idle": 30}
    try:
        with own.cursor() as cursor:
            cursor.execute("SELECT current_setting('statement_timeout'), current_setting('lock_timeout')")
            assert cursor.fetchone() == ("15s", "5s")
    finally:
        own.close()
