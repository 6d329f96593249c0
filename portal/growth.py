"""The growth figure: areas as squares of one scale. Plain values in and out; sides in pixels, areas in km²."""

from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

from publishing.models.provenance import Unit

PIXELS_PER_KM = 24
LARGEST_SIDE = 196
IN_KM2 = {Unit.KM2: Decimal(1), Unit.M2: Decimal("0.000001"), Unit.MU: Decimal("0.0006666667")}
NESTED_KINDS = ("administered", "built", "industrial")


@dataclass(frozen=True)
class Square:
    side: int
    top: int  # distance from the top of the figure, so that all squares stand on one ground line
    shade: int  # 1–3, light to dark


@dataclass(frozen=True)
class GrowthStep:
    area: object  # the ZoneArea row
    year: str
    month: int
    squares: list[Square]
    parts: list  # the present areas drawn in the last step, outermost first

    @property
    def side(self) -> int:
        return self.squares[0].side


@dataclass(frozen=True)
class Growth:
    steps: list[GrowthStep]
    rows: list  # all areas, for the table behind the figure
    on_record: object | None  # the row of the last event: 开发区面积
    first: Decimal | None
    last: Decimal | None


def km2(area) -> Decimal:
    """The value of a Measure of area in km²; 0 where its unit is no area."""
    return area.value * IN_KM2.get(area.unit, 0)


def growth(areas) -> Growth | None:
    """The history (rows with an event) as steps; the last one holds the present areas, nested by size."""
    rows = list(areas)
    history = [row for row in rows if row.event and km2(row)]
    newest = {row.kind: row for row in rows if not row.event and km2(row)}
    present = sorted((newest[kind] for kind in NESTED_KINDS if kind in newest), key=km2, reverse=True)
    if not rows:
        return None
    largest = max((km2(row) for row in [*history, *present]), default=Decimal(0))
    scale = min(PIXELS_PER_KM, LARGEST_SIDE / sqrt(largest)) if largest else PIXELS_PER_KM
    steps = []
    for row in history:
        parts = present if row is history[-1] else []
        sides = [max(2, round(sqrt(km2(part)) * scale)) for part in parts or [row]]
        squares = [Square(side, sides[0] - side, shade) for shade, side in enumerate(sides, start=1)]
        year, _, rest = row.as_of.partition("-")
        steps.append(GrowthStep(row, year, int(rest[:2] or 0), squares, parts))
    numbers = [km2(row) for row in history]
    on_record = history[-1] if history else None
    return Growth(steps, rows, on_record, *((numbers[0], numbers[-1]) if numbers else (None, None)))
