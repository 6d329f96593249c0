"""Chinese text in an English page, which marks itself wherever a template escapes it."""

import re

from django.utils.html import escape
from django.utils.translation import get_language

CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
OPENED, CLOSED = (
    "<span lang=zh>",
    "</span>",
)  # without quotes: it may have to stand in an attribute for a while


class ChineseText(str):
    """Escaped into HTML it is a <span lang=zh>; str() of it is the bare text, and so is what is made of it."""

    __slots__ = ()

    def __html__(self):
        return f"{OPENED}{escape(str(self))}{CLOSED}"


def chinese(text: str) -> str:
    """The text, marked where an English page has to print it although it holds Chinese: names, document numbers."""
    return ChineseText(text) if get_language() == "en" and CHINESE.search(text or "") else text
