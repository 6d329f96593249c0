"""The outbox: each mail leaves once, failures are tried again, codes do not stay, the worker does not die."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.conf import settings as configured
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone

from publishing import jobs
from publishing.beat import is_beating
from publishing.demo_mail import codes_and_links
from publishing.limits import delete_lapsed
from publishing.mail import claim, deliver_due_mail
from publishing.management.commands.work import PAUSE, PAUSE_AFTER_ERROR, Command
from publishing.models import OutboxMail

pytestmark = pytest.mark.django_db
OUTBOX = {"BACKEND": "publishing.mail.OutboxBackend"}
BODY = "您的验证码：\n\nABCD-1234\n\nhttps://zone.example.cn/x/\n"


@pytest.fixture
def demo(settings, tmp_path):
    """The mailers of a site without MAIL_URL, with a folder of its own."""
    backend = {"BACKEND": "publishing.demo_mail.DemoMailBackend", "OPTIONS": {"file_path": str(tmp_path)}}
    settings.MAILERS = {"default": OUTBOX, "delivery": backend}
    return tmp_path


class RefusingMailer:
    def __init__(self, alias, **options):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError("no mail server")


@pytest.fixture
def refusing(settings):
    backend = {"BACKEND": "tests.publishing.test_mail.RefusingMailer"}
    settings.MAILERS = {"default": OUTBOX, "delivery": backend}


def write(**fields):
    fields = {
        "to": "ada@example.com",
        "subject": "验证码",
        "body": BODY,
        "from_email": "no@example.com",
    } | fields
    return OutboxMail.objects.create(**fields)


def test_a_page_writes_to_the_outbox_and_sends_nothing(demo):
    EmailMessage("主题", "正文", "no@example.com", ["a@example.com"], reply_to=["b@example.com"]).send()
    row = OutboxMail.objects.get()
    assert (row.to, row.subject, row.body, row.reply_to) == ("a@example.com", "主题", "正文", "b@example.com")
    assert list(demo.iterdir()) == []


def test_a_due_mail_leaves_once(demo):
    write()
    assert [deliver_due_mail(), deliver_due_mail()] == [1, 0]
    assert len(list(demo.iterdir())) == 1
    row = OutboxMail.objects.get()
    assert "To: ada@example.com" in (file := next(demo.iterdir()).read_text("utf-8"))
    assert "Subject: 验证码" in file and "ABCD-1234" in file
    assert (row.attempts, row.last_error) == (1, "")
    assert row.sent_at


def test_the_demo_prints_whom_it_is_for_and_the_code(demo, capsys):
    write()
    deliver_due_mail()
    assert capsys.readouterr().out == "✉ ada@example.com  验证码\n  ABCD-1234\n  https://zone.example.cn/x/\n"


def test_only_lines_of_one_ascii_word_are_codes_or_links():
    assert codes_and_links("Dear reader\n\n  AB-12 \n编号7\nhttps://x/\n") == ["AB-12", "https://x/"]


def test_a_mail_that_fails_is_tried_again_later_and_six_times_in_all(refusing):
    row = write()
    waits = []
    for _ in range(8):
        before = timezone.now()
        deliver_due_mail()
        row.refresh_from_db()
        waits.append(round((row.next_attempt_at - before).total_seconds() / 60))
        OutboxMail.objects.update(next_attempt_at=timezone.now())
    assert row.attempts == 6
    assert waits[:6] == [1, 5, 30, 120, 720, 720]
    assert "no mail server" in row.last_error
    assert row.sent_at is None


def test_one_mail_that_cannot_be_written_holds_up_no_other(demo):
    write(subject="a\nBcc: x@example.com")
    good = write()
    assert deliver_due_mail() == 1
    good.refresh_from_db()
    assert good.sent_at


def test_no_transaction_is_open_while_a_mail_is_sent(settings, transactional_db):
    """An open one would lock every writer of SQLite out for as long as the mail server takes."""
    settings.MAILERS = {"default": OUTBOX, "delivery": {"BACKEND": "tests.publishing.test_mail.Observing"}}
    write()
    deliver_due_mail()
    assert Observing.was_in_transaction is False


class Observing:
    was_in_transaction = None

    def __init__(self, alias, **options):
        pass

    def send_messages(self, messages):
        Observing.was_in_transaction = connection.in_atomic_block
        return len(messages)


def test_two_workers_send_a_mail_once(demo):
    row = write()
    other = OutboxMail.objects.get()
    assert [claim(row), claim(other)] == [True, False]


def test_one_round_sends_and_deletes_mails_of_more_than_thirty_days(demo):
    old = write(created_at=timezone.now() - timedelta(days=31), sent_at=timezone.now())
    kept = write(created_at=timezone.now() - timedelta(days=29))
    call_command("work", "--once")
    assert not OutboxMail.objects.filter(pk=old.pk).exists()
    kept.refresh_from_db()
    assert kept.sent_at


def test_a_database_that_is_away_is_waited_for(caplog):
    worker = Command()
    with patch.object(Command, "work", side_effect=OperationalError("gone")):
        assert worker.work_safely() == PAUSE_AFTER_ERROR
    assert "The database does not answer" in caplog.text
    with patch.object(Command, "work"):
        assert worker.work_safely() == PAUSE


def test_a_daily_job_that_fails_holds_up_no_other(monkeypatch, caplog):
    done = []

    def failing():
        raise OperationalError("locked")

    monkeypatch.setattr(jobs, "_daily", [failing, lambda: done.append(1)])
    jobs.do_daily_jobs()
    assert done == [1]
    assert "failing" in caplog.text


def test_lapsed_limits_are_deleted_and_running_ones_are_kept(settings):
    table = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "publishing_cache"}
    settings.CACHES = {"default": table}
    cache.clear()
    cache.set("lapsed", 1, timeout=60)
    cache.set("running", 1, timeout=60)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE publishing_cache SET expires = '2020-01-01' WHERE cache_key = ':1:lapsed'")
        delete_lapsed()
        cursor.execute("SELECT cache_key FROM publishing_cache")
        assert cursor.fetchall() == [(":1:running",)]


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_the_worker_ends_cleanly_when_asked(name, tmp_path):
    """Also in the midst of a pause: this one would last an hour."""
    script = """if True:
        import django
        django.setup()
        from django.core.management import call_command
        from publishing.management.commands import work
        work.PAUSE_AFTER_ERROR = 3600
        call_command("work")
    """
    env = dict(os.environ, VAR_DIR=str(tmp_path), DATABASE_URL=f"sqlite:///{tmp_path}/empty.sqlite3")
    env["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    worker = subprocess.Popen(
        [sys.executable, "-c", script], cwd=configured.BASE_DIR, env=env, stderr=subprocess.PIPE, text=True
    )
    line = worker.stderr.readline()  # no tables yet: it says so, and waits
    assert "The database does not answer" in line
    worker.send_signal(getattr(signal, name))
    assert worker.wait(60) == 0
    worker.stderr.close()


def test_nothing_is_left_in_the_test_outbox():
    assert mail.outbox == []


def test_one_round_of_the_worker_leaves_a_beat(demo):
    assert not is_beating()
    call_command("work", once=True)
    assert is_beating()
