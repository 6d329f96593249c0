"""What only the pages of a zone print: {% load zone_pages %}."""

import re

from django import template
from django.core.files.storage import default_storage
from django.utils.dates import MONTHS
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

register = template.Library()
NUMERALS = "零一二三四五六七八九十"
ENGLISH_NUMERALS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
KIND_OF_ZONE = re.compile(r"(?=(?:经济技术|高新技术产业|经济|高新)?(?:开发区|工业园区)$)")


@register.filter
def name_breaks(name) -> str:
    """A zone's name with <wbr> before its kind, so that a narrow screen breaks it there."""
    return mark_safe(KIND_OF_ZONE.sub("<wbr>", conditional_escape(name), count=1))  # noqa: S308  escaped


@register.filter
def month_name(number) -> str:
    """7 → 7月, July."""
    return str(MONTHS[number]) if get_language() == "en" else f"{number}月"


@register.filter
def media_url(name) -> str:
    """The address of a stored public file."""
    return default_storage.url(name)


@register.filter
def rendition(picture, name) -> str:
    """The address of "960.webp" of a picture; of its largest file where it is no wider than that."""
    width, _, suffix = name.partition(".")
    return default_storage.url(f"{picture.folder}/{min(int(width), picture.widths[-1])}.{suffix}")


@register.filter
def poster_url(film) -> str:
    """The still of a film at a width that every screen can fetch quickly."""
    return default_storage.url(f"{film.folder}/{film.widths[-1]}.jpg")


@register.filter
def in_words(number: int) -> str:
    """6 → 六, six: in headings up to ten; figures from there on."""
    words = ENGLISH_NUMERALS if get_language() == "en" else NUMERALS
    return words[number] if number < len(words) else str(number)
