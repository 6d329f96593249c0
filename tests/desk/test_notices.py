"""A notice on the desk: what is computed is shown, what is proposed is confirmed, what waits is counted and found."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from notices.models import Link, Notice, Reader, Term
from tests.factories import make_notice, make_user

from .staff import address, form_of, make_staff, signed_in
from .tables import rows_in
from .test_todo import lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return signed_in(make_user(is_staff=True, is_superuser=True))


def titles(page):
    return [row.title for row in page.context["cl"].result_list]


def test_terms_and_links_are_written_on_the_form_which_then_says_the_validity_and_why(
    desk, django_capture_on_commit_callbacks
):
    notice, other = make_notice(status="draft"), make_notice(title="另一个办法")
    values = form_of(desk, notice, effective_date="2022-06-27") | {
        "terms-TOTAL_FORMS": 1,
        "terms-0-kind": "force",
        "terms-0-years": 3,
        "terms-0-months": 0,
        "terms-0-days": 0,
        "terms-0-quote": "有效期3年",
        "links-TOTAL_FORMS": 1,
        "links-0-kind": "interprets",
        "links-0-target": other.pk,
    }
    with django_capture_on_commit_callbacks(execute=True):
        assert desk.post(address(Notice, "change", notice.pk), values).status_code == 302
    assert (Term.objects.get().years, Link.objects.get().target) == (3, other)
    page = desk.get(address(Notice, "change", notice.pk)).content.decode()
    assert "有效期已于2025年6月27日届满" in page or "有效期至2025年6月27日" in page
    assert len(notice.periods.all()) == 3


def test_a_term_with_a_length_and_an_end_is_refused_in_words(desk):
    notice = make_notice(status="draft")
    values = form_of(desk, notice) | {
        "terms-TOTAL_FORMS": 1,
        "terms-0-kind": "force",
        "terms-0-years": 3,
        "terms-0-months": 0,
        "terms-0-days": 0,
        "terms-0-ends_on": "2025-06-27",
    }
    page = desk.post(address(Notice, "change", notice.pk), values).content.decode()
    assert "请填写期限的长度（年、月、天）或者截止日期，只填其中一种。" in page


def test_lines_of_the_start_page_count_and_find(desk, django_capture_on_commit_callbacks):
    today = timezone.localdate()
    with django_capture_on_commit_callbacks(execute=True):
        make_notice(title="快到期", lapse_date=today + timedelta(days=89), published_date=date(2024, 1, 1))
        make_notice(title="还早", lapse_date=today + timedelta(days=91), published_date=date(2024, 1, 1))
        proposed = make_notice(title="待确认")
        proposed.readers.add(Reader.objects.create(name="企业", slug="firms"))
    found = lines(desk)
    for text, title in (
        ("三个月内失效", "快到期"),
        ("关联性待确认", "待确认"),
    ):
        assert found[text].count == 1
        assert titles(desk.get(found[text].address)) == [title]
    list_address = address(Notice, "changelist")
    assert set(titles(desk.get(f"{list_address}?validity=in_force"))) == {"快到期", "还早"}


def test_relevance_is_confirmed_by_who_may_publish():
    notice = make_notice()
    notice.readers.add(Reader.objects.create(name="企业", slug="firms"))
    action = {"action": "confirm_relevance_of_selected", "_selected_action": [notice.pk]}
    editor = make_staff("view", "change", model=Notice)
    signed_in(editor).post(address(Notice, "changelist"), action)
    notice.refresh_from_db()
    assert notice.relevance_confirmed_at is None
    approver = make_staff("view", "change", "publish", model=Notice)
    signed_in(approver).post(address(Notice, "changelist"), action)
    notice.refresh_from_db()
    assert notice.relevance_confirmed_by == approver
    assert notice.history.first().history_change_reason == "确认关联性"


def test_the_table_of_notices_carries_the_new_columns(desk):
    make_notice(genre="plan", disclosure="open", region_code="210181", effective_date=date(2024, 2, 1))
    row = rows_in(desk.get(address(Notice, "export")))[0]
    assert (row["体裁"], row["公开方式"], row["行政区划代码"]) == ("方案、计划", "主动公开", "210181")
    assert str(row["施行日期"]).startswith("2024-02-01")
    for label in ("索引号", "登记号", "失效日期", "取得原文的日期", "关联产业", "适用对象"):
        assert label in row
