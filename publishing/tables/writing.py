"""Rows as a file for Excel or WPS: XLSX with typed cells, or CSV. No text ever becomes a formula."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from .cells import FORMULA_STARTS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
EXACT_DIGITS = 15  # of Excel's numbers; longer ones are written as text
HEADER_FILL = PatternFill("solid", fgColor="D8EAE0")
TOP = Alignment(vertical="top", wrap_text=True)


def for_excel(value):
    """A value that a cell can hold: local time without its zone, text without control characters."""
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None, microsecond=0)
    if isinstance(value, Decimal):
        return str(value) if len(value.as_tuple().digits) > EXACT_DIGITS else value
    if value is None or isinstance(value, date | int | float):
        return value
    return ILLEGAL_CHARACTERS_RE.sub("", str(value))


def write_text(cell, value):
    """A text stays one: Excel does not calculate it, neither now nor after somebody has edited the cell."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA_STARTS)
        cell.number_format = "@"
    return cell


def xlsx(title: str, headers: list[str], rows) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:30])
    sheet.freeze_panes = "A2"
    for place, name in enumerate(headers, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width_of(name)
    heads = [write_text(WriteOnlyCell(sheet), name) for name in headers]
    for cell in heads:
        cell.font, cell.fill = Font(bold=True), HEADER_FILL
    sheet.append(heads)
    for row in rows:
        sheet.append([write_text(WriteOnlyCell(sheet), for_excel(value)) for value in row])
    return saved(book)


def saved(book) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def width_of(name: str) -> int:
    return max(12, min(2 * len(name) + 4, 40))


def csv_file(headers: list[str], rows) -> bytes:
    """With the mark by which Excel knows UTF-8."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(headers)
    for row in rows:
        writer.writerow([for_csv(for_excel(value)) for value in row])
    return written.getvalue().encode("utf-8-sig")


def for_csv(value):
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value
