"""The works chart: investment projects as columns of one scale, 2 px for 亿元, never added up."""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from publishing.models.provenance import Unit

PIXELS_PER_YI = 2
TALLEST = 200
MOST_COLUMNS = 6
IN_YI = {Unit.YI_YUAN: Decimal(1), Unit.WAN_YUAN: Decimal("0.0001"), Unit.YUAN: Decimal("0.00000001")}
BEGUN = ("started", "building")
LAST_WORDS = re.compile(r"(?=(?:智慧|智能装备|汽车零部件|航空动力)?(?:产业园|供应链|配套园区|生产基地))")


@dataclass(frozen=True)
class Work:
    figure: object  # the IndustryFigure, its industry loaded
    industry: object
    sum_in_yi: Decimal
    height: str  # pixels
    is_begun: bool

    @property
    def name(self) -> str:
        """The project's name with <wbr> where a reader pauses."""
        return mark_safe(LAST_WORDS.sub("<wbr>", conditional_escape(self.figure.label)))  # noqa: S308  escaped


def works(industries) -> list[Work]:
    """The largest projects (figures with a stage and a sum) of industries with loaded `shown_figures`, largest first."""
    found = [
        (figure.value * IN_YI[figure.unit], figure, industry)
        for industry in industries
        for figure in industry.shown_figures
        if figure.stage and figure.unit in IN_YI
    ]
    found.sort(key=lambda work: work[0], reverse=True)
    if not found:
        return []
    scale = min(PIXELS_PER_YI, TALLEST / float(found[0][0] or 1))
    return [
        Work(figure, industry, total, f"{max(1.0, float(total) * scale):g}", figure.stage in BEGUN)
        for total, figure, industry in found[:MOST_COLUMNS]
    ]
