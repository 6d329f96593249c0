"""Who changed what when, and one field restored."""

import pytest
from django.test import Client

from notices.models import Issuer, Notice
from tests.factories import make_enterprise, make_industry, make_notice, make_plant, make_user, make_zone
from zones.models import Enterprise, Plant

from .staff import address, form_of, make_staff, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss():
    return make_user(is_staff=True, is_superuser=True, name="王主任")


@pytest.fixture
def desk(boss) -> Client:
    return signed_in(boss)


def change(desk, row, **fields):
    answer = desk.post(address(type(row), "change", row.pk), form_of(desk, row, **fields))
    assert answer.status_code == 302, answer.context["adminform"].errors


def test_the_history_names_who_and_what_field_by_field(desk):
    row = make_enterprise(summary="旧的简介")
    change(desk, row, summary_zh_hans="新的简介")
    page = desk.get(address(Enterprise, "history", row.pk))
    newest = page.context["versions"][0]
    assert newest.record.history_user.name == "王主任"
    assert [(each.label, each.old, each.new) for each in newest.changes] == [("简介", "旧的简介", "新的简介")]
    assert "王主任" in page.text


def test_an_empty_text_where_there_was_none_is_no_change(desk):
    row = make_notice(body_en=None)
    change(desk, row, summary_zh_hans="新的摘要", body_en="")
    newest = desk.get(address(Notice, "history", row.pk)).context["versions"][0]
    assert [each.name for each in newest.changes] == ["summary_zh_hans"]
    assert newest.record.body_en == ""


def test_a_word_of_a_vocabulary_can_be_saved_again_and_again_but_not_given_twice(desk):
    issuer = Issuer.objects.create(name="沈阳市商务局", slug="commerce")
    change(desk, issuer, position=1)
    change(desk, issuer, position=2)
    assert issuer.history.count() == 3
    again = desk.post(
        address(Issuer, "add"), {"name_zh_hans": "沈阳市商务局", "slug": "other", "position": 0}
    )
    assert "已经有这个名称。" in again.text


def test_one_field_is_restored_and_the_others_stay(desk):
    row = make_enterprise(summary="旧的简介", products="旧的产品")
    former = row.history.first()
    change(desk, row, summary_zh_hans="新的简介", products_zh_hans="新的产品")
    before = Enterprise.objects.get(pk=row.pk).version
    desk.post(address(Enterprise, "compare", row.pk, former.history_id), {"field": "summary_zh_hans"})
    row = Enterprise.objects.get(pk=row.pk)
    assert (row.summary, row.products, row.version) == ("旧的简介", "新的产品", before + 1)
    assert "恢复" in row.history.first().history_change_reason


def test_where_an_address_is_restored_the_one_in_between_leads_there(desk, client):
    row = make_enterprise(slug="first")
    former = row.history.first()
    change(desk, row, slug="second")
    desk.post(address(Enterprise, "compare", row.pk, former.history_id), {"field": "slug"})
    answer = client.get(f"/zones/{row.zone.slug}/enterprises/second/")
    assert (answer.status_code, answer["Location"]) == (301, f"/zones/{row.zone.slug}/enterprises/first/")


def test_a_row_that_moves_to_another_zone_leaves_its_address_behind(desk, client):
    row = make_enterprise(slug="moving")
    former, other = row.zone.slug, make_zone()
    change(desk, row, zone=other.pk)
    answer = client.get(f"/zones/{former}/enterprises/moving/")
    assert (answer.status_code, answer["Location"]) == (301, f"/zones/{other.slug}/enterprises/moving/")


def test_a_changed_relation_is_told_too(desk):
    row = make_enterprise()
    row.industries.add(make_industry(zone=row.zone, name="汽车零部件"))
    change(desk, row, industries=[make_industry(zone=row.zone, name="新材料").pk])
    page = desk.get(address(Enterprise, "history", row.pk))
    assert page.context["versions"][0].note == "产业：汽车零部件 → 新材料"


def test_a_relation_is_compared_and_restored_like_a_field_without_what_is_gone_since(desk):
    row = make_enterprise()
    old, gone, new = (make_industry(zone=row.zone, name=name) for name in ("汽车零部件", "纺织", "新材料"))
    row.industries.set([old, gone])
    change(desk, row, summary_zh_hans="只改这里")
    former = row.history.first()
    change(desk, row, industries=[new.pk])
    key, _ = gone.pk, gone.delete()
    compare = address(Enterprise, "compare", row.pk, former.history_id)
    told = [each for each in desk.get(compare).context["changes"] if each.name == "industries"]
    assert told == [("industries", "产业", f"汽车零部件、已删除（编号 {key}）", "新材料")]
    desk.post(compare, {"field": "industries"})
    assert list(row.industries.all()) == [old]
    newest = row.history.first()
    assert newest.history_change_reason.endswith("的版本：产业") and newest.relations["industries"] == [
        old.pk
    ]
    assert row.history.count() == 4, "one version for each act"


def test_a_version_that_does_not_hold_its_relations_offers_none(desk):
    row = make_enterprise()
    row.history.update(relations=None)
    former = row.history.first()
    change(desk, row, industries=[make_industry(zone=row.zone).pk])
    assert desk.get(address(Enterprise, "compare", row.pk, former.history_id)).context["changes"] == []


def test_a_state_is_never_restored_by_the_way(desk):
    row = make_enterprise(status="published")
    former = row.history.first()
    Enterprise.objects.filter(pk=row.pk).update(status="archived")
    desk.post(address(Enterprise, "compare", row.pk, former.history_id), {"field": "status"})
    assert Enterprise.objects.get(pk=row.pk).status == "archived"


def test_what_a_kind_of_place_shares_with_all_places_has_history_too(desk):
    row = make_plant(summary="旧的", clear_height=8)
    former = row.history.first()
    change(desk, row, summary_zh_hans="新的", clear_height="9.5")
    desk.post(
        address(Plant, "compare", row.pk, former.history_id), {"field": ["summary_zh_hans", "clear_height"]}
    )
    row = Plant.objects.get(pk=row.pk)
    assert (row.summary, row.clear_height) == ("旧的", 8)


def test_who_may_only_look_restores_nothing():
    row = make_enterprise(summary="旧的")
    reader = signed_in(make_staff("view", model=Enterprise))
    former = row.history.first()
    compare = address(Enterprise, "compare", row.pk, former.history_id)
    assert reader.get(compare).status_code == 200
    assert reader.post(compare, {"field": "summary_zh_hans"}).status_code == 403
