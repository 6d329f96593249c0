"""Tables out of the admin: the list as it is filtered, no formulas, and back in without a change."""

import csv
import io

import pytest
from openpyxl import load_workbook

from inquiries.models import Inquiry
from publishing.models import AuditEntry
from tests.desk.staff import address, make_staff, signed_in
from tests.desk.tables import rows_in, upload
from tests.factories import make_contact, make_cost_item, make_enterprise, make_source, make_zone
from zones.models import Contact, CostItem, Enterprise

pytestmark = pytest.mark.django_db
FORMULA = '=HYPERLINK("http://x")'


@pytest.fixture(autouse=True)
def private_folder(settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = tmp_path


def test_the_filtered_list_or_the_ticked_rows_are_exported():
    staff = signed_in(make_staff("view", "change", model=Enterprise))
    zone = make_zone(source=make_source("sample"))
    draft = make_enterprise(zone=zone, name="甲厂", status="draft", annual_output=120000000)
    make_enterprise(zone=zone, name="乙厂")
    rows = rows_in(staff.get(address(Enterprise, "export") + "?status__exact=draft"))
    assert [row["企业名称"] for row in rows] == ["甲厂"]
    assert rows[0]["年产值（元）"] == 120000000
    assert (rows[0]["发布状态"], rows[0]["来源种类"]) == ("草稿", "示例数据")
    ticked = {"action": "export_selected", "_selected_action": [draft.pk]}
    answer = staff.post(address(Enterprise, "changelist"), ticked)
    assert [row["企业名称"] for row in rows_in(answer)] == ["甲厂"]
    assert staff.get(address(Enterprise, "export") + "?nonsense=1").status_code == 302


def test_no_text_becomes_a_formula_and_phone_numbers_stay_as_they_are():
    staff = signed_in(make_staff("view", "add", "change", "publish", model=Contact))
    make_contact(name=FORMULA, phone="+86 24 8912 0000", role="-1\x0b")
    answer = staff.get(address(Contact, "export"))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    cells = {cell.value: cell for cell in sheet[2] if cell.value is not None}
    assert cells[FORMULA].data_type == "s" and cells[FORMULA].quotePrefix
    assert cells["+86 24 8912 0000"].data_type == "s"
    text = staff.get(address(Contact, "export_csv")).content.decode("utf-8")
    assert text.startswith("\ufeff")
    row = list(csv.reader(io.StringIO(text)))[1]
    assert "'" + FORMULA in row and "'+86 24 8912 0000" in row


@pytest.mark.parametrize("kind", ["export", "export_csv"])
def test_what_was_exported_comes_back_without_a_change(kind):
    staff = signed_in(make_staff("view", "add", "change", "publish", model=CostItem))
    zone = make_zone()
    make_cost_item(
        zone=zone, label="=电价", tier="“大工业”\n含税", bound="about", value="0.6834", as_of="2024-07"
    )
    make_cost_item(zone=zone, label="水价", unit="none", note="'")
    name = "table.xlsx" if kind == "export" else "table.csv"
    page = upload(staff, CostItem, staff.get(address(CostItem, kind)).content, name)
    assert page.context.get("problems") == [], page.context["form"].errors
    assert page.context["unchanged"] == 2, page.context["changed"]


def test_exporting_needs_the_right_to_look():
    stranger = signed_in(make_staff("view", model=Contact))
    for page in ("export", "export_csv"):
        assert stranger.get(address(Enterprise, page)).status_code == 403
        assert stranger.get(address(Contact, page)).status_code == 200


def test_an_export_of_inquiries_is_written_into_the_audit_log():
    staff = signed_in(make_staff("view", model=Inquiry))
    Inquiry.objects.create(
        token="t",
        name="王女士",
        phone="+86 24",
        text="=1+1",
        consent_version="1",
        consent_at="2026-01-01T00:00Z",
    )
    row = rows_in(staff.get(address(Inquiry, "export")))[0]
    assert (row["姓名"], row["电话"], row["内容"]) == ("王女士", "+86 24", "=1+1")
    entry = AuditEntry.objects.get(action="exported")
    assert entry.subject == "咨询 1 条" and "电话" in entry.fields and "王女士" not in entry.fields
    assert staff.get(address(Inquiry, "import")).status_code == 403
    assert signed_in(make_staff(model=Contact)).get(address(Inquiry, "export")).status_code == 403
