"""Every check of the repository, lane by lane: what `python3 run.py test` runs inside .venv.

lint      ruff, djlint, import-linter, mypy
checks    no migration is missing, and Django's deployment checks find nothing in a production environment
sqlite    the tests on SQLite
postgres  the same tests on PostgreSQL and Valkey: as many of them, or the run fails
proxy     the site as it is deployed: nginx with TLS, gunicorn, PostgreSQL, Valkey, the worker
browser   the tests that need Chromium

All lanes run, also after a failure; the proxy, which needs one process, beside the first of the others. Arguments that
are not listed below go to pytest. A lane that cannot run here is named with its reason and fails the run;
--allow-missing lets that pass, but never under CI=true.
"""

import argparse
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.chromium import ChromiumUnavailableError, provide_chromium
from tests.nginx import NginxUnavailableError, provide_nginx
from tests.services import ServicesUnavailableError, running_services

HERE = Path(__file__).resolve().parent.parent
NO_TESTS_COLLECTED = 5
BESIDE = ("proxy",)  # lanes of one process, which run beside the others
LINT_STEPS = {
    "ruff check": ["-m", "ruff", "check"],
    "ruff format": ["-m", "ruff", "format", "--check", "--output-format=concise"],
    "djlint": ["-m", "djlint", "--lint", "--quiet", "templates"],
    "import-linter": ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
    "mypy": ["-m", "mypy"],
}
CHECK_STEPS = {
    "makemigrations --check": ["manage.py", "makemigrations", "--check", "--dry-run"],
    "check --deploy": ["manage.py", "check", "--deploy", "--fail-level", "WARNING"],
}


@dataclass
class Outcome:
    """How a lane ended: steps or tests passed and failed, why it could not run, and its seconds."""

    lane: str
    passed: int = 0
    failed: int = 0
    missing: str = ""
    seconds: float = 0.0
    failures: list[str] = field(default_factory=list)

    @property
    def ran(self) -> int:
        return self.passed + self.failed


def run(title: str, arguments: list[str], env: dict[str, str]) -> int:
    """The exit code of a Python command; what a lane in BESIDE prints is printed once it has ended."""
    command, heading = [sys.executable, *arguments], f"\n── {title}"
    if not title.startswith(BESIDE):
        print(heading, flush=True)
        return subprocess.call(command, cwd=HERE, env=env)
    done = subprocess.run(
        command, cwd=HERE, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    print(f"{heading}\n{done.stdout}", flush=True)
    return done.returncode


def clean_environment(folder: Path) -> dict[str, str]:
    """An environment in which neither the developer's .env nor their var/ reaches the tests."""
    chosen = {
        "VAR_DIR": folder / "var",
        "STATIC_ROOT": folder / "static",
        "MEDIA_ROOT": folder / "media",
        "PRIVATE_MEDIA_ROOT": folder / "private",
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "CACHE_URL": "",
        "DEBUG": "0",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "SITE_URL": "http://127.0.0.1:8000",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "MAIL_URL": "",
    }
    return dict(os.environ, **{name: str(value) for name, value in chosen.items()})


def production_environment(folder: Path) -> dict[str, str]:
    site = {"SITE_URL": "https://zone.example", "ALLOWED_HOSTS": "zone.example", "BEHIND_PROXY": "1"}
    return dict(clean_environment(folder), **site, MAIL_URL="smtp+tls://portal:secret@mail.example:587")


def run_steps(lane: str, steps: dict[str, list[str]], env: dict[str, str]) -> Outcome:
    failures = [name for name, step in steps.items() if run(f"{lane}: {name}", step, env)]
    return Outcome(lane, passed=len(steps) - len(failures), failed=len(failures), failures=failures)


def lint(folder: Path, extra: list[str]) -> Outcome:
    return run_steps("lint", LINT_STEPS, clean_environment(folder))


def checks(folder: Path, extra: list[str]) -> Outcome:
    return run_steps("checks", CHECK_STEPS, production_environment(folder))


def run_pytest(lane: str, chosen: list[str], extra: list[str], env: dict[str, str], folder: Path) -> Outcome:
    report = folder / f"{lane}.xml"
    code = run(
        f"{lane}: pytest {' '.join(extra)}",
        ["-m", "pytest", "-q", *chosen, f"--junitxml={report}", *extra],
        env,
    )
    if not report.exists():
        return Outcome(lane, failed=1, failures=[f"pytest ended with code {code} before it could report"])
    outcome = read_report(lane, report)
    if code == NO_TESTS_COLLECTED and not extra:
        outcome = Outcome(lane, failed=1, failures=["there are no tests"])
    elif code not in (0, NO_TESTS_COLLECTED) and not outcome.failed:
        outcome = Outcome(lane, outcome.passed, failed=1, failures=[f"pytest ended with code {code}"])
    return outcome


def read_report(lane: str, report: Path) -> Outcome:
    """The outcome written in a JUnit file. A skipped test did not run and counts as neither."""
    cases = ElementTree.parse(report).getroot().findall("testsuite/testcase")
    bad = [case for case in cases if case.find("failure") is not None or case.find("error") is not None]
    skipped = [case for case in cases if case.find("skipped") is not None and case not in bad]
    names = [f"{case.get('classname')}::{case.get('name')}" for case in bad]
    return Outcome(lane, passed=len(cases) - len(bad) - len(skipped), failed=len(bad), failures=names)


# What a class of tests needs is made once, by the process that runs all of it.
ON_EITHER_DATABASE = ["-m", "not browser and not proxy", "-n", "2", "--dist", "loadscope"]


def sqlite(folder: Path, extra: list[str]) -> Outcome:
    return run_pytest("sqlite", ON_EITHER_DATABASE, extra, clean_environment(folder), folder)


def postgres(folder: Path, extra: list[str]) -> Outcome:
    try:
        with running_services() as services:
            env = dict(clean_environment(folder), **services)
            return run_pytest("postgres", ON_EITHER_DATABASE, extra, env, folder)
    except ServicesUnavailableError as error:
        return Outcome("postgres", missing=str(error))


def proxy(folder: Path, extra: list[str]) -> Outcome:
    try:
        nginx = provide_nginx()
        with running_services() as services:
            env = dict(clean_environment(folder), **services, NGINX_PATH=nginx)  # nginx itself reads $NGINX
            return run_pytest("proxy", ["-m", "proxy"], extra, env, folder)
    except (NginxUnavailableError, ServicesUnavailableError) as error:
        return Outcome("proxy", missing=str(error))


def browser(folder: Path, extra: list[str]) -> Outcome:
    try:
        env = dict(clean_environment(folder), CHROMIUM=provide_chromium())
    except ChromiumUnavailableError as error:
        return Outcome("browser", missing=str(error))
    return run_pytest("browser", ["-m", "browser", "-n", "2", "--maxschedchunk", "1"], extra, env, folder)


LANES: dict[str, Callable[[Path, list[str]], Outcome]] = {
    "lint": lint,
    "checks": checks,
    "sqlite": sqlite,
    "postgres": postgres,
    "proxy": proxy,
    "browser": browser,
}


def unequal(outcomes: list[Outcome]) -> str:
    """A sentence when the two databases did not run equally many tests, else nothing."""
    ran = {outcome.lane: outcome.ran for outcome in outcomes if not outcome.missing}
    if "sqlite" in ran and "postgres" in ran and ran["sqlite"] != ran["postgres"]:
        return f"sqlite ran {ran['sqlite']} tests and postgres {ran['postgres']}"
    return ""


def table(outcomes: list[Outcome]) -> str:
    lines = [f"{'lane':<10}{'ran':>6}{'passed':>8}{'failed':>8}{'seconds':>9}"]
    for each in outcomes:
        counts = f"{each.ran:>6}{each.passed:>8}{each.failed:>8}{each.seconds:>9.1f}"
        lines.append(f"{each.lane:<10}" + (f"  cannot run: {each.missing}" if each.missing else counts))
        lines += [f"{'':<10}  ✗ {name}" for name in each.failures]
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("python3 run.py test", description=__doc__, formatter_class=layout)
    parser.add_argument("--lane", action="append", choices=list(LANES), help="only this one (repeatable)")
    parser.add_argument("--allow-missing", action="store_true", help="a lane that cannot run may be missing")
    options, extra = parser.parse_known_args(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that the servers are stopped then, too
    folder = Path(tempfile.mkdtemp(prefix="portal-tests-"))
    try:
        chosen = [name for name in LANES if name in (options.lane or LANES)]
        with ThreadPoolExecutor() as pool:
            beside = {name: pool.submit(timed, name, folder, extra) for name in chosen if name in BESIDE}
            outcomes = [timed(name, folder, extra) for name in chosen if name not in BESIDE]
            outcomes += [lane.result() for lane in beside.values()]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return report_all(outcomes, options.allow_missing and os.environ.get("CI") != "true")


def timed(name: str, folder: Path, extra: list[str]) -> Outcome:
    """Run a lane in a folder of its own."""
    began = time.monotonic()
    (own := folder / name).mkdir()
    outcome = LANES[name](own, extra)
    outcome.seconds = time.monotonic() - began
    return outcome


def report_all(outcomes: list[Outcome], allow_missing: bool) -> int:
    """Print the table and, alone on the last line, the sum; a missing or an unequal lane counts as failed."""
    missing = 0 if allow_missing else sum(bool(outcome.missing) for outcome in outcomes)
    difference = unequal(outcomes)
    passed = sum(outcome.passed for outcome in outcomes)
    failed = sum(outcome.failed for outcome in outcomes) + missing + bool(difference)
    print(f"\n{table(outcomes)}")
    if difference:
        print(f"✗ {difference}: both must run the same tests")
    print(f"{passed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
