"""The schematic map: which zones have a drawn ground, and the marks of their carriers upon it."""

from typing import NamedTuple

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from publishing.chinese_text import chinese
from publishing.json_rows import JsonRows
from publishing.translated import in_this_language

from .models import Carrier


class Mark(NamedTuple):
    """One carrier on the map; x 0–640 and y 0–560 in the units of the drawing."""

    kind: str
    x: int
    y: int
    label: str
    name: str
    slug: str


def ground_of(zone) -> str:
    """The template with the drawn ground of that zone, or "" where nobody has drawn one."""
    name = f"zones/maps/{zone.slug}.html"
    try:
        get_template(name)
    except TemplateDoesNotExist:
        return ""
    return name


def marks_in_zone() -> Subquery:
    """An annotation of zones: their published carriers that stand on the map, as JSON (see marks_of)."""
    rows = Carrier.objects.published().filter(zone=OuterRef("pk"), map_x__isnull=False, map_y__isnull=False)
    one = JSONObject(
        kind="kind", x="map_x", y="map_y", label="map_label", name=in_this_language("name"), slug="slug"
    )
    return Subquery(rows.order_by().values("zone").annotate(marks=JsonRows(one)).values("marks"))


def marks_of(rows) -> list[Mark]:
    """Marks in the order parks, plants, land, then by label; from JSON rows or from carriers."""
    if rows and not isinstance(rows[0], dict):
        rows = [
            {
                "kind": row.kind,
                "x": row.map_x,
                "y": row.map_y,
                "label": row.map_label,
                "name": row.name,
                "slug": row.slug,
            }
            for row in rows
            if row.map_x is not None and row.map_y is not None
        ]
    order = Carrier.Kind.values
    marks = [Mark(**row | {"name": chinese(row["name"])}) for row in rows or []]
    return sorted(marks, key=lambda mark: (order.index(mark.kind), mark.label))
