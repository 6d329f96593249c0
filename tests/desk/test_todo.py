"""The start page says what waits, and each line opens the place to act."""

from datetime import timedelta

import pytest
from django.utils import timezone

from inquiries.models import Inquiry
from tests.factories import make_enterprise, make_fund, make_source, make_user, make_zone
from zones.models import Enterprise

from .staff import make_staff, signed_in

pytestmark = pytest.mark.django_db


def lines(client):
    """{text: task} of the start page."""
    page = client.get("/admin/")
    assert page.status_code == 200
    return {task.text: task for tasks in page.context["groups"].values() for task in tasks}


@pytest.fixture
def desk():
    return signed_in(make_user(is_staff=True, is_superuser=True))


def test_drafts_reviews_schedules_samples_and_stale_rows_are_counted_and_found(desk):
    zone, now = make_zone(), timezone.now()
    make_enterprise(zone=zone, status="draft")
    make_enterprise(zone=zone, status="review")
    make_enterprise(zone=zone, publish_at=now + timedelta(days=3))
    make_enterprise(zone=zone, confirmed_at=now - timedelta(days=400))
    make_fund(zone=zone, source=make_source(kind="sample"))
    found = lines(desk)
    for words in (
        "草稿状态的企业",
        "待审核的企业",
        "七天内自动公开的企业",
        "一年没有核实的企业",
        "仍是示例数据的基金",
    ):
        assert found[words].count == 1, words
        listed = desk.get(found[words].address)
        assert listed.status_code == 200
        assert listed.context["cl"].result_count == 1, words


def test_an_unread_inquiry_is_on_the_list_and_beside_the_menu(desk):
    moment = timezone.now()
    Inquiry.objects.create(
        token="t", name="张三", phone="024-0000-0000", text="想看厂房", consent_version="1", consent_at=moment
    )
    task = lines(desk)["还没有答复的咨询"]
    assert task.count == 1
    assert desk.get(task.address).context["cl"].result_count == 1


def test_a_section_without_anything_published_is_named(desk):
    zone = make_zone(name="空开发区")
    task = lines(desk)["空开发区还没有公开的厂房"]
    form = desk.get(task.address)
    assert form.context["adminform"].form["zone"].value() == str(zone.pk)


def test_what_lacks_english_is_counted_and_found(desk):
    zone = make_zone(name_en="Zone")
    make_enterprise(zone=zone, name_en="Works")
    lacking = make_enterprise(zone=zone)
    make_enterprise(zone=zone, status="draft")
    task = lines(desk)["还没有英文的企业"]
    assert (task.count, task.note) == (1, "已发布 2 条，英文齐全的 1 条")
    assert [row.pk for row in desk.get(task.address).context["cl"].queryset] == [lacking.pk]


def test_the_greeting_names_the_zone_and_offers_only_what_one_may_do(desk):
    make_enterprise(zone=make_zone(name="雪松开发区"))
    assert "这里是雪松开发区的管理后台" in desk.get("/admin/").text
    assert [words for words, _, _ in desk.get("/admin/").context["acts"]] == ["写公告", "加厂房", "看网站"]
    reader = signed_in(make_staff("view", model=Enterprise)).get("/admin/")
    assert [words for words, _, _ in reader.context["acts"]] == ["看网站"]
    assert reader.context["live"] == ["公告 0 篇", "政策 0 项", "企业 1 家", "载体 0 处"]


def test_nobody_is_told_of_what_they_may_not_do():
    make_enterprise(status="review")
    client = signed_in(make_staff("view", "change", model=Enterprise))
    assert "待审核的企业" not in lines(client)
    assert (
        lines(signed_in(make_staff("view", "change", "publish", model=Enterprise)))["待审核的企业"].count == 1
    )


def test_a_desk_with_nothing_to_do_says_so(desk):
    assert "没有待办事项" in desk.get("/admin/").text
