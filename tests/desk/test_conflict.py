"""Two editors at once: the second sees both sides, loses nothing, and no view is lost either."""

import pytest

from publishing.models import ViewCount
from tests.factories import make_enterprise, make_user, make_zone
from zones.models import Enterprise, Zone

from .staff import address, form_of, signed_in, values_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def first():
    return signed_in(make_user(is_staff=True, is_superuser=True))


@pytest.fixture
def second():
    return signed_in(make_user(is_staff=True, is_superuser=True))


def test_the_second_save_shows_both_sides_and_keeps_the_text(first, second):
    row = make_enterprise(summary="原来的")
    mine = form_of(second, row, summary_zh_hans="第二个人写的")
    first.post(address(Enterprise, "change", row.pk), form_of(first, row, summary_zh_hans="第一个人写的"))
    answer = second.post(address(Enterprise, "change", row.pk), mine)
    assert answer.status_code == 200
    assert Enterprise.objects.get(pk=row.pk).summary == "第一个人写的"
    difference = next(each for each in answer.context["differences"] if each.mine == "第二个人写的")
    assert difference.theirs == "第一个人写的"
    assert "第一个人写的" in answer.text and "同事已经保存过" in answer.text


def test_saving_once_more_after_looking_is_a_decision(first, second):
    row = make_enterprise()
    mine = form_of(second, row, summary_zh_hans="第二个人写的")
    first.post(address(Enterprise, "change", row.pk), form_of(first, row, summary_zh_hans="第一个人写的"))
    page = second.post(address(Enterprise, "change", row.pk), mine)
    assert second.post(address(Enterprise, "change", row.pk), values_of(page)).status_code == 302
    assert Enterprise.objects.get(pk=row.pk).summary == "第二个人写的"


def test_a_form_without_its_version_is_stale(first):
    row = make_enterprise()
    values = form_of(first, row)
    del values["opened_version"]
    assert first.post(address(Enterprise, "change", row.pk), values).status_code == 200


def test_a_step_in_between_counts_as_a_save(first, second, settings):
    settings.ALLOW_SELF_APPROVAL = True
    row = make_enterprise(status="review")
    mine = form_of(second, row, summary_zh_hans="写了很久")
    first.post(address(Enterprise, "step", row.pk, "approve"))
    assert second.post(address(Enterprise, "change", row.pk), mine).status_code == 200
    assert Enterprise.objects.get(pk=row.pk).status == "published"


def test_views_counted_while_the_form_was_open_stay_counted(first):
    zone = make_zone()
    values = form_of(first, zone, lead_zh_hans="新的介绍")
    for _ in range(7):
        ViewCount.add_one(zone.views_page)
    assert first.post(address(Zone, "change", zone.pk), values).status_code == 302
    assert ViewCount.objects.get(page=zone.views_page).views == 7
