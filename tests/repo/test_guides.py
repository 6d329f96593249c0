"""The guide for the staff: eleven tasks, each under a page, and every picture and link of the documents is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
A_PAGE = 900  # characters: about one printed page beside its picture


def test_the_guide_has_eleven_tasks_each_under_a_page():
    tasks = re.split(r"^## ", (ROOT / "docs" / "editing.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[
        1:
    ]
    assert len(tasks) == 11
    assert [len(task) for task in tasks if len(task) > A_PAGE] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_points_to_is_there(document):
    for target in re.findall(r"\]\(([^)#]+)", document.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:", "mailto:", "<")):
            assert (document.parent / target).exists(), target
