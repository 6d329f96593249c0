"""The two files beside an imported one: its bad rows with reasons, and how far the import has come."""

import csv
import hashlib
import io
import json
from datetime import date
from pathlib import Path

from publishing.tables.resource import AT_LINE, WHY
from publishing.tables.streaming import Row, TableFile
from publishing.tables.writing import for_csv, for_excel


class Report:
    """“notices.csv” → “notices.问题.csv”: the rows as they stand in the file, with 行号 and 原因.

    A CSV or XLSX file has a CSV report, which can be mended and imported again; a JSONL file one in JSONL. `size` is
    what an interrupted import had written; whatever came after it is written anew.
    """

    def __init__(self, table: TableFile, size: int):
        self.table = table
        self.path = table.path.with_suffix(".问题.jsonl" if table.is_json else ".问题.csv")
        self.columns = [place for place, name in enumerate(table.headers) if name not in (AT_LINE, WHY)]
        self.size = size
        if self.path.exists():
            with self.path.open("ab") as file:
                file.truncate(size)

    def write(self, rows: list[tuple[Row, str]]) -> int:
        """Append (row, reason); returns the size of the file in bytes."""
        lines = [self._line(row, reason) for row, reason in rows]
        if lines and not self.size:
            lines.insert(0, self._head())
        if lines:
            with self.path.open("ab") as file:
                file.writelines(lines)
                self.size = file.tell()
        return self.size

    def close(self):
        """Without bad rows there is no report."""
        if not self.size:
            self.path.unlink(missing_ok=True)

    def _head(self) -> bytes:
        if self.table.is_json:
            return b""
        return b"\xef\xbb\xbf" + as_csv(
            [*(self.table.headers[place] for place in self.columns), AT_LINE, WHY]
        )

    def _line(self, row: Row, reason: str) -> bytes:
        if self.table.is_json:
            original = row.original if isinstance(row.original, dict) else {"原文": row.original}
            found = original | {AT_LINE: row.line, WHY: reason}
            return f"{json.dumps(found, ensure_ascii=False)}\n".encode("utf-8", "surrogatepass")
        width = len(self.table.headers)
        cells = [for_csv(text_of(cell)) for cell in row.original]
        padded = cells + [""] * width
        return as_csv([*(padded[place] for place in self.columns), row.line, reason, *cells[width:]])


def text_of(cell):
    """A cell as it is read again: of a day of Excel's the day alone."""
    return f"{cell:%Y-%m-%d}" if isinstance(cell, date) else for_excel(cell)


def as_csv(cells) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written).writerow(cells)
    return written.getvalue().encode()


class Place:
    """“notices.csv” → “notices.进度.json”, while the import lasts. Another file of that name begins from its start."""

    def __init__(self, path: Path):
        self.path = path.with_suffix(".进度.json")
        with path.open("rb") as file:
            self.digest = hashlib.file_digest(file, "sha256").hexdigest()
        self.line, self.report_size, self.totals = 0, 0, {}
        try:
            kept = json.loads(self.path.read_text())
        except (FileNotFoundError, ValueError):
            return
        if kept["digest"] == self.digest:
            self.line, self.report_size, self.totals = kept["line"], kept["report_size"], kept["totals"]

    def keep(self, *, line, totals, report_size):
        self.line = line
        kept = {"digest": self.digest, "line": line, "totals": totals, "report_size": report_size}
        beside = self.path.with_suffix(".tmp")
        beside.write_text(json.dumps(kept))
        beside.replace(self.path)

    def forget(self):
        self.path.unlink(missing_ok=True)
