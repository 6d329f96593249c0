"""What notices are compared by, kept in the database: a notice is compared with those that share a mark, not with all."""

from collections import Counter, defaultdict
from hashlib import blake2b

from django.db.models import F, Q

from .folding import folded_number
from .likeness import SHORTEST, bands_of, plain_text, runs_of
from .models import Fingerprint, FingerprintMark, Notice

BATCH = 500
MOST_A_DAY = 10_000  # read by the worker, which meanwhile sends no mail: about 30 seconds
MOST_COMPARED = 5  # of the notices that share marks with one, those that share most


def marks_of(notice) -> set[int]:
    """Of the number and of the text, as numbers of 63 bits."""
    text = plain_text(notice.body or "")
    said = [f"band {place} {band}" for place, band in enumerate(bands_of(runs_of(text)))]
    said = said if len(text) >= SHORTEST else []
    if notice.doc_number:
        said.append(f"number {folded_number(notice.doc_number)}")
    return {int.from_bytes(blake2b(each.encode(), digest_size=8).digest()) >> 1 for each in said}


def stale():
    """Notices that were never read for comparison, or changed since; the newest first. Bulk updates go unseen."""
    unread = Q(fingerprint__isnull=True) | ~Q(fingerprint__read_at=F("updated_at"))
    return Notice.objects.filter(unread).order_by("-pk")


def read_stale(most: int | None = None) -> int:
    """Read what is stale, at most so many; returns how many were read."""
    read = 0
    while most is None or read < most:
        batch = list(stale().only("doc_number", "body", "updated_at")[:BATCH])
        if not batch:
            break
        read_notices(batch)
        read += len(batch)
    return read


def read_stale_daily():
    """What the worker does, so that saving a notice does not have to read the others first."""
    read_stale(MOST_A_DAY)


def read_notices(notices):
    """Write the marks of these notices anew."""
    keys = [notice.pk for notice in notices]
    FingerprintMark.objects.filter(fingerprint__in=keys).delete()
    Fingerprint.objects.bulk_create(
        [Fingerprint(notice_id=notice.pk, read_at=notice.updated_at) for notice in notices],
        update_conflicts=True,
        unique_fields=["notice"],
        update_fields=["read_at"],
    )
    FingerprintMark.objects.bulk_create(
        [
            FingerprintMark(fingerprint_id=notice.pk, mark=mark)
            for notice in notices
            for mark in marks_of(notice)
        ],
        batch_size=2_000,
    )


def neighbours(keys) -> dict[int, list[int]]:
    """Key of each of these notices → keys of those that share most marks with it, at most MOST_COMPARED."""
    marks = defaultdict(list)
    for key, mark in FingerprintMark.objects.filter(fingerprint__in=keys).values_list("fingerprint", "mark"):
        marks[mark].append(key)
    shared: dict[int, Counter] = defaultdict(Counter)
    found = FingerprintMark.objects.filter(mark__in=marks)
    for other, mark in found.order_by("pk").values_list("fingerprint", "mark"):
        for key in marks[mark]:
            if other != key:
                shared[key][other] += 1
    return {
        key: [other for other, _number in counts.most_common(MOST_COMPARED)] for key, counts in shared.items()
    }
