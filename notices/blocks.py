"""A clean text as the row of blocks it consists of: headings, paragraphs, lists, tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from .articles import mark_of

EMPTY = re.compile(r"(?:\s|&nbsp;|<br>|</?(?:strong|em|sub|sup)>)*")
INDENT = re.compile(r"^(?:\s|&nbsp;)+")  # the two wide spaces of a typescript; the style sheet indents


@dataclass
class Line:
    html: str = ""
    text: str = ""


@dataclass
class Block:
    tag: str  # of the element; "" for text that stands free
    opening: str  # its start tag
    closing: str
    lines: list[Line] = field(default_factory=lambda: [Line()])  # of what stands in it, cut at each free <br>

    @property
    def inner(self) -> str:
        return "<br>".join(line.html for line in self.lines)

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def html(self) -> str:
        return f"{self.opening}{self.inner}{self.closing}"


def blocks_of(html: str) -> list[Block]:
    """The blocks of clean HTML (publishing.fields.clean_rich_text). Tables get a frame that scrolls; empty paragraphs
    go; a paragraph whose lines are numbered (第一条 … <br> 第二条 …) is one for each of them.
    """
    parser = _Blocks()
    parser.feed(html)
    parser.close()
    return [part for block in parser.blocks for part in _paragraphs(block) if part.tag or part.inner.strip()]


def _paragraphs(block: Block) -> Iterator[Block]:
    if block.tag != "p":
        yield block
        return
    pieces = [Block("p", "<p>", "</p>", [])]
    for line in block.lines:
        if pieces[-1].lines and mark_of(line.text):
            pieces.append(Block("p", "<p>", "</p>", []))
        pieces[-1].lines.append(line)
    for piece in pieces:
        piece.lines[0].html = INDENT.sub("", piece.lines[0].html)
        if not EMPTY.fullmatch(piece.inner):
            yield piece


class _Blocks(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.blocks: list[Block] = []
        self.depth = self.tables = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._break()
            return
        opening = self.get_starttag_text() or ""
        if tag == "table":
            self.tables += 1
            name = f"t{self.tables}"
            frame = f'<div class="prose__table" tabindex="0" role="region" aria-labelledby="{name}">'
            opening = f'{frame}<table id="{name}">'
        if self.depth == 0:
            self.blocks.append(Block(tag, opening, "</table></div>" if tag == "table" else f"</{tag}>"))
        else:
            self._write(opening)
        self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        self.depth = max(0, self.depth - 1)
        if self.depth:
            self._write("</table></div>" if tag == "table" else f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._write(data, data)

    def handle_entityref(self, name: str) -> None:
        self._write(f"&{name};", unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self._write(f"&#{name};", unescape(f"&#{name};"))

    def _break(self) -> None:
        if self.depth == 1 and self.blocks[-1].tag == "p":
            self.blocks[-1].lines.append(Line())
        else:
            self._write("<br>", " ")

    def _write(self, html: str, text: str = "") -> None:
        if self.depth == 0 and (not self.blocks or self.blocks[-1].tag):
            self.blocks.append(Block("", "", ""))
        line = self.blocks[-1].lines[-1]
        line.html += html
        line.text += text
