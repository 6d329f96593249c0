"""requirements*.in say what is needed and why; requirements*.txt pin it, and name no place to fetch it from."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PIN = re.compile(r"^([a-z0-9][a-z0-9-]*)==([0-9][\w.]*)( ; .+)?$")


def wanted(name):
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-"))]


def pins(name):
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return dict(PIN.match(line).group(1, 2) for line in lines if line and not line.lstrip().startswith("#"))


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_requirement_has_its_reason_and_its_pin(name):
    pinned = pins(f"{name}.txt")
    for line in wanted(f"{name}.in"):
        requirement, _, reason = line.partition("  # ")
        assert reason, line
        assert re.split(r"[<>=\[]", requirement)[0].lower() in pinned, line


def test_the_tests_run_on_the_very_versions_that_serve():
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()


@pytest.mark.parametrize(
    "name", ["requirements.in", "requirements.txt", "requirements-dev.in", "requirements-dev.txt"]
)
def test_no_index_and_no_path_is_named(name):
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"--(extra-)?index-url|--find-links|file:|^/", text, re.MULTILINE)
