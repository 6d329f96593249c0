"""Which addresses readers may follow, where each is used, and whether it still leads anywhere.

Every URLField of published content and of sources, and the files of attachments of published notices. Bounded in number
and time and polite: one question to a host at a time with a pause between, a few hosts at once, those asked longest ago
first. The worker asks once a week, a little every day; what failed once it asks again on the next.
"""

import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone

from publishing.models import Publishable, Source

from .dialling import ALIVE, status_of
from .models import Attachment, LinkCheck, Notice

MOST = 500  # addresses of one run
AT_ONCE = 4  # hosts
PAUSE = 1.0  # seconds between two questions to one host
TIMEOUT = 10.0  # seconds that a server has to answer
LONGEST_RUN = 60 * 60  # seconds after which nothing more is asked
WORKER_RUN, WORKER_TIMEOUT = 45, 5.0  # seconds a day: meanwhile the worker sends no mail
WEEK, DAY = timedelta(days=6, hours=12), timedelta(hours=12)
FILE = "file:"  # how the address of an attachment's file begins


class Use(NamedTuple):
    """Where an address is used: the row, and what its field is called."""

    row: models.Model
    label: str


def addresses() -> dict[str, list[Use]]:
    """Every address that readers may follow, with where it is used."""
    found = defaultdict(list)
    for model in apps.get_models():
        if issubclass(model, Publishable) or model is Source:
            _add_links(found, model)
    attachments = Attachment.objects.filter(notice__in=Notice.objects.published()).exclude(file="")
    for attachment in attachments.select_related("notice"):
        found[f"{FILE}{attachment.file.name}"].append(Use(attachment.notice, f"附件“{attachment}”"))
    return dict(found)


def _add_links(found, model):
    for field in model._meta.local_concrete_fields:
        if isinstance(field, models.URLField):
            rows = model.objects.published() if issubclass(model, Publishable) else model.objects.all()
            for row in rows.exclude(**{field.name: ""}).only(field.name).iterator(chunk_size=500):
                if address := getattr(row, field.attname):
                    found[address].append(Use(row, str(field.verbose_name)))


def due(known, *, most: int, by_age: bool) -> list[str]:
    """At most so many of the addresses: those never asked for, then those asked longest ago; by_age if it was long ago."""
    now = timezone.now()
    checks = {check.address: check for check in LinkCheck.objects.all()}
    never = [address for address in known if address not in checks]
    before = sorted(
        (checks[address] for address in known if address in checks), key=lambda check: check.checked_at
    )
    late = [
        check.address
        for check in before
        if not by_age or check.checked_at < now - (DAY if check.failures == 1 else WEEK)
    ]
    return [*never, *late][:most]


def check_links(
    *, most=MOST, pause=PAUSE, timeout=TIMEOUT, seconds=LONGEST_RUN, by_age=False
) -> Iterator[LinkCheck]:
    """Check what is due and write down each result. What is used no longer is forgotten."""
    known = addresses()
    LinkCheck.objects.exclude(address__in=known).delete()
    chosen = due(known, most=most, by_age=by_age)
    for address in chosen:
        if address.startswith(FILE):
            yield keep(address, _file_status(address))
    by_host = defaultdict(list)
    for address in chosen:
        if not address.startswith(FILE):
            by_host[host_of(address)].append(address)
    ends = time.monotonic() + seconds
    with ThreadPoolExecutor(
        AT_ONCE
    ) as hosts:  # threads ask, this one writes: a thread has no place in a transaction
        asked = [hosts.submit(_ask_host, each, pause, timeout, ends) for each in by_host.values()]
        for host in asked:
            for address, status in host.result():
                yield keep(address, status)


def host_of(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def _ask_host(asked: list[str], pause: float, timeout: float, ends: float) -> list[tuple[str, str]]:
    found = []
    for place, address in enumerate(asked):
        if time.monotonic() > ends:
            break
        if place:
            time.sleep(pause)
        found.append((address, status_of(address, timeout=timeout)))
    return found


def _file_status(address: str) -> str:
    storage = Attachment._meta.get_field("file").storage
    return ALIVE if storage.exists(address.removeprefix(FILE)) else "文件不见了"


def keep(address: str, status: str) -> LinkCheck:
    """Write down what was found; dead since the first of the failures in a row."""
    now = timezone.now()
    check = LinkCheck.objects.filter(address=address).first() or LinkCheck(address=address)
    check.status, check.checked_at = status, now
    if status == ALIVE:
        check.failures, check.dead_since = 0, None
    else:
        check.failures, check.dead_since = check.failures + 1, check.dead_since or now
    check.save()
    return check


def check_due_links():
    """What the worker does daily, unless CHECK_LINKS says that this machine does not go out."""
    if settings.CHECK_LINKS:
        for _check in check_links(seconds=WORKER_RUN, timeout=WORKER_TIMEOUT, by_age=True):
            pass
