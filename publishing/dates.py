"""Dates in the reader's words."""

from datetime import date

from django.utils.dates import MONTHS
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .fields import PARTIAL_DATE


def partial_date(text) -> str:
    """ "2017", "2002-07" or "2022-06-27" in the reader's manner; "" says that the source gives no date."""
    if not text:
        return _("原文未注明日期")
    found = PARTIAL_DATE.fullmatch(text)
    if not found:
        return text  # a bulk import passes no validator; it is printed as it stands, and no page fails
    year, month, day = (int(part or 0) for part in found.groups())
    if get_language() == "en":
        return " ".join(str(part) for part in (day, month and MONTHS[month], year) if part)
    return f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")


def in_words(day: date) -> str:
    """2022年6月27日, in English 27 June 2022."""
    return partial_date(day.isoformat())
