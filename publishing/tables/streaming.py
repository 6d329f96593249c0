"""A table of any length on this machine, row by row: what `reading` does for uploads, without their limits."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import tablib
from openpyxl import load_workbook

from .json_lines import cells_of, object_in
from .reading import EXAMPLE, LINE, TableError, headers_in, is_blank

SUFFIXES = (".xlsx", ".csv", ".jsonl")


@dataclass(frozen=True)
class Row:
    """`cells` by column name, `original` as it stands in the file; `error` where it cannot be read as a row."""

    line: int
    cells: dict
    original: object
    error: str = ""


class TableFile:
    """`headers` are the column names of the first line; [] of a JSONL file, where each line has its own.

    Raises TableError for a file without them.
    """

    def __init__(self, path: Path):
        if path.suffix.lower() not in SUFFIXES:
            raise TableError("只接受 .xlsx、.csv 和 .jsonl 文件。")
        self.path, self.is_json = path, path.suffix.lower() == ".jsonl"
        self.headers = [] if self.is_json else headers_in(self._head())

    def _head(self) -> list:
        for _line, cells in self._table_rows():
            if not all(map(is_blank, cells)):
                while is_blank(cells[-1]):
                    cells.pop()
                return cells
        raise TableError("文件里没有可以导入的行。第一行写列名，从第二行起每行一条。")

    def count(self) -> int:
        """How many rows there are, to show how far an import has come; of a workbook as it says itself."""
        if self.path.suffix.lower() == ".xlsx":
            return self._sheet().max_row or 0
        return sum(1 for _row in self)

    def __iter__(self) -> Iterator[Row]:
        return self._json_rows() if self.is_json else self._rows()

    def _rows(self) -> Iterator[Row]:
        width, is_head = len(self.headers), True
        for line, cells in self._table_rows():
            if all(map(is_blank, cells)):
                continue
            if is_head:
                is_head = False
            elif not str(next(cell for cell in cells if not is_blank(cell))).strip().startswith(EXAMPLE):
                named = dict(zip(self.headers, cells + [None] * width, strict=False))
                too_long = not all(map(is_blank, cells[width:]))
                yield Row(line, named, cells, "有内容写在没有列名的列里。" if too_long else "")

    def _table_rows(self) -> Iterator[tuple[int, list]]:
        return self._csv_rows() if self.path.suffix.lower() == ".csv" else self._xlsx_rows()

    def _sheet(self):
        try:
            book = load_workbook(self.path, read_only=True, data_only=True, keep_links=False)
            return book.worksheets[0]
        except Exception as error:  # openpyxl says of broken files whatever it stumbles over
            raise TableError("文件打不开，可能已损坏，或不是 XLSX 表格。") from error

    def _xlsx_rows(self):
        for line, cells in enumerate(self._sheet().iter_rows(values_only=True), 1):
            yield line, list(cells)

    def _csv_rows(self):
        with self.path.open(encoding=self._encoding(), newline="") as file:
            reader = csv.reader(file)
            try:
                for cells in reader:
                    yield reader.line_num, cells
            except csv.Error as error:
                raise TableError(f"CSV 文件第 {reader.line_num} 行读不懂：{error}") from error

    def _json_rows(self) -> Iterator[Row]:
        with self.path.open(encoding=self._encoding(), newline="\n") as file:
            for line, text in enumerate(file, 1):
                try:
                    found = object_in(text)
                except ValueError as error:
                    yield Row(line, {}, text.rstrip("\n"), str(error))
                    continue
                if found:
                    yield Row(line, found, found)

    def _encoding(self) -> str:
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                with self.path.open(encoding=encoding) as file:
                    while file.read(1 << 20):
                        pass
                return encoding
            except UnicodeDecodeError:
                continue
        raise TableError("文件不是 XLSX，也不是 UTF-8 或 GB18030 编码，读不出文字。")


def dataset_of(rows: list[Row], names: list[str]) -> tablib.Dataset:
    """Rows as TableResource takes them, with a column LINE; columns that a row does not name stay as they are."""
    dataset = tablib.Dataset(headers=[LINE, *names])
    for row in rows:
        dataset.append([row.line, *cells_of(row.cells, names)])
    return dataset
