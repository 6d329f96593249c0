"""Addresses of the parts of a text: what the text itself says, so that no edit before a part moves them."""

from .articles import Kind, Mark

PREFIXES = {
    Kind.ANNEX: "annex", Kind.PART: "part", Kind.CHAPTER: "chap", Kind.SECTION: "sec", Kind.POINT: "art",
    Kind.ARTICLE: "art", Kind.CLAUSE: "clause", Kind.ITEM: "item", Kind.SUB: "sub", Kind.NUMBER: "no",
}  # fmt: skip
Numbered = tuple[Mark, str]  # an open part and its anchor, from the outside in


class Anchors:
    """Gives every part of one text its id, none of them twice.

    art-6 for 第六条, art-6-2 for its （二）, chap-1, chap-1-sec-2, annex-1-art-6. 一、 is art-1 where the text has no
    第…条, else pt-1. What a text numbers twice is told apart by the part around it, else by a count: art-6_2.
    """

    def __init__(self, kinds: list[Kind], points_are_inner: bool) -> None:
        self.prefixes = PREFIXES | ({Kind.POINT: "pt"} if Kind.ARTICLE in kinds else {})
        self.inner = {Kind.SUB, Kind.NUMBER} | ({Kind.POINT} if points_are_inner else set())
        self.taken: set[str] = set()
        self.first: dict[tuple[Kind, str], str] = {}  # of what has a number of its own
        self.sections = self.articles = 0  # <h2> so far, <h3> since the last of them

    def of_mark(self, mark: Mark, around: list[Numbered]) -> str:
        anchor = self._unique(self._wanted(mark, around), around)
        if mark.kind < Kind.SUB:
            self.first.setdefault((mark.kind, mark.number), anchor)
        return anchor

    def of_heading(self, level: int) -> str:
        """p2 for the second <h2>, p2-3 for its third <h3>: ids by place, which older links use. "" for all else."""
        if level == 2:
            self.sections, self.articles = self.sections + 1, 0
            return f"p{self.sections}"
        if level == 3:
            self.articles += 1
            return f"p{self.sections}-{self.articles}"
        return ""

    def _wanted(self, mark: Mark, around: list[Numbered]) -> str:
        if mark.kind in self.inner and around:
            return f"{around[-1][1]}-{mark.number}"
        prefix = self.prefixes[mark.kind]
        own = f"{prefix}-{mark.number}" if mark.number else prefix
        holders = (
            around[-1:] if mark.kind == Kind.SECTION else [one for one in around if one[0].kind == Kind.ANNEX]
        )
        return "-".join([*(anchor for _, anchor in holders), own])

    def _unique(self, wanted: str, around: list[Numbered]) -> str:
        choices = [wanted, *(f"{anchor}-{wanted}" for _, anchor in around[-1:])]
        choices += [f"{wanted}_{number}" for number in range(2, len(self.taken) + 3)]
        chosen = next(choice for choice in choices if choice not in self.taken)
        self.taken.add(chosen)
        return chosen
