"""The deployed site in trouble: slow clients, a reload, gunicorn, PostgreSQL and Valkey away. It runs last."""

import contextlib
import json
import re
import signal
import socket
import ssl
from pathlib import Path

import pytest
import redis

from .configuration import NGINX

pytestmark = pytest.mark.proxy
TERMINATE = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                   " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'")
"""


def test_hundreds_of_slow_clients_keep_nobody_waiting(stack):
    """60 of them stop 8 threads of gunicorn alone."""
    trusted = ssl.create_default_context(cafile=stack.folder / "cert.pem")
    head = b"POST /inquiries/new/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n"
    slow = []
    try:
        for number in range(200):
            client = socket.create_connection(("localhost", stack.port), timeout=10)
            client = trusted.wrap_socket(client, server_hostname="localhost")
            client.sendall(head if number % 2 else head + b"\r\nname=")  # half a head, half a body
            slow.append(client)
        for _ in range(5):
            assert stack.get("/zones/xuesong/").status == 200
            assert stack.get("/healthz").status == 200
    finally:
        for client in slow:
            client.close()


def test_slow_clients_are_given_up_after_seconds():
    conf = (NGINX / "locations.conf").read_text()
    for name in ("client_header_timeout", "client_body_timeout", "send_timeout"):
        assert re.search(rf"^{name} 10s;$", conf, re.MULTILINE)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_while_gunicorn_is_away_a_page_in_both_languages_says_when_to_come_back(stack, method):
    data = b"name=x" if method == "POST" else None
    answer = stack.get(f"{stack.without_app}/zones/xuesong/", data=data)
    assert (answer.status, answer.headers["Retry-After"]) == (503, "60")
    assert answer.headers["Cache-Control"] == "no-store"
    page = answer.body.decode()
    assert "网站正在维护" in page
    assert "Back in a moment" in page
    assert "http" not in page.replace("http-equiv", "")


def test_too_large_a_form_is_refused_in_both_languages(stack):
    answer = stack.get("/inquiries/new/", data=b"text=" + b"x" * 3_200_000)
    assert answer.status == 413
    assert "提交的内容太大" in answer.body.decode()
    assert "Too much at once" in answer.body.decode()


def workers_of(gunicorn) -> set[str]:
    return set(Path(f"/proc/{gunicorn.pid}/task/{gunicorn.pid}/children").read_text().split())


def test_a_reload_brings_new_workers_and_fails_no_request(stack):
    """What `systemctl reload zone-portal` does after an upgrade."""
    old = workers_of(stack.gunicorn)
    assert len(old) == 2
    stack.gunicorn.send_signal(signal.SIGHUP)
    for number in range(3000):
        assert stack.get(f"/zones/xuesong/?asked={number}").status == 200
        if not old & workers_of(stack.gunicorn):
            break
    assert not old & workers_of(stack.gunicorn)
    assert stack.get("/readyz").status == 200


def test_after_a_restart_of_postgresql_the_next_requests_are_answered(stack):
    stack.get("/places/?asked=before")
    stack.manage("shell", "--no-imports", "-c", TERMINATE)
    for number in range(12):
        assert stack.get(f"/places/?asked=after-{number}").status == 200


def test_without_valkey_pages_and_sign_in_work_and_readyz_names_the_cache(stack):
    """The last test: Valkey does not come back."""
    with contextlib.suppress(redis.ConnectionError):
        redis.Redis.from_url(stack.env["CACHE_URL"]).shutdown(nosave=True)
    for address in ("/zones/xuesong/?asked=without-valkey", "/accounts/login/", "/inquiries/new/?from=/"):
        assert stack.get(address).status == 200, address
    answer = stack.get("/readyz")
    parts = json.loads(answer.body)["parts"]
    assert (answer.status, {name for name, word in parts.items() if word == "fail"}) == (503, {"cache"})
