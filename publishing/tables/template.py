"""The workbook that people fill in: column names, an example in grey, and a second sheet with what may be chosen."""

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from .columns import Column
from .reading import EXAMPLE, MOST_ROWS
from .relations import RowCell, RowsCell
from .widgets import ChoiceCell, DateCell, DecimalCell, PartialDateCell, WholeCell, YesNoCell
from .writing import HEADER_FILL, TOP, for_excel, saved, width_of, write_text

FILL_IN, CHOOSE = "填写", "可填的值"
GREY = Font(color="808080", italic=True)
LONGEST_LIST = 2_000


def template(columns: list[Column], example: dict[str, object]) -> bytes:
    """`example` holds the cells of a row that exists, by column name; without one the cells say what may stand there."""
    book = Workbook()
    sheet, chosen = book.active, book.create_sheet(CHOOSE)
    sheet.title, sheet.freeze_panes = FILL_IN, "A2"
    lists = _write_lists(chosen, columns)
    for place, column in enumerate(columns, 1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = width_of(column.label)
        if _is_text(column):
            sheet.column_dimensions[letter].number_format = "@"  # phone numbers and codes keep their noughts
        head = write_text(sheet.cell(1, place), column.label + ("*" if column.is_required else ""))
        head.font, head.fill, head.alignment = Font(bold=True), HEADER_FILL, TOP
        head.comment = _comment(column)
        shown = for_excel(example[column.label] if example else _sample(column))
        shown = f"{EXAMPLE}{shown or ''}" if place == 1 else shown
        write_text(sheet.cell(2, place), shown).font = GREY
        if column.label in lists and not isinstance(column.widget, RowsCell):
            check = DataValidation(
                "list", formula1=lists[column.label], allow_blank=True, showErrorMessage=False
            )
            check.add(f"{letter}3:{letter}{MOST_ROWS + 2}")
            sheet.add_data_validation(check)
    return saved(book)


def _write_lists(sheet, columns) -> dict[str, str]:
    """Fills the second sheet; returns the range of each column's list."""
    ranges, place = {}, 0
    for column in columns:
        names = _names(column)
        if not names:
            continue
        place += 1
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = 28
        write_text(sheet.cell(1, place), column.label).font = Font(bold=True)
        for line, name in enumerate(names[:LONGEST_LIST], 2):
            write_text(sheet.cell(line, place), for_excel(name))
        last = min(len(names), LONGEST_LIST) + 1
        ranges[column.label] = f"{quote_sheetname(CHOOSE)}!${letter}$2:${letter}${last}"
    sheet.freeze_panes = "A2"
    return ranges


def _names(column) -> list[str]:
    if isinstance(column.widget, YesNoCell):
        return ["是", "否"]
    return column.widget.names if isinstance(column.widget, ChoiceCell | RowCell) else []


def _comment(column) -> Comment:
    first = "必填。" if column.is_required else "可以留空。"
    comment = Comment(f"{first}{column.help}", "网站")
    comment.width, comment.height = 320, 110
    return comment


def _is_text(column) -> bool:
    return not isinstance(column.widget, DecimalCell | WholeCell | DateCell)


def _sample(column):
    """What may stand in a column of that kind, where no row exists that could show it."""
    if names := _names(column):
        return names[0]
    if column.base == "slug":
        return ""
    samples = ((DecimalCell, 1000), (WholeCell, 1), (DateCell | PartialDateCell, "2022-06-27"))
    return next((value for kind, value in samples if isinstance(column.widget, kind)), column.label)
