"""Keeps the index as the public rows are: whatever was written, the rows concerned are read anew and put in or out."""

import logging
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import batched

from django.db import DatabaseError, connections, router, transaction
from django.utils import timezone

from notices.models import Issuer

from .backends import backend
from .kinds import BY_NUMBER, KINDS, Document, Kind
from .models import MOST_ROWS, UNDATED, DueRow, SearchEntry, SearchName, SearchText
from .names import add_issuers, rows_of, write_issuers
from .tokens import plain

log = logging.getLogger(__name__)
BATCH = 500
FIRST_DAY = date(2000, 1, 1).toordinal()
LONGEST_TITLE = 400


def key_of(kind: Kind, object_id: int, dated: date | None) -> int:
    days = dated.toordinal() - FIRST_DAY if dated else UNDATED
    if object_id >= MOST_ROWS:
        raise ValueError(f"The keys of the index have no room for {kind.name} {object_id}.")
    return days << 28 | kind.number << 24 | object_id


def content_changed(changes: dict[type, set[int]]):
    """Listener of publishing: bring up to date what was written, and what shows something that was."""
    for kind in KINDS.values():
        ids = ids_concerned(kind, changes)
        try:
            sync(kind, ids)
        except DatabaseError:  # it was locked, perhaps: the rows are written, and the worker tries again
            log.exception("The search index could not take in %s %s.", kind.name, sorted(ids)[:BATCH])
            DueRow.objects.bulk_create(
                (DueRow(kind=kind.number, object_id=key, due_at=timezone.now()) for key in ids),
                ignore_conflicts=True,
            )
    write_issuers(changes.get(Issuer, ()))


def ids_concerned(kind, changes) -> set[int]:
    found = set()
    for model, ids in changes.items():
        if issubclass(model, kind.model):
            found |= ids
        for shown, lookup in kind.shown_of.items():
            if issubclass(model, shown):
                for some in batched(ids, BATCH, strict=False):
                    found |= set(
                        kind.model._default_manager.filter(**{f"{lookup}__in": some}).values_list(
                            "pk", flat=True
                        )
                    )
    return found


def sync(kind: Kind, ids: Iterable[int]):
    """Make the index hold exactly those of the rows that are public; note when the others will be."""
    connection = connections[router.db_for_write(SearchEntry)]
    for some in batched(sorted(ids), BATCH, strict=False):
        with transaction.atomic(using=connection.alias):
            backend(connection).take_turns(connection)
            SearchEntry.objects.filter(kind=kind.number, object_id__in=some).delete()
            DueRow.objects.filter(kind=kind.number, object_id__in=some).delete()
            written = write(kind, kind.public().filter(pk__in=some))
            if waiting := set(some) - written:
                DueRow.objects.bulk_create(due_rows(kind, waiting))


def write(kind, rows) -> set[int]:
    """Put public rows that are not in the index into it; returns their keys."""
    entries, texts, names = [], [], []
    for row in rows:
        document = kind.document(row)
        entry = entry_of(kind, row, document)
        title, head, body = map(plain, (document.title, document.head, document.body))
        texts.append(SearchText(entry=entry, title=title, head=head, body=body))
        entries.append(entry)
        names += rows_of(entry, row)
    backend().add_vectors(entries, texts)
    SearchEntry.objects.bulk_create(entries)
    SearchText.objects.bulk_create(texts)
    SearchName.objects.bulk_create(names)
    add_issuers({entry.issuer_id for entry in entries if entry.issuer_id})
    return {entry.object_id for entry in entries}


def entry_of(kind, row, document: Document) -> SearchEntry:
    ends = [moment for gate in kind.gates if (moment := gate_of(row, gate).expire_at)]
    return SearchEntry(
        key=key_of(kind, row.pk, document.dated),
        kind=kind.number,
        object_id=row.pk,
        zone_id=document.zone_id,
        issuer_id=document.issuer_id,
        category_id=document.category_id,
        year=document.year,
        expires_at=min(ends, default=None),
        title_norm=plain(document.title)[:LONGEST_TITLE],
    )


def gate_of(row, gate):
    return getattr(row, gate.removesuffix("__")) if gate else row


def due_rows(kind, ids) -> Iterator[DueRow]:
    """The next moment at which a row may become public, for each that waits for one."""
    rows = kind.model._default_manager.filter(pk__in=ids)
    now = timezone.now()
    moments = {}
    for gate in kind.gates:
        waiting = rows.filter(**{f"{gate}publish_at__gt": now}).values_list("pk", f"{gate}publish_at")
        for key, moment in waiting:
            moments[key] = min(moment, moments.get(key, moment))
    return (DueRow(kind=kind.number, object_id=key, due_at=moment) for key, moment in moments.items())


def do_what_is_due():
    """The worker, all the time: rows whose moment has come are put in, expired ones out."""
    now = timezone.now()
    for rows in (DueRow.objects.filter(due_at__lte=now), SearchEntry.objects.filter(expires_at__lte=now)):
        while found := list(rows.values_list("kind", "object_id")[:BATCH]):
            for number in {number for number, _ in found}:
                sync(BY_NUMBER[number], [key for of_kind, key in found if of_kind == number])


def rebuild() -> Iterator[int]:
    """Read all rows anew, batch by batch, while readers go on searching; yields how many were read."""
    for kind in KINDS.values():
        rows, last = kind.model._default_manager.order_by("pk").values_list("pk", flat=True), 0
        while ids := list(rows.filter(pk__gt=last)[:BATCH]):
            sync(kind, ids)
            last = ids[-1]
            yield len(ids)
        gone = SearchEntry.objects.filter(kind=kind.number).exclude(object_id__in=rows.order_by())
        gone.delete()
    write_issuers(Issuer.objects.values_list("pk", flat=True))
    backend().settle(connections[router.db_for_write(SearchEntry)])


def number_of_rows() -> int:
    return sum(kind.model._default_manager.count() for kind in KINDS.values())
