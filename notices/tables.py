"""Tables of a clean text, made ready for a narrow screen."""

import re

TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
HEAD = re.compile(r"<thead>(.*?)</thead>", re.DOTALL)
ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<(td|th)\b([^>]*)>")
HEADING = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)


def with_column_labels(html: str) -> str:
    """The HTML with `data-label` on each cell of a table that has one row of headings.

    A phone shows such a row as a small card, each value under the name of its column. Tables with cells that
    span several columns or rows stay as they are, and scroll.
    """
    return TABLE.sub(lambda found: _labelled(found[0]), html)


def _labelled(table: str) -> str:
    head = HEAD.search(table)
    if not head or re.search(r"\b(col|row)span=", table):
        return table
    labels = [re.sub(r"<[^>]+>|\"", "", label).strip() for label in HEADING.findall(head[1])]
    before, after = table[: head.end()], table[head.end() :]
    return before + ROW.sub(lambda row: f"<tr>{_labelled_row(row[1], labels)}</tr>", after)


def _labelled_row(row: str, labels: list[str]) -> str:
    names = iter(labels)
    return CELL.sub(lambda cell: f'<{cell[1]}{cell[2]} data-label="{next(names, "")}">', row)
