"""One spelling for what is written in several ways: document numbers, addresses."""

import re
import unicodedata

BRACKETS = str.maketrans("[]()【】〈〉<>", "〔〕" * 5)


def folded_number(number: str) -> str:
    """“沈政发 [2021]５号” → “沈政发〔2021〕5号”: brackets and widths do not make another number."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", number)).translate(BRACKETS)


def folded_address(address: str) -> str:
    """“http://www.example.cn/a/” → “www.example.cn/a”."""
    return re.sub(r"^https?://", "", address.strip()).rstrip("/")
