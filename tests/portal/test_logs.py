"""Logs: one JSON object a line when asked for, with the id of the request, without personal data."""

import json
import logging
import sys

import pytest
from django.test import RequestFactory

from portal.logs import JsonFormatter, LineFormatter, request_id, without_personal
from portal.request_id import id_of


@pytest.mark.parametrize(
    ("text", "logged"),
    [
        ("Not Found: /inquiries/track/?code=ABCD-1234", "Not Found: /inquiries/track/?<query>"),
        ("Key (email)=(li.wei@example.com.cn) already exists", "Key (email)=(<e-mail>) already exists"),
        ("call 13812345678 now", "call <phone> now"),
        ("/accounts/password/reset/key/1-abc-def/", "/accounts/password/reset/key/<key>/"),
        ("area 138123456789 m2, really? yes", "area 138123456789 m2, really? yes"),
    ],
)
def test_personal_data_is_left_out(text, logged):
    assert without_personal(text) == logged


def record(message, *arguments, **extra):
    made = logging.LogRecord("portal", logging.ERROR, __file__, 1, message, arguments, None)
    made.__dict__ |= extra
    return made


def test_a_line_of_json_holds_the_request_s_id_and_fields():
    token = request_id.set("0123456789abcdef")
    try:
        entry = json.loads(
            JsonFormatter().format(record("第一行\n第二行 %s", "x@y.cn", status=200, path="/"))
        )
    finally:
        request_id.reset(token)
    assert entry["message"] == "第一行\n第二行 <e-mail>"
    assert (entry["request_id"], entry["level"], entry["status"], entry["path"]) == (
        "0123456789abcdef",
        "ERROR",
        200,
        "/",
    )
    assert entry["time"].endswith("+00:00")


@pytest.mark.parametrize("formatter", [JsonFormatter(), LineFormatter()])
def test_a_traceback_is_logged_and_cleaned_too(formatter):
    failed = record("failed")
    try:
        raise ValueError("no such member li@example.cn")
    except ValueError:
        failed.exc_info = sys.exc_info()
    text = formatter.format(failed)
    assert "ValueError: no such member <e-mail>" in text
    assert "Traceback" in text


def test_each_answer_has_an_id_of_its_own(client):
    ids = {client.get("/healthz")["X-Request-ID"] for _ in range(3)}
    assert len(ids) == 3
    assert all(len(each) == 32 for each in ids)


@pytest.mark.parametrize(
    ("proxies", "given", "is_taken"),
    [
        (1, "5f0d1c2b-7a3e", True),
        (0, "5f0d1c2b-7a3e", False),
        (1, "short", False),
        (1, "with space and more", False),
        (1, "a" * 65, False),
        (1, 'quote"and<tag>', False),
    ],
)
def test_an_id_is_taken_from_a_trusted_proxy_only_and_only_a_sane_one(settings, proxies, given, is_taken):
    settings.TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/", headers={"X-Request-ID": given})
    assert (id_of(request) == given) is is_taken


def test_a_request_is_logged_with_its_path_and_without_its_query(client, caplog):
    with caplog.at_level(logging.INFO, logger="portal.requests"):
        client.get("/healthz?code=SECRET-CODE")
    [line] = [each for each in caplog.records if each.name == "portal.requests"]
    assert (line.method, line.path, line.status) == ("GET", "/healthz", 200)
    assert "SECRET" not in line.getMessage()


@pytest.mark.django_db
def test_nobody_writes_a_line_of_their_own_into_the_log(client, caplog):
    with caplog.at_level(logging.INFO, logger="portal.requests"):
        client.get("/nothing%0A2026-11-26T08:00:00Z ERROR forged%E2%80%A8")
    [line] = [each for each in caplog.records if each.name == "portal.requests"]
    assert line.path == "/nothing?2026-11-26T08:00:00Z ERROR forged?"
    assert len(line.getMessage().splitlines()) == 1
