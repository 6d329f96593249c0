"""Links are asked politely and within bounds, never on our own network, and only two failures in a row are an alarm."""

import threading
from collections import Counter
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from notices import dialling, link_checks
from notices.dialling import ALIVE, RefusedError, public_number, status_of
from notices.models import Attachment, LinkCheck
from tests.desk.staff import address, make_staff, signed_in
from tests.factories import make_link_check, make_notice, make_source

pytestmark = pytest.mark.django_db


class Handler(BaseHTTPRequestHandler):
    """/<code> answers with that code, /to/… leads onwards, /slow trickles its head for ever."""

    def do_GET(self):
        self.server.asked[self.command, self.path] += 1
        self.server.agents.add(self.headers["User-Agent"])
        kind = self.path.partition("?")[0].strip("/").partition("/")
        if kind[0] == "to":
            self.send_response(302)
            self.send_header("Location", kind[2] or "/to/")
        elif kind[0] == "slow":
            self.trickle()
            return
        elif kind[0] == "head":
            self.send_response(405 if self.command == "HEAD" else 200)
        else:
            self.send_response(int(kind[0] or 200))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET

    def trickle(self):
        try:
            while not self.server.is_over.wait(0.05):
                self.wfile.write(b"H")
        except OSError:
            self.server.was_cut_off.set()

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def server():
    found = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.asked, found.agents = Counter(), set()
    found.is_over, found.was_cut_off = threading.Event(), threading.Event()
    thread = threading.Thread(target=found.serve_forever, daemon=True)
    thread.start()
    yield found
    found.is_over.set()
    found.shutdown()
    found.server_close()


@pytest.fixture
def site(server, settings):
    """The address of the server, which tests may ask although it is on this machine."""
    settings.CHECK_LINKS_PRIVATE = True
    server.asked.clear()
    return f"http://127.0.0.1:{server.server_port}"


def checked(**options):
    return list(link_checks.check_links(pause=0, timeout=2, **options))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/200", ALIVE),
        ("/head", ALIVE),
        ("/403", ALIVE),
        ("/404", "服务器回答 404"),
        ("/500", "服务器回答 500"),
        ("/to//200", ALIVE),
        ("/to//410", "服务器回答 410"),
        ("/to/", "转来转去没有尽头"),
        ("/to/file:///etc/passwd", "不是网页地址"),
        ("/to/http://[", "网址写得不对"),
        ("/200?年=二〇二四 五月", ALIVE),
    ],
)
def test_what_a_server_answers_is_told_in_words(site, path, status):
    assert status_of(site + path, timeout=2) == status


def test_a_server_that_trickles_is_cut_off_and_one_that_is_not_there_is_told(site, server):
    assert status_of(f"{site}/slow", timeout=0.3) in ("连不上服务器", "超过时间没有回答")
    assert server.was_cut_off.wait(10)
    assert status_of("http://127.0.0.1:9/", timeout=2) == "连不上服务器"


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
     "::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "2130706433", "0x7f000001", "224.0.0.1"],
)  # fmt: skip
def test_no_address_of_our_own_network_is_asked(host):
    with pytest.raises(RefusedError):
        public_number(host, 80)


def test_a_redirect_into_our_own_network_is_not_followed(site, server, settings, monkeypatch):
    """The first hop is let through, as a server outside would be; the setting of every site judges the second."""
    judged = []

    def only_the_first(host, port):
        judged.append(host)
        settings.CHECK_LINKS_PRIVATE = len(judged) == 1
        return public_number(host, port)

    monkeypatch.setattr(dialling, "public_number", only_the_first)
    assert (
        status_of(f"{site}/to/http://localhost:{server.server_port}/200", timeout=2)
        == "指向内部网络，没有检查"
    )
    assert [path for _method, path in server.asked] == [f"/to/http://localhost:{server.server_port}/200"]
    assert judged == ["127.0.0.1", "localhost"]


def test_published_links_sources_and_files_are_asked_and_drafts_are_not(site, server, tmp_path):
    make_notice(source_url=f"{site}/200", source=make_source(url=f"{site}/204"))
    make_notice(source_url=f"{site}/201", status="draft")
    notice = make_notice()
    lost = Attachment(notice=notice, title="申报表")
    lost.file.save("form.pdf", ContentFile(b"%PDF-"))
    assert {check.address: check.status for check in checked()} == {
        f"{site}/200": ALIVE,
        f"{site}/204": ALIVE,
        f"file:{lost.file.name}": ALIVE,
    }
    assert server.agents == {"zone-portal link check (+http://127.0.0.1:8000)"}
    lost.file.storage.delete(lost.file.name)
    (found,) = [check for check in checked() if check.address.startswith("file:")]
    assert (found.status, found.failures) == ("文件不见了", 1)


def test_twice_in_a_row_is_dead_and_on_the_start_page_and_an_answer_clears_it(site):
    notice = make_notice(source_url=f"{site}/404")
    user = make_staff("view", "change", model=type(notice))
    from django.contrib.auth.models import Permission

    user.user_permissions.add(Permission.objects.get(codename="view_linkcheck"))
    desk, dead = signed_in(user), address(LinkCheck, "changelist") + "?dead=yes"
    checked()
    assert "打不开的链接和附件" not in desk.get("/admin/").text
    first = LinkCheck.objects.get().dead_since
    checked()
    assert LinkCheck.objects.dead().get().dead_since == first
    assert dead in desk.get("/admin/").text
    page = desk.get(dead).text
    assert f"{site}/404" in page and f'href="{address(type(notice), "change", notice.pk)}"' in page
    type(notice).objects.update(source_url=f"{site}/200")
    checked()
    assert not LinkCheck.objects.dead().exists()
    assert LinkCheck.objects.get().address == f"{site}/200", "what is used no longer is forgotten"


def test_a_limit_asks_those_first_that_were_asked_longest_ago(site, capsys):
    for number in range(4):
        make_notice(source_url=f"{site}/20{number}")
    for number in (0, 1):
        make_link_check(address=f"{site}/20{number}", checked_at=timezone.now() - timedelta(days=9 + number))
    call_command("check_links", limit=3, pause=0)
    assert "检查了 3 个地址，0 个打不开。" in capsys.readouterr().out
    asked = LinkCheck.objects.filter(checked_at__gt=timezone.now() - timedelta(days=1))
    assert set(asked.values_list("address", flat=True)) == {f"{site}/20{number}" for number in (1, 2, 3)}


def test_the_worker_asks_once_a_week_and_the_next_day_what_failed_once(site, settings):
    days = {"200": 3, "201": 8, "404": 1}
    for path, ago in days.items():
        make_notice(source_url=f"{site}/{path}")
        fails = 1 if path == "404" else 0
        make_link_check(
            address=f"{site}/{path}", failures=fails, checked_at=timezone.now() - timedelta(days=ago)
        )
    before = dict(LinkCheck.objects.values_list("address", "checked_at"))
    settings.CHECK_LINKS = False
    link_checks.check_due_links()
    assert dict(LinkCheck.objects.values_list("address", "checked_at")) == before
    settings.CHECK_LINKS = True
    link_checks.check_due_links()
    after = dict(LinkCheck.objects.values_list("address", "checked_at"))
    assert {name for name in after if after[name] != before[name]} == {f"{site}/201", f"{site}/404"}


def test_after_its_time_a_run_asks_nothing_more(site, server):
    make_notice(source_url=f"{site}/200")
    assert checked(seconds=-1) == []
    assert not server.asked
