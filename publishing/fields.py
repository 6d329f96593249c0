"""Model fields that keep a promise on every way in: forms, imports, fixtures, bulk writes."""

import re
from datetime import date
from typing import NamedTuple

import nh3
from django.core.exceptions import ValidationError
from django.db import models

from .chinese_text import chinese
from .rich_tables import tidy_tables

RICH_TEXT_TAGS = {
    "h2", "h3", "h4", "p", "br", "strong", "em", "sub", "sup", "blockquote", "ul", "ol", "li", "a",
    "table", "caption", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
RICH_TEXT_ATTRIBUTES = {
    "a": {"href"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
}


def clean_rich_text(html: str) -> str:
    """The HTML with nothing left but RICH_TEXT_TAGS; a pasted <h1> becomes <h2> (the page has its own h1)."""
    lowered = re.sub(r"(?i)<(/?)h1\b[^>]*>", r"<\1h2>", html)
    clean = nh3.clean(
        lowered,
        tags=RICH_TEXT_TAGS,
        attributes=RICH_TEXT_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener nofollow",
    )
    return tidy_tables(clean)


class RichTextField(models.TextField):
    """HTML, cleaned at the last door before the database: save, bulk writes, update() and loaddata all pass it."""

    def get_db_prep_save(self, value, connection):
        if isinstance(value, str):
            value = clean_rich_text(value)
        return super().get_db_prep_save(value, connection)


def parts_of(text: str) -> list[str]:
    """The parts of “一句｜又一句”, in order."""
    return [chinese(part.strip()) for part in text.split("｜") if part.strip()]


class Labelled(NamedTuple):
    label: str
    text: str


def labelled_lines(text: str) -> list[Labelled]:
    """Lines of the form “标签｜内容” as pairs, in order; a line without “｜” has an empty label."""
    pairs = []
    for line in filter(None, map(str.strip, (text or "").splitlines())):
        label, bar, rest = line.partition("｜")
        words = (label.strip(), rest.strip()) if bar else ("", line)
        pairs.append(Labelled(*map(chinese, words)))
    return pairs


PARTIAL_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


def validate_partial_date(text):
    if not PARTIAL_DATE.fullmatch(text):
        raise ValidationError(
            "请按 2017、2002-07 或 2022-06-27 的样子填写；原文没有日期就留空。", code="form"
        )
    try:
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError as error:
        raise ValidationError("日历上没有这一天，请核对。", code="no_such_day") from error


class PartialDateField(models.CharField):
    """A date as exact as its source: "2017", "2002-07" or "2022-06-27"; "" where the source gives none.

    ISO text sorts like dates do, and never claims a month or a day that nobody wrote down.
    """

    default_validators = [validate_partial_date]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)
