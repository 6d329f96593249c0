"""The site as it is deployed, through nginx: every address, caches, parts of files, slow clients, gunicorn away."""

import base64
import contextlib
import http.cookiejar
import json
import re
import signal
import socket
import ssl
import subprocess
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
import redis

from .configuration import NGINX, nginx_command, write_conf
from .stack import opener

pytestmark = pytest.mark.proxy
PDF = b"%PDF-1.7\n" + b"0123456789" * 100
ADD_ATTACHMENT = f"""
import base64
from django.core.files.base import ContentFile
from notices.models import Attachment, Notice
notice = Notice.objects.published().first()
made = Attachment(notice=notice)
made.file.save("附件.pdf", ContentFile(base64.b64decode("{base64.b64encode(PDF).decode()}")))
made.save()
print("ADDRESS", f"/notices/{{notice.pk}}/attachments/{{made.pk}}/")
"""
LIST = "from tests.crawl import addresses; print('ADDRESS', *addresses('page', 'form', 'machine'), '/readyz')"


def from_shell(stack, code):
    lines = stack.manage("shell", "--no-imports", "-c", code).splitlines()
    return next(line for line in lines if line.startswith("ADDRESS ")).split()[1:]


@pytest.mark.parametrize("name", ["portal.conf", "compose.conf"])
def test_nginx_takes_the_shipped_configuration(name, stack, tmp_path):
    for each in ("cert.pem", "key.pem"):
        (tmp_path / each).write_bytes((stack.folder / each).read_bytes())
    conf = write_conf(tmp_path, name, 20443, 20080, 20000)
    tested = subprocess.run([*nginx_command(conf), "-t"], capture_output=True, text=True)
    assert tested.returncode == 0, tested.stderr
    assert "[warn]" not in tested.stderr


def test_every_address_answers_without_a_cookie_and_with_hsts_and_an_id(stack):
    found = from_shell(stack, LIST)
    assert len(found) > 150
    for address in found:
        answer = stack.get(urllib.parse.quote(address, safe="/?&=%"))
        assert answer.status == 200, address
        assert "Set-Cookie" not in answer.headers, address
        assert "max-age=31536000" in answer.headers["Strict-Transport-Security"], address
        assert re.fullmatch(r"[0-9a-f]{32}", answer.headers["X-Request-ID"]), address


def test_the_site_is_ready_on_postgresql_and_valkey_with_its_worker(stack):
    assert set(json.loads(stack.get("/readyz").body)["parts"].values()) == {"ok"}


def test_views_and_calculations_are_posted_through(stack):
    answer = stack.get("/zones/xuesong/views/", data=b"", Origin=stack.url)
    assert answer.status == 200
    before = json.loads(answer.body)["views"]
    assert (
        json.loads(stack.get("/zones/xuesong/views/", data=b"", Origin=stack.url).body)["views"] == before + 1
    )
    asked = json.dumps({"awards": [{"id": 4}]}).encode()
    answer = stack.get("/api/v1/policies/evaluate", data=asked, Content_Type="application/json")
    assert answer.status == 200


def test_plain_http_is_sent_to_https(stack):
    answer = stack.get(f"{stack.plain_url}/places/?kind=plant")
    assert answer.status == 301
    assert answer.headers["Location"] == f"{stack.url}/places/?kind=plant"


def test_the_proxy_makes_the_id_and_believes_nothing_about_the_reader(stack):
    answer = stack.get("/healthz", X_Request_ID="0123456789abcdef", X_Forwarded_For="203.0.113.9")
    assert answer.headers["X-Request-ID"] != "0123456789abcdef"


def test_static_files_come_as_brotli_or_gzip_for_good_and_from_the_cache(stack):
    page = stack.get("/").body.decode()
    sheet = re.search(r'href="(/static/css/site\.[0-9a-f]+\.css)"', page)[1]
    plain = stack.get(sheet)
    assert "Content-Encoding" not in plain.headers
    sizes = {"": len(plain.body)}
    for sent, encoding in (("gzip, deflate, br, zstd", "br"), ("gzip, deflate", "gzip")):
        answer = stack.get(sheet, Accept_Encoding=sent)
        assert answer.headers["Content-Encoding"] == encoding
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["Vary"] == "Accept-Encoding"
        sizes[encoding] = len(answer.body)
    assert sizes["br"] < sizes["gzip"] < sizes[""] / 3
    for _ in range(2):
        stack.get(sheet, Accept_Encoding="gzip")
    log = (stack.folder / "access.log").read_text()
    assert re.search(rf'"GET {re.escape(sheet)}" 200 \d+ \S+ HIT ', log)


def test_pages_are_compressed_on_the_way(stack):
    answer = stack.get("/policies/", Accept_Encoding="gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.body) < len(stack.get("/policies/").body) / 3


def test_a_part_of_a_picture_and_a_whole_attachment(stack):
    whole = stack.get("/media/demo/zone-overview/480.webp").body
    part = stack.get("/media/demo/zone-overview/480.webp", Range="bytes=100-299")
    assert (part.status, part.body) == (206, whole[100:300])
    assert part.headers["Content-Range"] == f"bytes 100-299/{len(whole)}"
    [address] = from_shell(stack, ADD_ATTACHMENT)
    answer = stack.get(address)
    assert (answer.status, answer.body) == (200, PDF)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert stack.get(address, Range="bytes=-10").body == PDF[-10:]


@pytest.fixture
def member(stack):
    """Reads as somebody signed in, through nginx, with the cookies that https brings."""
    stack.manage("shell", "--no-imports", "-c", MEMBER)
    jar = http.cookiejar.CookieJar()
    own = opener(stack.folder)
    own.add_handler(urllib.request.HTTPCookieProcessor(jar))

    def read(address, form=None):
        data = urllib.parse.urlencode(form).encode() if form else None
        headers = {"Referer": f"{stack.url}/", "Origin": stack.url}
        request = urllib.request.Request(stack.url + address, data, headers)  # noqa: S310  our own server
        try:
            return own.open(request, timeout=30)
        except urllib.error.HTTPError as error:
            return error

    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', read("/accounts/login/").read().decode())[1]
    form = {"login": "member@example.com", "password": "cedar-river-7", "csrfmiddlewaretoken": token}
    assert read("/accounts/login/", form).status == 302
    assert {cookie.name for cookie in jar} >= {"__Host-session"}
    assert all(cookie.secure for cookie in jar)
    return read


MEMBER = """
from allauth.account.models import EmailAddress
from accounts.models import User
user, is_new = User.objects.get_or_create(email="member@example.com")
user.set_password("cedar-river-7")
user.save()
EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
"""


def test_what_a_member_reads_is_never_kept_for_a_visitor_nor_the_other_way_round(stack, member):
    """Read by the visitor just before and after: within the second that nginx keeps a page."""
    for _ in range(3):
        assert "0.918" not in stack.get("/zones/xuesong/costs/").body.decode()
        answer = member("/zones/xuesong/costs/")
        assert "0.918" in answer.read().decode()
        assert "no-store" in answer.headers["Cache-Control"]
        assert "0.918" not in stack.get("/zones/xuesong/costs/").body.decode()


def test_forms_with_a_token_are_never_kept(stack):
    pages = [stack.get("/inquiries/new/?from=/").body.decode() for _ in range(2)]
    tokens = {re.search(r'name="token" value="([^"]+)"', page)[1] for page in pages}
    assert len(tokens) == 2


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


def test_logs_hold_no_query_and_share_the_id_of_the_request(stack):
    answer = stack.get("/inquiries/track/?code=SENTINEL-CODE")
    stack.get("/accounts/password/reset/key/1-SENTINELKEY/")
    access, server = ((stack.folder / name).read_text() for name in ("access.log", "server.log"))
    for log in (access, server):
        assert answer.headers["X-Request-ID"] in log
        assert "SENTINEL" not in log
    lines = [json.loads(line) for line in server.splitlines() if line.startswith("{")]
    entry = next(line for line in lines if line["request_id"] == answer.headers["X-Request-ID"])
    assert (entry["method"], entry["path"], entry["status"]) == ("GET", "/inquiries/track/", 200)


TERMINATE = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                   " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'")
"""


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
