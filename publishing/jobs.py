"""What the worker does once a day: functions without arguments, each safe to run twice.

Apps above this one add theirs in AppConfig.ready with `run_daily`.
"""

import logging
from collections.abc import Callable

from django.core.management import call_command
from django.db import Error

from .limits import delete_lapsed
from .mail import delete_old_mail

logger = logging.getLogger(__name__)
_daily: list[Callable[[], object]] = []


def run_daily(job: Callable[[], object]):
    _daily.append(job)
    return job


def do_daily_jobs():
    """Run every job; one that fails in the database is logged and does not hold up the others."""
    for job in _daily:
        try:
            job()
        except Error:
            logger.exception("The daily job %s failed.", job.__name__)


@run_daily
def clear_sessions():
    call_command("clearsessions", verbosity=0)


run_daily(delete_old_mail)
run_daily(delete_lapsed)
