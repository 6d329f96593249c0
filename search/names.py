"""What a reader may be offered while typing: names, titles and 文号, found by how they begin, in characters or pinyin.

A few rows for each entry of the index, written and deleted with it, and those of issuers, which have no entry.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import get_language

from notices.models import Issuer, Notice

from .backends import backend
from .kinds import BY_NUMBER, KINDS
from .models import SearchEntry, SearchName
from .tokens import parse, plain

MOST = 8
LONGEST_KEY = 60  # bytes: twenty characters; who has typed so many knows what to look for
NUMBER, ISSUER = "number", "issuer"  # what a suggestion may be beside a kind


class Suggestion(NamedTuple):
    text: str
    kind: str  # of search.kinds, or NUMBER or ISSUER


def key_of(text: str) -> bytes:
    """A text as names are compared: folded, without spaces and signs, in bytes, which every database orders alike."""
    return plain(text).replace(" ", "").encode()[:LONGEST_KEY]


def keys_of_name(name: str) -> set[bytes]:
    """雪松一号: itself, xuesongyihao and xsyh."""
    from pypinyin import Style, lazy_pinyin  # as in publishing.slugs

    syllables, initials = lazy_pinyin(name), lazy_pinyin(name, style=Style.FIRST_LETTER)
    return {key_of(spelling) for spelling in (name, "".join(syllables), "".join(initials))} - {b""}


def rows_of(entry: SearchEntry, row) -> Iterator[SearchName]:
    kind = BY_NUMBER[entry.kind].name
    if kind == "clause":  # has no name of its own
        return
    is_name = hasattr(row, "name_zh_hans")
    column = "name" if is_name else "title"
    text, english = getattr(row, f"{column}_zh_hans"), getattr(row, f"{column}_en")
    keys = keys_of_name(text) if is_name else {key_of(text)}
    if kind == "zone":
        keys |= keys_of_name(row.short_name_zh_hans or "")
    keys |= {key_of(english or "")} - {b""}
    for key in keys:
        yield SearchName(entry=entry, key=key, text=text, text_en=english or "", is_name=is_name)
    if kind == "notice" and row.doc_number:
        yield SearchName(
            entry=entry, key=key_of(row.doc_number), text=row.doc_number, is_name=False, is_number=True
        )


def add_issuers(ids: set[int]):
    """Put in the names of these issuers, of whom an entry was written, where they are not there yet."""
    write_issuers(ids.difference(SearchName.objects.filter(issuer__in=ids).values_list("issuer", flat=True)))


def write_issuers(ids: Iterable[int]):
    """Put the names of these issuers in anew, of those that entries of the index name; no draft's is in it."""
    if not (ids := list(ids)):
        return
    has_entries = Exists(SearchEntry.objects.filter(issuer_id=OuterRef("pk")))
    SearchName.objects.filter(issuer__in=ids).delete()
    SearchName.objects.bulk_create(
        SearchName(
            issuer=issuer, key=key, text=issuer.name_zh_hans, text_en=issuer.name_en or "", is_name=True
        )
        for issuer in Issuer.objects.filter(has_entries, pk__in=ids)
        for key in keys_of_name(issuer.name_zh_hans) | ({key_of(issuer.name_en or "")} - {b""})
    )


def suggestions(typed: str, most: int = MOST) -> list[Suggestion]:
    """Public names that begin so, then titles and 文号, the shortest first, then titles that hold it. Two queries."""
    key = key_of(typed)
    if not key:
        return []
    names = _beginning(key, is_name=True)[: 2 * most]
    titles = _public().filter(pk__in=_beginning(key, is_name=False).values("pk")[: 2 * most])
    others = titles.union(_holding(typed, 2 * most), all=True)
    rows = [*sorted(names, key=lambda row: len(row.key)), *sorted(others, key=partial(_nearness, key))]
    return list({row.text: _suggestion(row) for row in rows}.values())[:most]


def _nearness(key, row):
    """Those that begin so by their length, then the others, the newest first."""
    begins = bytes(row.key).startswith(key)
    return (not begins, len(row.key) if begins else -row.entry_id)


def names_like(typed: str) -> list[Suggestion]:
    return [found for found in suggestions(typed) if found.kind not in ("notice", NUMBER)]


def _beginning(key: bytes, *, is_name):
    return _public().filter(key__gte=key, key__lt=key + b"\xff", is_name=is_name).order_by("key")


def _holding(typed, most):
    """Titles with what was typed within them; any so many."""
    query = parse(typed)
    if not query.wanted:
        return SearchName.objects.none()
    titled = [kind.number for kind in KINDS.values() if hasattr(kind.model, "title")]
    entries = backend().titled(query, titled, most)
    return _public().filter(entry__in=entries, is_number=False)  # by is_name SQLite would read all titles


def _public():
    has_notices = Exists(Notice.objects.published().filter(issuer=OuterRef("issuer")))
    is_public = Q(entry__isnull=False) & (
        Q(entry__expires_at__isnull=True) | Q(entry__expires_at__gt=timezone.now())
    )
    rows = SearchName.objects.filter(is_public | Q(has_notices, issuer__isnull=False))
    return rows.select_related("entry").only("key", "text", "text_en", "is_number", "issuer", "entry__kind")


def _suggestion(row) -> Suggestion:
    text = (row.text_en if get_language() == "en" else "") or row.text
    kind = ISSUER if row.issuer_id else NUMBER if row.is_number else BY_NUMBER[row.entry.kind].name
    return Suggestion(text, kind)
