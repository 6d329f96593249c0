"""Texts that are no texts: the links and buttons of the page that somebody copied from."""

import re
from html import unescape

from .provinces import SHORT

FEWEST = 8  # names in a row, from which a list of links is told from a short text
NAMED_AS_LINKS = 0.6  # share of the names that call a site, an office, a province or a button
OUTSIDE_SENTENCES = 0.9  # share of the characters
LONGEST_NAME = 24
SENTENCE = re.compile(r"[^。！？；]*[。！？；]")
BETWEEN = re.compile(r"[\s|｜·>»/、：:]+")
OFFICE = re.compile(r"(网|网站|政府|部|局|委|委员会|办公室|署|院|台|社|厅|机构|银行)$")
BUTTONS = re.compile(
    r"首页|上一[篇页条]|下一[篇页条]|打印|关闭|返回|分享|收藏|字号|字体|版权所有|备案|网站地图|联系我们|当前位置|链接|无障碍|简体|繁体"
)
PLACES = frozenset(SHORT.values())


def is_navigation(html: str) -> bool:
    """Whether a text is a list of links and nothing else: names of sites in a row, without a sentence."""
    text = unescape(re.sub(r"<[^>]*>", " ", html)).strip()
    names = [name for name in BETWEEN.split(SENTENCE.sub(" ", text)) if name]
    if len(names) < FEWEST:
        return False
    outside = sum(map(len, names)) / len(re.sub(r"\s", "", text))
    return outside >= OUTSIDE_SENTENCES and sum(map(_is_link, names)) / len(names) >= NAMED_AS_LINKS


def _is_link(name: str) -> bool:
    is_short = len(name) <= LONGEST_NAME
    return is_short and bool(name in PLACES or OFFICE.search(name) or BUTTONS.search(name))
