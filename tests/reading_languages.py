"""What a page says in which language: its Chinese without lang="zh", its Latin words on a Chinese page."""

import re
from html.parser import HTMLParser

CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
READ_ATTRIBUTES = (
    "alt",
    "title",
    "aria-label",
    "aria-description",
    "placeholder",
    "label",
    "content",
    "data-label",
)
READ_METAS = {"description", "og:title", "og:site_name", "og:description"}
ADDRESS = re.compile(r"https?://\S+|(?:/[\w.-]+)+/?")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Texts(HTMLParser):
    """(language, text) of every text and every attribute that is read, in the order of the page."""

    def __init__(self, html: str):
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.open: list[tuple[str, str]] = [("", "")]  # (element, language)
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        language = attributes.get("lang") or self.open[-1][1]
        is_for_machines = tag == "meta" and not READ_METAS & {
            attributes.get("name"),
            attributes.get("property"),
        }
        if not is_for_machines:
            self.found += [(language, attributes[name]) for name in READ_ATTRIBUTES if attributes.get(name)]
        if tag == "input" and attributes.get("type") in ("submit", "button"):
            self.found.append((language, attributes.get("value") or ""))
        if tag not in VOID:
            self.open.append((tag, language))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag in (name for name, _language in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data):
        if self.open[-1][0] != "script":
            self.found.append((self.open[-1][1], data))


def chinese_outside_its_mark(html: str) -> list[str]:
    """Texts with Chinese characters that no element says to be Chinese."""
    return [
        text.strip()
        for language, text in Texts(html).found
        if CHINESE.search(text) and not language.startswith("zh")
    ]


def latin_words(html: str) -> set[str]:
    """Words of Latin letters that stand on a Chinese page in Chinese; addresses are no words."""
    texts = [ADDRESS.sub(" ", text) for language, text in Texts(html).found if language.startswith("zh")]
    return {word for text in texts for word in re.findall(r"[A-Za-z][A-Za-z'’-]*", text)}
