"""The site as docs/deploy.md builds it, on loopback: nginx with TLS → gunicorn → PostgreSQL and Valkey, and the worker.

The files of deploy/ are used as they are, but for paths, ports and the host name.
"""

import contextlib
import os
import shutil
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .configuration import make_certificate, nginx_command, write_conf

ROOT = Path(__file__).resolve().parents[2]
MANAGE = [sys.executable, "manage.py"]


@dataclass(frozen=True)
class Stack:
    url: str  # https, through nginx
    plain_url: str  # http, through nginx
    without_app: str  # https, through the same nginx configuration, but gunicorn is away
    folder: Path
    env: dict[str, str]
    port: int  # of nginx with TLS
    gunicorn: subprocess.Popen

    def manage(self, *arguments: str) -> str:
        """What a management command of the running site prints."""
        command = [*MANAGE, *arguments]
        return subprocess.check_output(command, cwd=ROOT, env=self.env, text=True, encoding="utf-8")

    def get(self, address: str, data: bytes | None = None, **headers: str):
        """The answer to a GET, or to a POST of `data`, whatever its status; redirects are not followed."""
        url = address if address.startswith("http") else self.url + address
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(url, data=data, headers=names)  # noqa: S310  our own server
        try:
            answer = opener(self.folder).open(request, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        answer.body = answer.read()
        return answer


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def opener(folder: Path):
    trusted = ssl.create_default_context(cafile=folder / "cert.pem")
    return urllib.request.build_opener(_Stay, urllib.request.HTTPSHandler(context=trusted))


def wait_for(stack: Stack, url: str, status: int, seconds: float = 60):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            if stack.get(url).status == status:
                return
        time.sleep(0.1)
    raise TimeoutError(f"{url} did not answer {status} within {seconds} s")


def site_environment(folder: Path, https: int) -> dict[str, str]:
    """What .env would hold; database and cache are those of the lane."""
    chosen = {
        "SITE_URL": f"https://localhost:{https}",
        "ALLOWED_HOSTS": "localhost",
        "BEHIND_PROXY": "1",
        "LOG_FORMAT": "json",
        "LOG_LEVEL": "INFO",
        "MAIL_URL": "",
        "CHECK_LINKS": "0",
        "VAR_DIR": folder / "var",
        "STATIC_ROOT": folder / "static",
        "MEDIA_ROOT": folder / "media",
        "PRIVATE_MEDIA_ROOT": folder / "private",
    }
    return dict(os.environ, **{name: str(value) for name, value in chosen.items()})


@contextlib.contextmanager
def running_stack(folder: Path, ports: list[int]) -> Iterator[Stack]:
    """Migrated, with the demo, static files compressed, everything running until the block ends."""
    https, http, app, lonely_https, lonely_http, nobody = ports
    env = site_environment(folder, https)
    lonely = folder / "lonely"
    lonely.mkdir()
    make_certificate(folder)
    for name in ("cert.pem", "key.pem"):
        shutil.copy(folder / name, lonely / name)
    confs = [
        write_conf(folder, "portal.conf", https, http, app),
        write_conf(lonely, "compose.conf", lonely_https, lonely_http, nobody),
    ]
    subprocess.run(
        [*MANAGE, "firstrun"],
        cwd=ROOT,
        env=dict(env, COLLECTING_STATIC="1", STATIC_BROTLI="1"),
        check=True,
        capture_output=True,
    )
    gunicorn = ["-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "--bind", f"127.0.0.1:{app}"]
    commands = [
        [sys.executable, *gunicorn, "portal.wsgi:application"],
        [*MANAGE, "work"],
        *[nginx_command(conf) for conf in confs],
    ]
    with (folder / "server.log").open("wb") as log:
        started = [subprocess.Popen(each, cwd=ROOT, env=env, stdout=log, stderr=log) for each in commands]
        names = [
            f"https://localhost:{https}",
            f"http://localhost:{http}",
            f"https://localhost:{lonely_https}",
        ]
        stack = Stack(*names, folder, env, https, started[0])
        try:
            wait_for(stack, "/readyz", 200)
            wait_for(stack, stack.without_app, 503)
            yield stack
        finally:
            for process in reversed(started):
                process.terminate()
            for process in started:
                process.wait(45)
