"""What is no table, and what only looks like one: each is answered with one sentence, before anything parses it."""

import io
import zipfile

import pytest

from publishing.tables import reading
from publishing.tables.cells import bool_of, date_of, decimal_of, partial_date_of, text_of, whole_of
from publishing.tables.reading import TableError, read_table
from tests.desk.tables import csv_of, xlsx_of

TABLE = xlsx_of(["名称"], [["甲"]])


def repacked(content: bytes, **parts: bytes) -> bytes:
    """The workbook with some of its parts replaced or added; names of parts by their last word."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            replaced = next((part for word, part in parts.items() if word in name), None)
            new.writestr(name, old.read(name) if replaced is None else replaced)
        for word, part in parts.items():
            if not any(word in name for name in old.namelist()):
                new.writestr(f"xl/{word}.xml", part)
    return written.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    written = io.BytesIO(content)
    with zipfile.ZipFile(written, "a") as archive:
        archive.writestr(name, part)
    return written.getvalue()


def sheet(rows: str, before: str = "") -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = (
        f'<?xml version="1.0"?>{before}<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'
    )
    return text.encode()


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
CELL = '<c r="{}{}" t="inlineStr"><is><t>x</t></is></c>'
BAD_FILES = {
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "读不出文字"),
    "half a workbook": (TABLE[: len(TABLE) // 2], "打不开"),
    "a zip of something else": (repacked(TABLE, workbook=b"hello"), "打不开"),
    "an old or encrypted workbook": (b"\xd0\xcf\x11\xe0" + bytes(600), "旧格式"),
    "a bomb": (repacked(TABLE, bomb=bytes(60 * 1024**2)), "解开后太大"),
    "a dense part": (repacked(TABLE, bomb=bytes(30 * 1024**2)), "压缩得不正常"),
    "entities": (repacked(TABLE, sheet1=sheet("", LAUGHS)), "DOCTYPE"),
    "entities in UTF-16": (repacked(TABLE, sheet1=LAUGHS.encode("utf-16")), "DOCTYPE"),
    "entities in a part of any name": (with_part(TABLE, "xl/laughs.bin", sheet("", LAUGHS)), "DOCTYPE"),
    "a row far below": (
        repacked(TABLE, sheet1=sheet(f'<row r="1">{CELL.format("A", 1)}</row><row r="1048576"/>')),
        "超过 20000 行",
    ),
    "a column far to the right": (
        repacked(TABLE, sheet1=sheet(f'<row r="1">{CELL.format("XFD", 1)}</row>')),
        "",
    ),
    "too many rows": (csv_of(["名称"], [["甲"]] * 5001), "最多导入 5000 行"),
    "endless empty rows": (csv_of(["名称"], [["甲"], *[[""]] * 20_001]), "超过 20000 行"),
    "no rows": (csv_of(["名称"], []), "没有可以导入的行"),
    "nothing at all": (b"\n\n", "没有可以导入的行"),
    "an open quote": ('名称\n"甲'.encode(), "引号不成对"),
    "a cell without a column": (csv_of(["名称"], [["甲", "乙"]]), "没有列名"),
    "too large": (b"x" * (reading.LARGEST_FILE + 1), "超过 5 MB"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_is_refused_with_one_sentence(kind):
    content, words = BAD_FILES[kind]
    with pytest.raises(TableError) as refused:
        read_table(content)
    assert words in str(refused.value)


def test_workbook_and_both_encodings_of_csv_give_the_same_rows():
    headers, rows = ["名称", "数值*"], [["甲", "1"], ["（示例）乙", "2"], ["", ""], ["丙", "3"]]
    for content in (xlsx_of(headers, rows), csv_of(headers, rows), csv_of(headers, rows, "gb18030")):
        dataset = read_table(content)
        assert dataset.headers == ["#", "名称", "数值"]
        assert [tuple(row) for row in dataset] == [(2, "甲", "1"), (5, "丙", "3")]
        assert dataset.title == "1"


@pytest.mark.parametrize(
    ("read", "typed", "meant"),
    [
        (text_of, 24.0, "24"),
        (text_of, "'+86 24", "+86 24"),
        (lambda cell: str(decimal_of(cell, 2)), "１２，３４５.６", "12345.60"),
        (lambda cell: str(decimal_of(cell, 2)), 0.1 + 0.2, "0.30"),
        (whole_of, "1 200", 1200),
        (bool_of, "是", True),
        (bool_of, False, False),
        (partial_date_of, 2017.0, "2017"),
        (partial_date_of, "2002年7月", "2002-07"),
        (partial_date_of, 45000, "2023-03-15"),
        (lambda cell: date_of(cell).isoformat(), "2022.6.27", "2022-06-27"),
    ],
)
def test_cells_are_read_as_people_mean_them(read, typed, meant):
    assert read(typed) == meant


@pytest.mark.parametrize(
    ("read", "typed", "words"),
    [
        (lambda cell: decimal_of(cell, 2), "66亩", "不写单位"),
        (lambda cell: decimal_of(cell, 2), "1e999", "太大"),
        (lambda cell: decimal_of(cell, 2), "NaN", "应填数字"),
        (whole_of, "1.5", "整数"),
        (whole_of, "9" * 400, "太大"),
        (date_of, "2022-06", "完整的日期"),
        (date_of, "2022-02-30", "完整的日期"),
        (partial_date_of, "去年", "应填日期"),
        (text_of, "#REF!", "公式"),
        (text_of, "a\x00b", "控制字符"),
        (text_of, "\ud800", "控制字符"),
    ],
)
def test_cells_that_cannot_be_meant_say_why(read, typed, words):
    with pytest.raises(ValueError, match=words):
        read(typed)
