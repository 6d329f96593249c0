"""The repository keeps its own promises."""

import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

from portal.management.commands.join_css import joined_css

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
OWN_CODE = [
    path
    for folder in (
        "portal",
        "search",
        "publishing",
        "zones",
        "policies",
        "notices",
        "accounts",
        "inquiries",
        "tests",
    )
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_template_compiles(path):
    get_template(str(path.relative_to(ROOT / "templates")))


@pytest.mark.parametrize(
    "path", sorted((ROOT / "templates/components").glob("*.html")), ids=lambda path: path.name
)
def test_a_component_says_first_what_it_needs(path):
    assert re.match(r"\{# needs: .+ #\}|\{% comment %\}needs: ", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_queries_or_holds_a_style(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\.(all|filter|exclude|exists)\b\s*[%}|]", text)
    assert "style=" not in text


def test_the_one_style_sheet_is_the_join_of_its_parts():
    assert (ROOT / "static/css/site.css").read_text(encoding="utf-8") == joined_css()


def test_colours_live_in_the_tokens_only():
    for part in ("base", "layout", "components"):
        css = (ROOT / f"static/css/{part}.css").read_text(encoding="utf-8")
        css = re.sub(r"@layer print \{.*?\n\}", "", css, flags=re.DOTALL)
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)", css) == [], part


def test_the_suite_is_run_by_the_readme_s_command():
    ci = (ROOT / ".ci/run").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "python3 run.py test" in ci
    assert "python3 run.py test" in readme


def test_no_test_reads_the_clock_of_today():
    """Time is frozen or given: nothing may pass today and fail on 29 February."""
    for path in OWN_CODE:
        if "tests" in path.parts and path.name != Path(__file__).name:
            assert not re.search(r"date\.today\(|datetime\.now\(\)", path.read_text(encoding="utf-8")), path


def test_nothing_big_is_committed_by_accident():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    sizes = {
        name: (ROOT / name).stat().st_size for name in listed.decode().split("\0") if (ROOT / name).is_file()
    }
    assert {name for name, size in sizes.items() if size > 4_000_000} == set()
