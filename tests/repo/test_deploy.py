"""The files for production agree with each other and with the code they start."""

import re
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

from .test_requirements import pins

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
UNITS = sorted((ROOT / "deploy/systemd").glob("*.service"))


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))


def test_the_image_is_made_in_two_stages_and_runs_as_nobody_special():
    assert re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE) == ["python:3.13-slim"] * 2
    last = DOCKERFILE.split("FROM ")[-1]
    assert re.findall(r"^USER (\S+)", last, re.MULTILINE) == ["zone-portal"]
    assert "/healthz" in last.split("HEALTHCHECK")[1]


def test_the_proxy_lane_compresses_with_the_brotli_of_the_image():
    assert re.search(r"brotli==([\d.]+)", DOCKERFILE)[1] == pins("requirements-dev.txt")["brotli"]


def test_secrets_and_local_data_stay_out_of_the_image():
    assert {".env", ".git", "var"} <= set((ROOT / ".dockerignore").read_text("utf-8").split())


def test_compose_starts_app_worker_postgresql_valkey_and_nginx(compose):
    services = compose["services"]
    assert set(services) == {"app", "worker", "migrate", "db", "cache", "nginx"}
    for name, service in services.items():
        assert "build" in service or re.fullmatch(r"[\w/]+:[\d.]+", service["image"]), name
    assert "C.UTF-8" in services["db"]["environment"]["POSTGRES_INITDB_ARGS"]
    assert [name for name, service in services.items() if "ports" in service] == ["nginx"]


def test_nginx_finds_the_app_by_the_name_compose_gives_it(compose):
    conf = (ROOT / "deploy/nginx/compose.conf").read_text("utf-8")
    assert re.search(r"server (\w+):8000;", conf)[1] in compose["services"]
    for volume in compose["services"]["nginx"]["volumes"][:2]:
        assert (ROOT / volume.split(":")[0]).exists()


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_starts_what_exists_as_a_user_of_its_own(unit):
    text = unit.read_text("utf-8")
    started = re.search(r"^ExecStart=(.+)$", text, re.MULTILINE)[1].split()
    if "manage.py" in started:
        assert started[started.index("manage.py") + 1] in get_commands()
    else:
        assert (ROOT / started[started.index("-c") + 1]).exists()
    for line in (
        "User=zone-portal",
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "StateDirectory=zone-portal",
    ):
        assert line in text.splitlines()


def test_the_example_environment_explains_every_variable():
    settings = (ROOT / "portal/settings.py").read_text("utf-8")
    named = set(re.findall(r'env(?:\.\w+)?\(\s*"(\w+)"', settings)) - {
        "COLLECTING_STATIC",
        "SERVES_PAGES",
    }  # set by our own code
    explained = (ROOT / ".env.example").read_text("utf-8")
    assert sorted(name for name in named if not re.search(rf"^# {name}=", explained, re.MULTILINE)) == []


def test_the_files_that_make_a_subject_are_those_the_guide_names():
    """CONTRIBUTING.md: six files of its own, and a line in each register."""
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("## A new subject")[1].split("\n## ")[0]
    table, registers = guide.split("and one line")
    own = re.findall(r"^\| `([\w/.]+)` \|", table, re.MULTILINE)
    assert len(own) == 6
    named = re.findall(r"`((?:zones|portal|tests)/[\w/.]+\.py)`", registers)
    assert len(named) >= 9
    for path in [*own, *named]:
        assert "urrounding" in (ROOT / path).read_text("utf-8"), path


def test_the_guide_of_deployment_names_files_and_commands_that_exist():
    guide = (ROOT / "docs/deploy.md").read_text("utf-8")
    for command in set(re.findall(r"manage\.py (\w+)", guide)):
        assert command in get_commands(), command
    for path in set(re.findall(r"(?<![\w/])deploy/[\w./-]+\w", guide)):
        assert list(ROOT.glob(f"{path}*")), path
    assert "SECRET_KEY" in guide
