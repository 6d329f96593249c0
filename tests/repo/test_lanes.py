"""The test command: what it counts, and when it fails."""

import pytest

from tests.lanes import Outcome, read_report, report_all, unequal

REPORT = """<testsuites><testsuite tests="4">
<testcase classname="tests.a" name="test_good"/>
<testcase classname="tests.a" name="test_bad"><failure message="no"/></testcase>
<testcase classname="tests.a" name="test_broken"><error message="no"/></testcase>
<testcase classname="tests.a" name="test_skipped"><skipped message="not here"/></testcase>
</testsuite></testsuites>"""


def test_a_report_counts_failures_and_errors_and_leaves_skipped_tests_out(tmp_path):
    (tmp_path / "sqlite.xml").write_text(REPORT)
    outcome = read_report("sqlite", tmp_path / "sqlite.xml")
    assert (outcome.ran, outcome.passed, outcome.failed) == (3, 1, 2)
    assert outcome.failures == ["tests.a::test_bad", "tests.a::test_broken"]


def test_the_databases_must_run_equally_many_tests():
    assert unequal([Outcome("sqlite", 5), Outcome("postgres", 4, 1)]) == ""
    assert unequal([Outcome("sqlite", 5), Outcome("postgres", 4)]) == "sqlite ran 5 tests and postgres 4"
    assert unequal([Outcome("sqlite", 5), Outcome("postgres", missing="no wheel")]) == ""


@pytest.mark.parametrize(
    ("outcomes", "allow_missing", "last_line", "code"),
    [
        ([Outcome("lint", 5), Outcome("sqlite", 7)], False, "12 passed, 0 failed", 0),
        ([Outcome("lint", 4, 1), Outcome("sqlite", 7)], False, "11 passed, 1 failed", 1),
        ([Outcome("sqlite", 7), Outcome("postgres", 6)], False, "13 passed, 1 failed", 1),
        ([Outcome("sqlite", 7), Outcome("browser", missing="no font")], False, "7 passed, 1 failed", 1),
        ([Outcome("sqlite", 7), Outcome("browser", missing="no font")], True, "7 passed, 0 failed", 0),
    ],
)
def test_the_last_line_is_the_sum_and_the_exit_code_agrees(capsys, outcomes, allow_missing, last_line, code):
    assert report_all(outcomes, allow_missing) == code
    assert capsys.readouterr().out.splitlines()[-1] == last_line


def test_a_lane_that_cannot_run_is_named_with_its_reason(capsys):
    report_all([Outcome("browser", missing="Chromium is missing")], allow_missing=True)
    assert "browser     cannot run: Chromium is missing" in capsys.readouterr().out
