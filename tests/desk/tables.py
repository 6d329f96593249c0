"""Tables as people fill them in, uploaded and confirmed as a browser would."""

import csv
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from tests.desk.staff import address


def xlsx_of(headers, rows) -> bytes:
    book = Workbook()
    for row in (headers, *rows):
        book.active.append(list(row))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def csv_of(headers, rows, encoding="utf-8-sig") -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written).writerows([headers, *rows])
    return written.getvalue().encode(encoding)


def upload(client, model, content: bytes, name="table.xlsx"):
    """The page of the dry run."""
    return client.post(address(model, "import"), {"table": SimpleUploadedFile(name, content)})


def confirm(client, model, page):
    return client.post(address(model, "process_import"), {"plan": page.context["plan"]})


def imported(client, model, content: bytes, name="table.xlsx"):
    """Both steps; the page of the dry run, which must have found nothing wrong."""
    page = upload(client, model, content, name)
    assert page.status_code == 200
    assert not page.context.get("problems"), page.context["problems"]
    assert page.context.get("is_preview"), page.context["form"].errors
    answer = confirm(client, model, page)
    assert answer.status_code == 302, [str(message) for message in answer.context["messages"]]
    return page


def rows_in(answer) -> list[dict]:
    """The first sheet of a downloaded workbook as dicts by column name."""
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    headers, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(headers, row, strict=True)) for row in rows]
