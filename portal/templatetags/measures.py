"""How figures, areas, money and dates are printed: number large, unit small, never one without the other."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from publishing.models.provenance import Bound

register = template.Library()
M2_PER_MU = Decimal("666.6667")
YI = Decimal(100_000_000)
WAN = Decimal(10_000)


@register.filter
def plain(value) -> str:
    """A number with thousands separators and without trailing zeros: 1250.5000 → 1,250.5; None → ""."""
    if value is None or value == "":
        return ""
    text = f"{Decimal(str(value)):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@register.filter
def amount(measure) -> str:
    """The value or range of a Measure with its hedge, without the unit: 约 66.4, 5–12, 50 以上."""
    numbers = plain(measure.value)
    if measure.value_max is not None:
        numbers = f"{numbers}–{plain(measure.value_max)}"
    hedges = {
        Bound.ABOUT: _("约 %(numbers)s"),
        Bound.AT_LEAST: _("%(numbers)s 以上"),
        Bound.OVER: _("超过 %(numbers)s"),
        Bound.AT_MOST: _("%(numbers)s 以下"),
    }
    return hedges[measure.bound] % {"numbers": numbers} if measure.bound in hedges else numbers


@register.filter
def with_unit(value, unit):
    """{{ plant.power|with_unit:_("千伏安") }} → 800 <small>千伏安</small>; nothing for None."""
    return format_html("{} <small>{}</small>", plain(value), unit) if value not in (None, "") else ""


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
    """Yuan as the reader counts: 亿元, 万元 or 元; RMB billion, million or plain in English."""
    if yuan is None:
        return ""
    value = Decimal(yuan)
    if get_language() == "en":
        steps = ((Decimal(10**9), "RMB billion"), (Decimal(10**6), "RMB million"), (Decimal(1), "RMB"))
    else:
        steps = ((YI, "亿元"), (WAN, "万元"), (Decimal(1), "元"))
    size, unit = next((step for step in steps if value >= step[0]), steps[-1])
    return with_unit((value / size).quantize(Decimal("0.0001")), unit)


@register.filter
def partial_date(text) -> str:
    """ "2017", "2002-07" or "2022-06-27" in the reader's manner; "" says that the source gives no date."""
    if not text:
        return _("原文未注明日期")
    year, month, day = (list(map(int, str(text).split("-"))) + [0, 0])[:3]
    if get_language() == "en":
        written = date(year, month or 1, day or 1)
        return written.strftime("%-d %B %Y" if day else "%B %Y" if month else "%Y")
    return f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")


@register.filter
def iso_date(moment) -> str:
    """A date or moment as 2026-11-16, in Shanghai."""
    if isinstance(moment, datetime):
        moment = timezone.localdate(moment)
    return moment.isoformat() if moment else ""
