"""The officer's side of an inquiry: masked in the list, readable when opened, and the opening is written down."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from inquiries.admin import masked_email, masked_phone
from inquiries.models import Inquiry
from publishing.models import AuditEntry
from tests.desk.staff import address, form_of, make_staff, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry():
    return Inquiry.objects.create(
        token="t", name="张三", company="张三机械", phone="13812340000", email="zhang@example.com", text="想租厂房",
        from_path="/zones/xuesong/costs/", consent_version="2026-11", consent_at=timezone.now(),
    )  # fmt: skip


@pytest.fixture
def officer():
    return signed_in(make_staff("view", "change", model=Inquiry))


@pytest.mark.parametrize(
    ("phone", "shown"),
    [("13812340000", "138****0000"), ("024-89800000", "024*****0000"), ("110", "***"), ("", "")],
)
def test_a_telephone_number_is_masked(phone, shown):
    assert masked_phone(phone) == shown


def test_an_address_is_masked_and_no_address_is_nothing():
    assert masked_email("zhang@example.com") == "z***@example.com"
    assert masked_email("") == ""


def test_the_list_shows_neither_the_number_nor_the_address(officer, inquiry):
    page = officer.get(address(Inquiry, "changelist")).text
    assert "138****0000" in page
    assert "13812340000" not in page
    assert "zhang@example.com" not in page
    assert "想租厂房" in page


def test_opening_an_inquiry_is_written_down_without_what_it_says(officer, inquiry):
    page = officer.get(address(Inquiry, "change", inquiry.pk)).text
    assert "13812340000" in page
    assert 'href="/zones/xuesong/costs/"' in page
    entry = AuditEntry.objects.get(action="viewed")
    assert (entry.subject, entry.fields) == (f"咨询 {inquiry.pk}", "姓名、单位、电话、电子邮箱、内容")
    assert officer.get(address(Inquiry, "change", 987)).status_code == 302
    assert AuditEntry.objects.filter(action="viewed").count() == 1


def test_a_form_that_comes_back_with_an_error_shows_the_inquiry_and_is_written_down_too(officer, inquiry):
    page = officer.post(address(Inquiry, "change", inquiry.pk), {"status": "nonsense"})
    assert "13812340000" in page.text
    assert AuditEntry.objects.get(action="viewed").subject == f"咨询 {inquiry.pk}"


def test_days_and_times_are_those_of_the_site(officer, inquiry):
    late = datetime(2026, 5, 2, 16, 30, tzinfo=UTC)  # half past midnight of the third in China
    Inquiry.objects.update(created_at=late, consent_at=late)
    page = officer.get(address(Inquiry, "change", inquiry.pk)).text
    assert "张三 2026-05-03" in page
    assert "2026-05-03 00:30 同意 2026-11 版说明" in page
    assert "最早的一条是 2026-05-03 收到的" in officer.get("/admin/").text


def test_only_the_state_can_be_changed(officer, inquiry):
    sent = form_of(officer, inquiry, status="answered", name="李四", text="别的")
    assert officer.post(address(Inquiry, "change", inquiry.pk), sent).status_code == 302
    inquiry.refresh_from_db()
    assert (inquiry.status, inquiry.name, inquiry.text) == ("answered", "张三", "想租厂房")
    assert AuditEntry.objects.filter(action="changed", subject=f"咨询 {inquiry.pk}").exists()
