"""What people type into the cells of a table, as values. Raises ValueError with a sentence for them."""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from openpyxl.utils.datetime import from_excel

FORMULA_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"}
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?)?[日月年]?", re.ASCII)
YES, NO = {"是", "有", "对", "true", "1", "√", "y", "yes"}, {"否", "无", "false", "0", "×", "n", "no"}
FIRST_SERIAL, LAST_SERIAL = 10_000, 110_000  # Excel's day numbers of 1927 and 2201; years are below
LARGEST = Decimal("1e20")
ROUNDING = Decimal("1e-9")


def text_of(cell) -> str:
    """The cell as text, trimmed: whole numbers without “.0”, days as 2024-05-01. "" for an empty cell."""
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return _day(cell).isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell).replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").strip()
    if text in FORMULA_ERRORS:
        raise ValueError(f"“{text}”是公式算错的结果，请改成数字或文字。")
    if CONTROL.search(text):
        raise ValueError("含有看不见的控制字符，请删掉后重新填写。")
    if text.startswith("'") and text[1:].startswith(FORMULA_STARTS):
        return text[1:]  # how our CSV files mark a text that Excel would take for a formula
    return text


def plain(cell) -> str:
    """The text with full-width letters, digits and signs made narrow, without spaces: for numbers, dates and codes."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text_of(cell)))


def decimal_of(cell, places: int) -> Decimal:
    """“１,２３４.５” → 1234.5. What Excel's binary fractions add behind the places is dropped."""
    if isinstance(cell, bool):
        raise ValueError(f"应填数字，现在是“{'是' if cell else '否'}”。")
    shown = repr(cell) if isinstance(cell, float) else plain(cell).replace(",", "").replace("，", "")
    try:
        number = Decimal(shown)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValueError(f"应填数字，现在是“{text_of(cell)[:40]}”；只写数字，不写单位。")
    if abs(number) >= LARGEST:
        raise ValueError(f"数字太大：“{text_of(cell)[:40]}”。")
    rounded = round(number, places)
    return rounded if abs(rounded - number) < ROUNDING else number


def whole_of(cell) -> int:
    number = decimal_of(cell, 0)
    if number != number.to_integral_value():
        raise ValueError(f"应填整数，现在是“{text_of(cell)[:40]}”。")
    return int(number)


def bool_of(cell) -> bool:
    text = plain(cell).lower()
    if text in YES or text in NO:
        return text in YES
    raise ValueError(f"应填“是”或“否”，现在是“{text_of(cell)[:40]}”。")


def partial_date_of(cell) -> str:
    """As exact as it was typed: 2017, 2002-07 or 2022-06-27; also 2002年7月, 2022/6/27 and Excel's own days."""
    if isinstance(cell, datetime | date):
        return _day(cell).isoformat()
    text = plain(cell)
    if text.isascii() and text.removesuffix(".0").isdigit() and FIRST_SERIAL < float(text) < LAST_SERIAL:
        return _day(from_excel(float(text))).isoformat()
    found = DATE.fullmatch(text.partition("T")[0])
    if not found:
        raise ValueError(f"应填日期，例如 2022-06-27，现在是“{text_of(cell)[:40]}”。")
    year, *rest = filter(None, found.groups())
    return "-".join([year, *(part.zfill(2) for part in rest)])


def date_of(cell) -> date:
    text = partial_date_of(cell)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"应填完整的日期，例如 2022-06-27，现在是“{text_of(cell)[:40]}”。") from error


def _day(moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
