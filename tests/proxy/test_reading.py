"""The deployed site through nginx: every address, headers, compression, parts of files, and who sees whose page."""

import base64
import http.cookiejar
import json
import re
import subprocess
import urllib.error
import urllib.parse
import urllib.request

import pytest

from .configuration import nginx_command, write_conf
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
print(f"ADDRESS\\t/notices/{{notice.pk}}/attachments/{{made.pk}}/")
"""
LIST = "from tests.crawl import addresses; print('ADDRESS', *addresses('page', 'form', 'machine'), '/readyz', sep='\\t')"


def from_shell(stack, code):
    lines = stack.manage("shell", "--no-imports", "-c", code).splitlines()
    return next(line for line in lines if line.startswith("ADDRESS\t")).split("\t")[1:]


@pytest.mark.parametrize("name", ["portal.conf", "compose.conf"])
def test_nginx_takes_the_shipped_configuration(name, stack, tmp_path):
    for each in ("cert.pem", "key.pem"):
        (tmp_path / each).write_bytes((stack.folder / each).read_bytes())
    conf = write_conf(tmp_path, name, 20443, 20080, 20000)
    tested = subprocess.run([*nginx_command(conf), "-t"], capture_output=True, text=True)
    assert tested.returncode == 0, tested.stderr
    warnings = [line for line in tested.stderr.splitlines() if "[warn]" in line]
    # nginx 1.25.1 has a directive for HTTP/2, which the 1.22 of Debian 12 does not know
    assert [line for line in warnings if '"listen ... http2" directive is deprecated' not in line] == []


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


def test_each_answer_from_the_cache_has_an_id_of_its_own(stack):
    ids = [stack.get("/zones/xuesong/?asked=twice").headers.get_all("X-Request-ID") for _ in range(3)]
    assert all(len(each) == 1 for each in ids)
    assert len({each[0] for each in ids}) == 3


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
