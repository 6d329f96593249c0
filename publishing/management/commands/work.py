import logging
import signal
import threading
import time

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections

from publishing.beat import EVERY_SECONDS, beat
from publishing.jobs import do_daily_jobs, do_round
from publishing.mail import deliver_due_mail

logger = logging.getLogger(__name__)
PAUSE = 1  # seconds between two looks at the outbox
PAUSE_AFTER_ERROR = 10
MAILS_A_ROUND = 10  # a mail server that hangs costs 10 s each: still a beat before the worker counts as gone
DAY = 24 * 60 * 60


class Command(BaseCommand):
    """The one process beside the web server. Several may run: each mail is claimed before it is sent."""

    help = "发送待发邮件并执行每日任务，直到收到 SIGTERM 或 Ctrl-C。"

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="只做一轮就结束")

    def handle(self, *, once, **options):
        self.stopped = threading.Event()
        self.daily_at = self.beat_at = time.monotonic()
        if once:
            self.work()
            return
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: self.stopped.set())
        while not self.stopped.is_set():
            self.stopped.wait(self.work_safely())

    def work_safely(self) -> int:
        """One round; returns the seconds to wait. A database that is away is waited for, not died of."""
        try:
            close_old_connections()
            self.work()
        except Error as error:
            logger.error("The database does not answer, trying again in %s s: %s", PAUSE_AFTER_ERROR, error)
            return PAUSE_AFTER_ERROR
        return PAUSE

    def work(self):
        if time.monotonic() >= self.beat_at:
            self.beat_at = time.monotonic() + EVERY_SECONDS
            beat()
        deliver_due_mail(limit=MAILS_A_ROUND)
        do_round()
        if time.monotonic() >= self.daily_at:
            self.daily_at = time.monotonic() + DAY
            do_daily_jobs()
