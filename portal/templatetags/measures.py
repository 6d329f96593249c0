"""How figures, areas, money and dates are printed: number large, unit small, never one without the other."""

from datetime import datetime
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from publishing.dates import partial_date
from publishing.english_units import YUAN_IN, EnglishUnit, english_sum, english_unit
from publishing.models.provenance import Bound, Unit
from zones.facts import DOORS, FIRMS, FLOORS, PEOPLE

register = template.Library()
M2_PER_MU = Decimal("666.6667")
YI = Decimal(100_000_000)
WAN = Decimal(10_000)


@register.filter
def plain(value) -> str:
    """A number with thousands separators and without trailing zeros: 1250.5000 → 1,250.5; None → ""."""
    if value is None or value == "":
        return ""
    if isinstance(value, int):
        return f"{value:,}"
    text = f"{Decimal(str(value)):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@register.filter
def amount(measure) -> str:
    """The value or range of a Measure with its hedge, without the unit: 约 66.4, 5–12, 至少 50; about RMB 5.2."""
    english = in_english(measure)
    return hedged(measure, english.factor, english.currency) if english else hedged(measure)


@register.filter
def unit(measure) -> str:
    """What stands after `amount`: 亿元, 平方公里; billion, km²."""
    english = in_english(measure)
    return english.words if english else Unit(measure.unit).label


@register.filter
def amount_in_yi(measure) -> str:
    """A sum of money in 亿元, in English in RMB billion, without the unit: for columns under one unit."""
    factor = Decimal(YUAN_IN[measure.unit]) / YI
    return hedged(measure, factor / 10 if get_language() == "en" else factor)


def in_english(measure) -> EnglishUnit | None:
    return english_unit(measure.unit, measure.value) if get_language() == "en" else None


def hedged(measure, factor=1, currency="") -> str:
    numbers = plain(measure.value * factor)
    if measure.value_max is not None:
        numbers = f"{numbers}–{plain(measure.value_max * factor)}"
    numbers = f"{currency}\u00a0{numbers}" if currency else numbers
    hedges = {
        Bound.ABOUT: _("约 %(numbers)s"),
        Bound.AT_LEAST: _("至少 %(numbers)s"),
        Bound.OVER: _("超过 %(numbers)s"),
        Bound.AT_MOST: _("至多 %(numbers)s"),
    }
    return hedges[measure.bound] % {"numbers": numbers} if measure.bound in hedges else numbers


@register.filter
def with_unit(value, unit):
    """{{ plant.power|with_unit:_("千伏安") }} → 800 <small>千伏安</small>; nothing for None."""
    if value in (None, ""):
        return ""
    return format_html("{} <small>{}</small>", plain(value), unit) if unit else plain(value)


@register.filter
def counted(number, what):
    """{{ 3|counted:"floors" }} → 3 <small>层</small>; for the things of zones.facts.COUNTED."""
    words = {
        FIRMS: ngettext("家", "家", number),
        FLOORS: ngettext("层", "层", number),
        DOORS: ngettext("个", "个", number),
        PEOPLE: ngettext("人", "人", number),
    }
    return with_unit(number, words[what])


@register.filter
def area(square_metres):
    """Square metres as people read them: from 1 km² up in 平方公里, else 平方米, with 亩 beside land-sized areas."""
    if square_metres is None:
        return ""
    value = Decimal(square_metres)
    if value >= 1_000_000:
        return with_unit((value / 1_000_000).quantize(Decimal("0.01")), _("平方公里"))
    return with_unit(value.quantize(Decimal(1)), _("平方米"))


@register.filter
def in_mu(square_metres) -> str:
    """Square metres in 亩 (1 亩 = 666.67 m²), whole numbers."""
    return plain((Decimal(square_metres) / M2_PER_MU).quantize(Decimal(1))) if square_metres else ""


@register.filter
def money(yuan):
    """Yuan as the reader counts: 52 亿元, 35 万元, 800 元; RMB 5.2 billion, RMB 350,000 in English."""
    if yuan is None:
        return ""
    value = Decimal(yuan)
    if get_language() == "en":
        english = english_sum(value)
        return format_html("RMB\u00a0{}", with_unit(value * english.factor, english.words))
    steps = ((YI, "亿元"), (WAN, "万元"), (Decimal(1), "元"))
    size, unit = next((step for step in steps if value >= step[0]), steps[-1])
    return with_unit((value / size).quantize(Decimal("0.0001")), unit)


register.filter(partial_date)


@register.filter
def iso_date(moment) -> str:
    """A date or moment as 2026-11-16, in Shanghai."""
    if isinstance(moment, datetime):
        moment = timezone.localdate(moment)
    return moment.isoformat() if moment else ""


@register.filter
def day(moment) -> str:
    """A date or moment in a list: 2026-11-16, in English 16 November 2026, in Shanghai."""
    text = iso_date(moment)
    return partial_date(text) if text and get_language() == "en" else text
