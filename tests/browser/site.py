"""The demo site as run.py serves it, on a free port with a data folder of its own, and a Chromium to look at it."""

import contextlib
import fcntl
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from portal.serving import commands
from tests.chromium import find_chromium

ROOT = Path(__file__).resolve().parents[2]
TOLD = "firstrun.txt"
CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@dataclass(frozen=True)
class Site:
    url: str
    folder: Path
    password: str  # of the account admin
    env: dict[str, str]

    def manage(self, *arguments: str):
        """Run manage.py beside the site, on its database."""
        subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=ROOT, env=self.env, check=True, capture_output=True
        )

    def mails(self) -> list[str]:
        """The mails the demo has written, newest last."""
        files = sorted((self.folder / "mail").glob("*"), key=lambda path: path.stat().st_mtime_ns)
        return [path.read_text(encoding="utf-8") for path in files]


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def wait_for(url: str, seconds: float = 180):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            return urllib.request.urlopen(f"{url}/healthz", timeout=5)  # noqa: S310  our own server
        time.sleep(0.1)
    raise TimeoutError(f"{url} did not answer within {seconds} s")


def environment(folder: Path, url: str, **settings: str) -> dict[str, str]:
    return dict(
        os.environ, VAR_DIR=str(folder), SITE_URL=url, ALLOWED_HOSTS="127.0.0.1", DEBUG="0", MAIL_URL="", CACHE_URL="",
        DATABASE_URL=f"sqlite:///{folder / 'db.sqlite3'}", STATIC_ROOT=str(folder / "static"),
        MEDIA_ROOT=str(folder / "media"), PRIVATE_MEDIA_ROOT=str(folder / "private"),
        **settings,
    )  # fmt: skip


def make_demo(folder: Path, into: Path):
    """Copy the demo into an empty folder; whoever needs it first makes it in `folder`, the others wait."""
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / TOLD).exists():
            env = environment(folder / "var", "http://127.0.0.1", COLLECTING_STATIC="1")
            command = [sys.executable, "manage.py", "firstrun"]
            told = subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True, text=True)
            (folder / TOLD).write_text(told.stdout, encoding="utf-8")
    shutil.copytree(folder / "var", into, dirs_exist_ok=True)


@contextlib.contextmanager
def running_site(folder: Path, demo: Path, **settings: str) -> Iterator[Site]:
    """A copy of the demo, served by gunicorn and the worker until the block ends; `settings` go to the environment."""
    make_demo(demo, folder)
    password = re.search(r"密码 ([a-z2-9-]{19})", (demo / TOLD).read_text(encoding="utf-8"))[1]
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    env = environment(folder, url, **settings)
    log = (folder / "server.log").open("wb")
    servers = [
        subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
        for command in commands("127.0.0.1", port)
    ]
    try:
        wait_for(url)
        yield Site(url, folder, password, env)
    finally:
        for server in servers:
            server.terminate()
        for server in servers:
            server.wait(60)
        log.close()


@contextlib.contextmanager
def running_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


def sign_in(page, site: Site, name="admin", password=None):
    page.goto(f"{site.url}/accounts/login/")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", password or site.password)
    page.click("main form button[type=submit]")
    page.wait_for_url(lambda url: "/accounts/login" not in url)
