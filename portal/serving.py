"""Prepares the site and serves it until Ctrl-C: what `python3 run.py` does once its .venv is there.

`manage.py firstrun` brings database, demo, static files and account up to date. This process stays without
Django: all it does is to start the web server and the worker, and to stop them together.
"""

import argparse
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
ON_WINDOWS = os.name == "nt"
REACHED_BY = {"0.0.0.0": "127.0.0.1", "::": "::1"}


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python3 run.py", epilog="python3 run.py test | shots")
    parser.add_argument("--host", default="127.0.0.1", help="监听地址 (address to listen on)")
    parser.add_argument("--port", type=int, default=8000, help="端口 (port)")
    parser.add_argument("--empty", action="store_true", help="不载入演示内容 (no demo content)")
    parser.add_argument(
        "--reset-admin",
        action="store_true",
        help="为 admin 生成新密码，移除其两步验证 (new password, no second factor)",
    )
    parser.add_argument("--no-serve", action="store_true", help="只做准备，不启动 (only prepare)")
    return parser.parse_args(arguments)


def in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def site_environment(host: str, port: int) -> dict[str, str]:
    """The children's environment. Links follow the port, unless SITE_URL is set there or in .env."""
    env = dict(os.environ)
    dotenv = HERE / ".env"
    written = dotenv.read_text("utf-8") if dotenv.exists() else ""
    if not re.search(r"^\s*(export\s+)?SITE_URL\s*=", written, re.MULTILINE):
        env.setdefault("SITE_URL", f"http://{in_url(REACHED_BY.get(host, host))}:{port}")
    return env


def can_listen(host: str, port: int) -> bool:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            if not ON_WINDOWS:  # there the option would let two servers share the port
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
    except (OSError, OverflowError):
        return False
    return True


def answers(host: str, port: int) -> bool:
    """Whether the site answers a request; its port alone opens before its workers are ready."""
    connection = http.client.HTTPConnection(REACHED_BY.get(host, host), port, timeout=30)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status > 0
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def server_command(host: str, port: int) -> list[str]:
    address = f"{in_url(host)}:{port}"
    if ON_WINDOWS:
        return [sys.executable, "manage.py", "runserver", "--noreload", address]
    shape = ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--graceful-timeout", "10"]
    start = ["--preload", "--log-level", "warning", "--no-control-socket"]  # one load for both workers
    return [sys.executable, "-m", "gunicorn", "portal.wsgi:application", "--bind", address, *shape, *start]


def commands(host: str, port: int) -> list[list[str]]:
    """What runs side by side: the web server and the worker, which sends mail and does due jobs."""
    has_worker = any(HERE.glob("*/management/commands/work.py"))
    return [server_command(host, port), *([[sys.executable, "manage.py", "work"]] if has_worker else [])]


def raise_interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def stop(children: list[subprocess.Popen[bytes]]) -> None:
    """End every child, by force after 15 seconds; a second Ctrl-C does not leave one behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(15)
        except subprocess.TimeoutExpired:
            child.kill()


def serve(host: str, port: int, env: dict[str, str]) -> int:
    """Run the site until Ctrl-C or SIGTERM; returns 0 then, or the code of a process that ended by itself."""
    for name in ("SIGTERM", "SIGHUP"):  # nohup has SIGHUP ignored, and so it stays
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) != signal.SIG_IGN:
            signal.signal(getattr(signal, name), raise_interrupt)
    children: list[subprocess.Popen[bytes]] = []
    announced = False
    try:
        # In sessions of their own: Ctrl-C reaches them once, from stop(), and they finish what they do.
        for command in commands(host, port):
            children.append(subprocess.Popen(command, cwd=HERE, env=env, start_new_session=True))
        while all(child.poll() is None for child in children):
            if not announced and answers(host, port):
                announced = True
                announce(host, port, env)
            time.sleep(0.1)
        ended = next(child for child in children if child.poll() is not None)
        print(f"✗ 进程意外退出 A process ended, code {ended.returncode}: {ended.args!r}", file=sys.stderr)
        return ended.returncode or 1
    except KeyboardInterrupt:
        print("\n• 正在停止……\n  Stopping.", flush=True)
        return 0
    finally:
        stop(children)


def announce(host: str, port: int, env: dict[str, str]) -> None:
    here = f"http://{in_url(REACHED_BY.get(host, host))}:{port}"
    site = env.get("SITE_URL", here).rstrip("/")
    print(f"\n✓ 网站已启动 The site is up:  {site}/\n  管理后台 Admin:  {site}/admin/")
    if host in REACHED_BY and site == here:
        print(
            "  要从其他机器访问，请设置 SITE_URL，见 .env.example。 Set SITE_URL to reach it from elsewhere."
        )
    print("  按 Ctrl-C 停止。 Ctrl-C stops it.", flush=True)


def main(arguments: list[str]) -> int:
    options = parse(arguments)
    if not options.no_serve and not can_listen(options.host, options.port):
        sys.exit(
            f"\n✗ 无法使用 {options.host}:{options.port}，可能已被占用：请用 --port 换一个端口。\n"
            "  The address cannot be used, perhaps it is taken: choose another --port."
        )
    env = site_environment(options.host, options.port)
    flags = [f"--{name.replace('_', '-')}" for name in ("empty", "reset_admin") if getattr(options, name)]
    firstrun = [sys.executable, "manage.py", "firstrun", *flags]
    code = subprocess.call(firstrun, cwd=HERE, env=dict(env, COLLECTING_STATIC="1"))
    if code or options.no_serve:
        return code
    return serve(options.host, options.port, env)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
