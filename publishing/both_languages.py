"""The addresses of a page in Chinese and in English."""

from functools import lru_cache

from django.urls import translate_url
from django.utils.translation import get_language


def in_both_languages(path: str) -> dict[str, str]:
    """{"in_chinese", "in_english"} of a path; a path that is the same in both, or none of ours, twice."""
    return _in_both_languages(path, get_language())


@lru_cache(maxsize=500)  # every page asks, and finding out takes as long as finding its view four times
def _in_both_languages(path, _language):
    """Django knows the addresses of the language that is spoken only: it is part of the question."""
    return {"in_chinese": translate_url(path, "zh-hans"), "in_english": translate_url(path, "en")}
