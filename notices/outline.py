"""The parts of a long text, each with an address of its own: by its headings and by the numbers of its paragraphs."""

import re
from dataclasses import dataclass, field
from html import escape

from django.utils.translation import gettext as _

from .anchors import Anchors, Numbered
from .articles import Kind, Mark, has_title, is_title, label_of, mark_of, place_of
from .blocks import Block, blocks_of
from .tables import with_column_labels

HEADINGS = {"h2": 2, "h3": 3, "h4": 4}
LIST_ITEM = re.compile(r"<li>(?=\s*(?:<(?:p|strong)>)*([^<]{1,12}))")


@dataclass
class Heading:
    anchor: str
    text: str
    children: list["Heading"] = field(default_factory=list)


@dataclass(frozen=True)
class Outlined:
    html: str
    outline: list[Heading]
    places: dict[tuple[Kind, str], str]  # anchors by what is numbered: (ARTICLE, "6") → "art-6"

    def anchor_of(self, clause: str) -> str:
        """The anchor of what a clause names ("第6条", "Article 6"); "" where the text has no such place."""
        mark = mark_of(clause, is_heading=True)
        return self.places.get((mark.kind, mark.number), "") if mark else ""


@dataclass
class Part:
    """An open part and what is written of it so far."""

    heading: Heading
    mark: Mark | None
    level: int  # of its heading: 2 to 4; 0 where a paragraph begins it
    title_level: int  # the same, also of a paragraph that is printed as a heading
    element: str  # section or article
    is_listed: bool = False
    written: list[str] = field(default_factory=list)


def outlined(html: str) -> Outlined:
    """Clean HTML with a <section> or <article> for every part, and their outline.

    A part begins at a free-standing heading, or at a paragraph that begins with a number (第一条 …); see Anchors for
    its id. A numbered <h2> or <h3> keeps the id by place, too, that older links use. No character is lost but blanks
    before a paragraph.
    """
    blocks = blocks_of(with_column_labels(html))
    marks = marks_of(blocks)
    parts = _Parts([mark.kind for mark in marks if mark])
    for block, mark in zip(blocks, marks, strict=True):
        parts.add(block, mark)
    return parts.finished()


def marks_of(blocks: list[Block]) -> list[Mark | None]:
    """The number that each block begins with. The lines of 一、…；二、…。 are an enumeration and not counted, nor is 1.
    in a text that has anything higher.
    """
    marks = []
    enumerates = False
    for block in blocks:
        is_heading, text = block.tag in HEADINGS, block.text.strip()
        mark = mark_of(text, is_heading) if is_heading or block.tag == "p" else None
        is_point = bool(mark and mark.kind == Kind.POINT and not is_heading)
        goes_on = text.endswith((";", "；"))
        marks.append(None if is_point and (enumerates or goes_on) else mark)
        enumerates = is_point and goes_on
    has_higher = any(mark and mark.kind < Kind.NUMBER for mark in marks)
    if not has_higher and not any(block.tag in HEADINGS for block in blocks):
        return marks
    return [
        mark if mark and (mark.kind < Kind.NUMBER or block.tag in HEADINGS) else None
        for block, mark in zip(blocks, marks, strict=True)
    ]


class _Parts:
    def __init__(self, kinds: list[Kind]) -> None:
        outermost = next((kind for kind in kinds if kind in (Kind.POINT, Kind.ARTICLE)), Kind.POINT)
        self.point_rank = Kind.POINT if outermost == Kind.POINT else Kind.ARTICLE + 0.5  # 一、 within 第一条
        self.anchors = Anchors(kinds, points_are_inner=outermost == Kind.ARTICLE)
        self.open: list[Part] = []
        self.outline: list[Heading] = []
        self.pieces: list[str] = []
        self.loose: list[str] = []  # what stands in no section since the last one

    def add(self, block: Block, mark: Mark | None) -> None:
        level = HEADINGS.get(block.tag, 0)
        if level in (2, 3) or mark:
            self._begin(block, mark, level)
        elif block.tag in ("ul", "ol"):
            self._write(block.opening + LIST_ITEM.sub(self._list_item, block.inner) + block.closing)
        else:
            self._write(block.html)

    def finished(self) -> Outlined:
        self._close(0)
        self._frame_loose()
        return Outlined("".join(self.pieces), self.outline, self.anchors.first)

    def _begin(self, block: Block, mark: Mark | None, level: int) -> None:
        self._close(self._depth_for(mark, level))
        by_place = self.anchors.of_heading(level)
        anchor = self.anchors.of_mark(mark, self._numbered()) if mark else by_place
        title_level = level
        if not level and is_title(block.text.strip()):
            title_level = min(4, 1 + max([1, *(part.title_level for part in self.open)]))
        text = label_of(block.text, mark) if mark and not level else block.text
        element = "section" if level == 2 or (title_level == 2 and not self.open) else "article"
        part = Part(Heading(anchor, text), mark, level, title_level, element)
        self._list(part, block)
        self.open.append(part)
        self._write_head(part, block, by_place if mark else "")

    def _depth_for(self, mark: Mark | None, level: int) -> int:
        """How many of the open parts stay open around a new one."""
        for depth, part in enumerate(self.open):
            if level and part.level:
                ends = part.level >= level
            elif mark and part.mark:
                own, other = self._rank(mark), self._rank(part.mark)
                ends = other > own or (other == own and (not part.level or follows(mark, part.mark)))
            else:
                ends = bool(level)
            if ends:
                return depth
        return len(self.open)

    def _rank(self, mark: Mark) -> float:
        return self.point_rank if mark.kind == Kind.POINT else mark.kind

    def _numbered(self) -> list[Numbered]:
        return [(part.mark, part.heading.anchor) for part in self.open if part.mark]

    def _list(self, part: Part, block: Block) -> None:
        """Name the part in the contents, unless it is an item of an article or a sentence among others."""
        if not part.level and part.mark and part.mark.kind == Kind.SUB:
            if any(mark.kind == Kind.ARTICLE for mark, _anchor in self._numbered()):
                return
            if not has_title(block.text, part.mark):
                return
        part.is_listed = True
        holder = next((one.heading for one in reversed(self.open) if one.is_listed), None)
        (holder.children if holder else self.outline).append(part.heading)

    def _write_head(self, part: Part, block: Block, by_place: str) -> None:
        anchor, element = part.heading.anchor, part.element
        css_class = "prose__part" if element == "section" else "article"
        label = f' aria-labelledby="{anchor}-h"' if part.title_level else ""
        self._write(f'<{element} class="{css_class}" id="{anchor}"{label}>')
        if by_place:
            self._write(f'<span class="old-anchor" id="{by_place}"></span>')
        if part.title_level:
            tag = f"h{part.title_level}"
            self._write(f'<{tag} id="{anchor}-h">{block.inner}</{tag}>{self._link(part)}')
        else:
            self._write(f"<p>{with_bold_number(block.inner, part.mark)}{self._link(part)}</p>")

    def _link(self, part: Part) -> str:
        place = (
            place_of([mark for mark, _anchor in self._numbered()])
            if part.mark
            else f"“{part.heading.text.strip()}”"
        )
        name = _("链接：%(place)s") % {"place": place.strip("“”")}
        return (
            f'<a class="part-link" href="#{part.heading.anchor}" data-place="{escape(place)}"'
            f' aria-label="{escape(name)}"></a>'
        )

    def _list_item(self, found: re.Match[str]) -> str:
        mark = mark_of(found[1])
        around = self._numbered()
        if not mark or mark.kind != Kind.SUB or not around:
            return found[0]
        return f'<li id="{self.anchors.of_mark(mark, around)}">'

    def _close(self, depth: int) -> None:
        while len(self.open) > depth:
            part = self.open.pop()
            html = "".join([*part.written, f"</{part.element}>"])
            if part.element == "section" and not self.open:
                self._frame_loose()
                self.pieces.append(html)
            else:
                self._write(html)

    def _write(self, html: str) -> None:
        (self.open[-1].written if self.open else self.loose).append(html)

    def _frame_loose(self) -> None:
        """What stands in no section is a part of its own, without a heading."""
        if self.loose:
            self.pieces += ['<div class="prose__part">', *self.loose, "</div>"]
            self.loose = []


def with_bold_number(html: str, mark: Mark | None) -> str:
    """第六条 and 七十七、 stand out at the beginning of their paragraph."""
    if mark and mark.kind in (Kind.ARTICLE, Kind.POINT) and html.startswith(mark.words):
        return f"<b>{mark.words}</b>{html.removeprefix(mark.words)}"
    return html


def follows(mark: Mark, before: Mark) -> bool:
    """Whether a number is the one after another: （三） after （二）."""
    return (
        mark.number.isdecimal() and before.number.isdecimal() and int(mark.number) == int(before.number) + 1
    )
