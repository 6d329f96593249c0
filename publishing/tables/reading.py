"""An uploaded file as rows. What could hurt (bombs, entities, endless sheets) is refused before anything parses it."""

import csv
import io
import re
import zipfile

import tablib
from openpyxl import load_workbook

from . import cells
from .json_lines import cells_of, object_in

LARGEST_FILE = 5 * 1024 * 1024  # bytes
LARGEST_UNPACKED = 50 * 1024 * 1024  # bytes of all parts together
LARGEST_STRINGS = 20 * 1024 * 1024  # of one part that openpyxl keeps in memory whole
MOST_PARTS = 500
MOST_RATIO = 200
MOST_ROWS = 5_000
MOST_COLUMNS = 200
LAST_ROW = 20_000  # rows looked at, empty ones among them
LINE = "#"  # the column of our own that keeps each row's number in the file
EXAMPLE = "（示例）"
FORBIDDEN = [
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
]


class TableError(Exception):
    """One sentence for whoever uploaded the file."""


def read_table(content: bytes) -> tablib.Dataset:
    """The rows of the first sheet, of a CSV file in UTF-8 or GB18030 or of a JSONL file, with a column LINE.

    TableError if there are none to be had.

    Empty rows are left out; `dataset.title` says how many example rows were.
    """
    if len(content) > LARGEST_FILE:
        raise TableError(f"文件超过 {LARGEST_FILE // 1024**2} MB，请分成几个文件导入。")
    if content.startswith(b"PK"):
        check_archive(content)
        rows = xlsx_rows(content)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise TableError("这是旧格式（.xls）或加了密码的文件，请在 Excel 里另存为没有密码的 .xlsx 再上传。")
    elif content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        rows = json_rows(decoded(content))
    else:
        rows = csv_rows(content)
    return dataset_of(rows)


def check_archive(content: bytes):
    """Every part of an XLSX file by its directory entry, then by its first sight: sizes, ratio, no DTD."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED:
                raise TableError("文件解开后太大，没有打开。请只保留要导入的那一页，另存为新文件。")
            for part in parts:
                is_dense = part.file_size > 1024**2 and part.file_size > MOST_RATIO * part.compress_size
                is_kept = "sharedStrings" in part.filename or "styles" in part.filename
                if is_dense or (is_kept and part.file_size > LARGEST_STRINGS):
                    raise TableError("文件压缩得不正常，没有打开。请用 Excel 或 WPS 另存为新文件再上传。")
            for part in parts:
                inside = archive.read(part)  # never more than the entry says, or its checksum fails
                if any(word in inside for word in FORBIDDEN):  # whatever its name: a sheet may have any
                    raise TableError("文件里有不允许的内容（DOCTYPE），没有打开。")
    except TableError:
        raise
    except Exception as error:  # damaged archives raise a dozen kinds
        raise TableError(BROKEN) from error


BROKEN = "文件打不开，可能已损坏，或不是 XLSX 表格。请用 Excel 或 WPS 打开它，另存为 .xlsx 后再上传。"


def xlsx_rows(content: bytes):
    """(row number, cells) of the first sheet."""
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        limits = {"max_row": LAST_ROW + 1, "max_col": MOST_COLUMNS + 1}
        yield from enumerate(sheet.iter_rows(values_only=True, **limits), 1)
    except Exception as error:  # openpyxl says of broken files whatever it stumbles over
        raise TableError(BROKEN) from error


def csv_rows(content: bytes):
    """(line number, cells)."""
    text = decoded(content)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise TableError(f"CSV 文件第 {reader.line_num} 行读不懂：引号不成对，或者内容太长。") from error


def json_rows(text: str):
    """The names of all columns as row 0, then (line number, cells)."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        try:
            found.append((number, object_in(line)))
        except ValueError as error:
            raise TableError(f"第 {number} 行{error}") from error
    names = list(dict.fromkeys(name for _number, values in found for name in values))
    yield 0, names
    yield from ((number, cells_of(values, names)) for number, values in found if values)


def decoded(content: bytes) -> str:
    if b"\0" not in content:
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise TableError("文件不是 XLSX，也不是 UTF-8 或 GB18030 编码的 CSV，读不出文字。")


def dataset_of(rows) -> tablib.Dataset:
    dataset, examples, width = tablib.Dataset(), 0, 0
    for number, row in rows:
        filled = [column for column, cell in enumerate(row) if not is_blank(cell)]
        if number > LAST_ROW:
            raise TableError(f"表格超过 {LAST_ROW} 行，请删掉数据下面的空行和别的内容。")
        if not filled:
            continue
        if filled[-1] >= MOST_COLUMNS:
            raise TableError(f"表格超过 {MOST_COLUMNS} 列，请删掉右边多余的内容。")
        if not width:
            width = filled[-1] + 1
            dataset.headers = [LINE, *headers_in(row[:width])]
        elif str(row[filled[0]]).strip().startswith(EXAMPLE):
            examples += 1
        elif len(dataset) == MOST_ROWS:
            raise TableError(f"一次最多导入 {MOST_ROWS} 行，请分成几个文件。")
        else:
            if filled[-1] >= width:
                raise TableError(f"第 {number} 行有内容写在没有列名的列里。")
            dataset.append([number, *row[:width], *[None] * (width - len(row))])
    if not len(dataset):
        raise TableError("表格里没有可以导入的行。第一行写列名，从第二行起每行一条。")
    dataset.title = str(examples)
    return dataset


def is_blank(cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def headers_in(row) -> list[str]:
    try:
        names = [re.sub(r"\s", "", cells.text_of(cell)).removesuffix("*") for cell in row]
    except ValueError as error:
        raise TableError(f"第一行的列名有问题：{error}") from error
    doubles = sorted({name for name in names if name and names.count(name) > 1})
    if doubles:
        raise TableError(f"列名重复：{'、'.join(doubles)}。每个列名只能有一列。")
    if "" in names:
        raise TableError(f"第 {names.index('') + 1} 列没有列名。")
    return names
