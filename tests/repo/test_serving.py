"""portal.serving: the address it listens on, the links that follow from it, and how its processes end."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from portal import serving

WAITING = [sys.executable, "-c", "import os, time; os.write(1, b'up\\n'); time.sleep(60)"]
ENDING = [sys.executable, "-c", "import time; time.sleep(1); raise SystemExit(3)"]
# What is started with nohup or & has these signals ignored, and its children inherit that.
SCRIPT = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
from portal import serving
serving.commands = lambda host, port: {commands!r}
sys.exit(serving.serve("127.0.0.1", 1, dict(os.environ)))
"""


@pytest.fixture
def taken_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


@pytest.mark.parametrize(
    ("host", "port", "site"),
    [
        ("127.0.0.1", 8001, "http://127.0.0.1:8001"),
        ("0.0.0.0", 8000, "http://127.0.0.1:8000"),
        ("::", 8000, "http://[::1]:8000"),
        ("localhost", 80, "http://localhost:80"),
    ],
)
def test_links_follow_the_chosen_address(monkeypatch, tmp_path, host, port, site):
    monkeypatch.setattr(serving, "HERE", tmp_path)
    monkeypatch.delenv("SITE_URL", raising=False)
    assert serving.site_environment(host, port)["SITE_URL"] == site


def test_a_site_url_that_was_chosen_stays(monkeypatch, tmp_path):
    monkeypatch.setattr(serving, "HERE", tmp_path)
    monkeypatch.setenv("SITE_URL", "https://zone.example")
    assert serving.site_environment("127.0.0.1", 8001)["SITE_URL"] == "https://zone.example"
    monkeypatch.delenv("SITE_URL")
    (tmp_path / ".env").write_text("# SITE_URL=no\nexport SITE_URL = https://zone.example\n")
    assert "SITE_URL" not in serving.site_environment("127.0.0.1", 8001)


def test_a_taken_port_is_refused_in_both_languages(taken_port):
    with pytest.raises(SystemExit) as stopped:
        serving.main(["--port", str(taken_port)])
    assert f"无法使用 127.0.0.1:{taken_port}" in stopped.value.code
    assert "cannot be used" in stopped.value.code


def test_a_port_out_of_range_is_refused():
    assert not serving.can_listen("127.0.0.1", 70000)


def children_of(pid):
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in path.read_text().split()]


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads processes from /proc")


@needs_proc
@pytest.mark.parametrize("asked_by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_one_signal_stops_every_process(asked_by):
    script = SCRIPT.format(commands=[WAITING, WAITING])
    server = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, env=dict(os.environ))
    assert [server.stdout.readline(), server.stdout.readline()] == [b"up\n", b"up\n"]
    children = children_of(server.pid)
    assert len(children) == 2
    server.send_signal(asked_by)
    assert server.wait(60) == 0
    assert not any(is_running(child) for child in children)


@needs_proc
def test_when_one_process_ends_the_others_end_too_and_the_code_tells():
    script = SCRIPT.format(commands=[WAITING, ENDING])
    server = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert server.stdout.readline() == b"up\n"
    time.sleep(0.2)
    children = children_of(server.pid)
    _, errors = server.communicate(timeout=60)
    assert server.returncode == 3
    assert "进程意外退出" in errors.decode()
    assert not any(is_running(child) for child in children)
