"""Places side by side: the rows of the comparison, and in which of them the places differ."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from .facts import Fact, fact_in
from .models import Carrier
from .place_facts import AREA, CONDITIONS, KEY_FIGURES, price_of
from .places import own_row

MOST = 4
DOES_NOT_APPLY = _("不适用")
NOT_STATED = _("未注明")


class Cell(NamedTuple):
    """A fact, or the words that say why there is none."""

    fact: Fact | None
    words: str = ""
    in_mu: bool = False  # land: 亩 beside the square metres


class Row(NamedTuple):
    label: str
    cells: list[Cell]

    @property
    def differs(self) -> bool:
        """Whether the places it applies to do not all say the same."""
        said = {
            (cell.fact and cell.fact[1:], cell.words) for cell in self.cells if cell.words != DOES_NOT_APPLY
        }
        return len(said) > 1


def columns_of(kind) -> dict:
    """{field: column} of what a place of that kind may state: area, key figures, conditions."""
    conditions = [column for columns in CONDITIONS[kind].values() for column in columns]
    return {"area": AREA} | {column.field: column for column in (*KEY_FIGURES[kind], *conditions)}


def condition_rows(places) -> list[Row]:
    """A row for each thing that at least one of the places states; the kinds share rows of the same field."""
    known = {kind: columns_of(kind) for kind in dict.fromkeys(place.kind for place in places)}
    labels: dict = {}
    for columns in known.values():
        for field, column in columns.items():
            labels.setdefault(field, column.label)
    rows = [
        Row(label, [cell_of(place, known[place.kind].get(field)) for place in places])
        for field, label in labels.items()
    ]
    return [row for row in rows if any(cell.fact for cell in row.cells)]


def cell_of(place, column) -> Cell:
    if column is None:
        return Cell(None, DOES_NOT_APPLY)
    fact = fact_in(place if column is AREA else own_row(place), column)
    is_land = place.kind == Carrier.Kind.LAND
    return Cell(fact, in_mu=is_land and column is AREA) if fact else Cell(None, NOT_STATED)


def heads_that_differ(places, suits) -> dict[str, bool]:
    """Which of the facts that every kind has differ; `suits` are the (place, industries) of the same places."""
    said = {
        "kind": {place.kind for place in places},
        "state": {(place.availability, place.available_from) for place in places},
        "tenure": {place.tenure for place in places},
        "where": {(place.zone_id, place.address) for place in places},
        "industries": {frozenset(industry.pk for industry in industries) for _place, industries in suits},
    }
    return {name: len(values) > 1 for name, values in said.items()}


def price_row(places) -> Row:
    """The prices, for members only: a visitor's rows have no such columns to read."""
    prices = [price_of(place) for place in places]
    return Row(_("价格"), [Cell(price, "" if price else _("尚未公布")) for price in prices])
