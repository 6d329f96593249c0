"""Addresses from names."""

import re

from django.core.exceptions import ValidationError

RESERVED = frozenset(
    ["parks", "plants", "land", "compare", "costs", "entry-check", "calculator", "feed", "new", "track"]
)


def slug_from(name: str, max_length: int = 60) -> str:
    """The pinyin of a name as an ASCII slug: “汽车零部件” → “qi-che-ling-bu-jian”."""
    from pypinyin import lazy_pinyin  # its dictionaries take 0.2 s, which no start of a process needs

    words = re.findall(r"[a-z0-9]+", " ".join(lazy_pinyin(name)).lower())
    return "-".join(words)[:max_length].strip("-") or "item"


def not_reserved(slug: str) -> None:
    """Validator: a slug may not shadow an address of the site."""
    if slug in RESERVED:
        raise ValidationError("“%(slug)s”是网站自己的地址，请换一个。", params={"slug": slug})
