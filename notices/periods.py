"""Writes the periods of validity: rows of what notices.validity computes, for lists that filter and count by them."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import batched

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from . import validity
from .models import Link, Notice, Term, ValidityPeriod

TOGETHER = 500
DATES = ("published_date", "written_date", "effective_date", "lapse_date")


def content_changed(changes):
    """Listener of publishing: notices, and those that terms and links are about, may have another validity."""
    ids = set(changes.get(Notice, ()))
    for model in (Term, Link):
        for some in batched(changes.get(model, ()), TOGETHER):
            ids |= model.objects.filter(pk__in=some).notices()
    refresh_periods(ids)


def refresh_periods(notice_ids: Iterable[int]):
    """Write the periods of these notices, and of those that their links point at, anew where they differ."""
    ids = set(notice_ids)
    for some in batched(sorted(ids), TOGETHER):
        targets = Link.objects.filter(notice__in=some, target__isnull=False)
        ids.update(targets.values_list("target_id", flat=True))
    for some in batched(sorted(ids), TOGETHER):
        _refresh(some)


@transaction.atomic
def _refresh(ids):
    rows = Notice.objects.select_for_update().filter(pk__in=ids).order_by("pk").only(*DATES).with_facts()
    wanted = {(row.pk, *period) for row in rows for period in period_rows(row.facts())}
    held = {
        (period.notice_id, period.state, period.begins_on, period.ends_on): period.pk
        for period in ValidityPeriod.objects.filter(notice__in=ids)
    }
    ValidityPeriod.objects.filter(pk__in=[pk for key, pk in held.items() if key not in wanted]).delete()
    ValidityPeriod.objects.bulk_create(
        ValidityPeriod(notice_id=key, state=state, begins_on=first, ends_on=last)
        for key, state, first, last in sorted(wanted - held.keys())
    )


def period_rows(facts: validity.Facts) -> Iterator[tuple[str, date, date]]:
    for period in validity.periods(facts):
        yield period.state.value, period.from_date, period.to_date
    if completed_from := validity.completed(facts):
        yield ValidityPeriod.State.COMPLETED.value, completed_from, date.max


def refresh_scheduled():
    """Daily job: a document that is published by itself, or taken off, changes what is said of the targets of its links."""
    since = timezone.now() - timedelta(days=2)
    turned = Q(notice__publish_at__gt=since) | Q(notice__expire_at__gt=since)
    refresh_periods(Link.objects.filter(turned).values_list("notice_id", flat=True))
