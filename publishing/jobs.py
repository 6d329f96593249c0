"""What the worker does, each round or once a day: functions without arguments, each safe to run twice.

Apps above this one add theirs in AppConfig.ready with `run_each_round` or `run_daily`.
"""

import logging
from collections.abc import Callable

from django.core.management import call_command
from django.db import Error

from .limits import delete_lapsed
from .mail import delete_old_mail

logger = logging.getLogger(__name__)
_each_round: list[Callable[[], object]] = []
_daily: list[Callable[[], object]] = []


def run_each_round(job: Callable[[], object]):
    """A job for about once a second: where nothing is to be done, it must cost next to nothing."""
    _each_round.append(job)
    return job


def run_daily(job: Callable[[], object]):
    _daily.append(job)
    return job


def do_round():
    _do(_each_round)


def do_daily_jobs():
    _do(_daily)


def _do(jobs):
    """Run every job; one that fails in the database is logged and does not hold up the others."""
    for job in jobs:
        try:
            job()
        except Error:
            logger.exception("The job %s failed.", job.__name__)


@run_daily
def clear_sessions():
    call_command("clearsessions", verbosity=0)


run_daily(delete_old_mail)
run_daily(delete_lapsed)
