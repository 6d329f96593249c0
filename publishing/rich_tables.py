"""Tables of rich text as a page needs them, whatever the editor made of them.

The editor knows rows and cells only: it gives each cell a paragraph and spans of one, a row of headings no <thead>,
and turns a <caption> into a first row of one cell. None of that may be lost when somebody saves.
"""

import re

TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<(td|th)\b[^>]*>(.*?)</\1>", re.DOTALL)
SPAN_OF_ONE = re.compile(r' (?:col|row)span="1"')
LONE_PARAGRAPH = re.compile(r"(<t[dh]\b[^>]*>)<p>((?:(?!</?p>).)*)</p>(?=</t[dh]>)", re.DOTALL)


def tidy_tables(html: str) -> str:
    """Clean HTML whose tables have their <caption> and <thead> back; a second time changes nothing."""
    return TABLE.sub(lambda found: _tidied(found[1]), html)


def _tidied(table: str) -> str:
    table = LONE_PARAGRAPH.sub(r"\1\2", SPAN_OF_ONE.sub("", table))
    if "<table" in table or "<thead>" in table:
        return f"<table>{table}</table>"
    caption = re.match(r"<caption>.*?</caption>", table, re.DOTALL)
    title, rows = caption[0] if caption else "", ROW.findall(table)
    if not title and len(rows) > 1 and is_title(rows[0], rows[1]):
        title, rows = f"<caption>{CELL.findall(rows[0])[0][1]}</caption>", rows[1:]
    head = ""
    if len(rows) > 1 and {kind for kind, _text in CELL.findall(rows[0])} == {"th"}:
        head, rows = f"<thead><tr>{rows[0]}</tr></thead>", rows[1:]
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table>{title}{head}<tbody>{body}</tbody></table>"


def is_title(row: str, following: str) -> bool:
    """Whether a first row is the one cell that the editor makes of a caption: the next row has several."""
    return len(CELL.findall(row)) == 1 < len(CELL.findall(following)) and "colspan" not in row
