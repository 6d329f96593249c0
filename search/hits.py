"""The rows behind a page of hits, as a visitor may read them: one query for each kind that is among them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from notices.models import Notice
from policies.awards import clause_words
from policies.models import Policy
from zones.models import Enterprise, Fund, Industry, Zone
from zones.places import own_row, readable_places

from .api import Hit
from .kinds import KINDS, TEXTS_OF_PLACES, text_of
from .snippets import Snippet, in_reading_order, marked, snippet
from .tokens import ParsedQuery

NOTICE_COLUMNS = (
    "title", "summary", "body", "doc_number", "published_date", "region", "issuer__name", "source__kind",
)  # fmt: skip


class Presented(NamedTuple):
    """How one kind is shown: what it is called, its rows, their titles and addresses, the texts a snippet is cut from."""

    label: str
    rows: Callable[[], QuerySet]
    texts: Callable[[Model], Iterable[str]]
    title: Callable[[Model], str] = str
    address: Callable[[Model], str] = lambda row: row.get_absolute_url()
    provenance: Callable[[Model], Model] = lambda row: row


@dataclass(frozen=True)
class Shown:
    """One hit on the page."""

    kind: str
    label: str
    row: Model
    title: Snippet
    original: (
        Snippet | None
    )  # the Chinese title, where the English one stands above but only this holds the words
    snippet: Snippet
    address: str
    is_sample: bool


def columns(*names):
    return lambda row: in_reading_order(row, *names)


def columns_and_rich(rich: str, *names):
    """The plain columns first: most often they tell enough, and the long text need not be read."""

    def texts(row) -> Iterator[str]:
        yield from in_reading_order(row, *names)
        yield from map(text_of, in_reading_order(row, rich))

    return texts


def gist_and_facts(row) -> Iterator[str]:
    return (text.replace("｜", " ") for text in in_reading_order(row, "gist", "facts"))


def summary_and_own_texts(place) -> Iterator[str]:
    yield from in_reading_order(place, "summary", "address")
    yield from in_reading_order(own_row(place), *TEXTS_OF_PLACES[place.kind])


def of_visitors(model, *related):
    rows = model.objects.visible_to(AnonymousUser()).filter(zone__in=Zone.objects.published())
    return rows.select_related("source", "zone", *related)


PRESENTED = {
    "notice": Presented(
        _("公告"),
        lambda: (
            Notice.objects.published().select_related("issuer", "source").with_periods().only(*NOTICE_COLUMNS)
        ),
        columns_and_rich("body", "summary"),
        title=lambda row: row.title,
    ),
    "policy": Presented(
        _("政策"),
        lambda: Policy.objects.published().select_related("category", "source"),
        columns_and_rich("body", "summary", "beneficiary", "how_to_claim"),
        title=lambda row: row.title,
    ),
    "clause": Presented(
        _("条款"),
        lambda: KINDS["clause"].public().select_related("policy__source").prefetch_related(None),
        columns("condition", "base"),
        title=lambda row: f"{clause_words(row.clause)} {row.beneficiary}",
        address=lambda row: f"{row.policy.get_absolute_url()}#{row.anchor}",
        provenance=lambda row: row.policy,
    ),
    "zone": Presented(
        _("开发区"),
        lambda: Zone.objects.published().select_related("source"),
        columns_and_rich("intro", "lead", "lead_industries", "target_directions", "boundary"),
    ),
    "industry": Presented(_("产业"), lambda: of_visitors(Industry), gist_and_facts),
    "enterprise": Presented(
        _("企业"), lambda: of_visitors(Enterprise, "track"), columns("summary", "products", "park_name")
    ),
    "fund": Presented(_("基金"), lambda: of_visitors(Fund), columns("summary", "directions", "manager")),
    "place": Presented(_("载体"), lambda: readable_places(AnonymousUser()), summary_and_own_texts),
}


def shown(hits: Iterable[Hit], query: ParsedQuery) -> list[Shown]:
    """The hits in their order; what has ceased to be public since it was indexed is left out."""
    wanted = defaultdict(list)
    for hit in hits:
        wanted[hit.kind].append(hit.object_id)
    rows = {Hit(kind, row.pk): row for kind, keys in wanted.items() for row in rows_of(kind, keys)}
    return [_shown(hit.kind, rows[hit], query) for hit in hits if hit in rows]


def rows_of(kind: str, keys: Iterable[int]) -> QuerySet:
    """Those of the rows that are public, in no order: SQLite would walk the whole library in it."""
    return PRESENTED[kind].rows().order_by().filter(pk__in=keys)


def _shown(kind, row, query) -> Shown:
    how = PRESENTED[kind]
    title = marked(str(how.title(row)), query)
    return Shown(
        kind=kind,
        label=how.label,
        row=row,
        title=title,
        original=None if title.marks or get_language() != "en" else _original(how, row, query),
        snippet=snippet((text for text in how.texts(row) if text), query),
        address=how.address(row),
        is_sample=how.provenance(row).is_sample,
    )


def _original(how, row, query) -> Snippet | None:
    with override("zh-hans"):
        found = marked(str(how.title(row)), query)
    return found if found.marks else None
