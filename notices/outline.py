"""The parts of a long text: sections by <h2>, articles by <h3>, each with an address of its own."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from .tables import with_column_labels


@dataclass
class Heading:
    anchor: str
    text: str
    children: list["Heading"] = field(default_factory=list)


@dataclass(frozen=True)
class Outlined:
    html: str
    outline: list[Heading]


def outlined(html: str) -> Outlined:
    """Clean HTML with a <section id="p2"> for every <h2> and an <article id="p2-3"> for every <h3>, and their outline.

    Only headings that stand free are counted: one inside a list, a table or a quotation stays as it is. An <h3>
    before the first <h2> is an article of no section. Wide tables get a frame that scrolls.
    """
    parser = _Parts()
    parser.feed(with_column_labels(html))
    parser.close()
    return parser.finished()


class _Parts(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.written: list[str] = []
        self.outline: list[Heading] = []
        self.sections = self.articles = self.tables = 0
        self.depth = 0  # of open elements that are not ours
        self.heading: Heading | None = None  # whose text is being read
        self.in_section = self.in_article = False

    def finished(self) -> Outlined:
        self._end_section()
        if not self.sections:
            self._frame_lead()
        return Outlined("".join(self.written), self.outline)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.written.append("<br>")
            return
        if self.depth == 0 and tag in ("h2", "h3"):
            heading = self._begin_section() if tag == "h2" else self._begin_article()
            self.written.append(f'<{tag} id="{heading.anchor}-h">')
        elif tag == "table":
            self.tables += 1
            name = f"t{self.tables}"
            self.written.append(
                f'<div class="prose__table" tabindex="0" role="region" aria-labelledby="{name}">'
            )
            self.written.append(f'<table id="{name}">')
        else:
            self.written.append(self.get_starttag_text() or "")
        self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "br":
            return
        self.written.append("</table></div>" if tag == "table" else f"</{tag}>")
        self.depth = max(0, self.depth - 1)
        if self.depth == 0:
            self.heading = None

    def handle_data(self, data: str) -> None:
        self._write(data, data)

    def handle_entityref(self, name: str) -> None:
        self._write(f"&{name};", {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "nbsp": " "}.get(name, ""))

    def handle_charref(self, name: str) -> None:
        number = int(name[1:], 16) if name[:1] in "xX" else int(name)
        self._write(f"&#{name};", chr(number) if number < 0x110000 else "")

    def _write(self, written: str, read: str) -> None:
        self.written.append(written)
        if self.heading:
            self.heading.text += read

    def _begin_section(self) -> Heading:
        self._end_section()
        if not self.sections:
            self._frame_lead()
        self.sections += 1
        self.articles = 0
        self.in_section = True
        self.heading = Heading(f"p{self.sections}", "")
        self.outline.append(self.heading)
        return self._open("section", "prose__part", self.heading)

    def _frame_lead(self) -> None:
        """What stands before the first section is a part of its own, without a heading."""
        if "".join(self.written).strip():
            self.written = ['<div class="prose__part">', *self.written, "</div>"]

    def _begin_article(self) -> Heading:
        self._end_article()
        self.articles += 1
        self.in_article = True
        self.heading = Heading(f"p{self.sections}-{self.articles}", "")
        (self.outline[-1].children if self.in_section else self.outline).append(self.heading)
        return self._open("article", "article", self.heading)

    def _open(self, tag: str, css_class: str, heading: Heading) -> Heading:
        anchor = heading.anchor
        self.written.append(f'<{tag} class="{css_class}" id="{anchor}" aria-labelledby="{anchor}-h">')
        return heading

    def _end_article(self) -> None:
        if self.in_article:
            self.written.append("</article>")
        self.in_article = False

    def _end_section(self) -> None:
        self._end_article()
        if self.in_section:
            self.written.append("</section>")
        self.in_section = False
