"""The bin: a row comes back as a draft, with what went with it in the same act; what cannot come back is said."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from notices.models import Attachment, Issuer
from policies.models import Policy
from tests.factories import (
    make_award,
    make_contact,
    make_enterprise,
    make_industry,
    make_industry_figure,
    make_notice,
    make_plant,
    make_user,
    make_zone,
)
from zones.models import CarrierPicture, Enterprise, IndustryFigure, Plant, Zone

from .staff import address, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    return signed_in(make_user(is_staff=True, is_superuser=True))


@pytest.fixture
def private_folder(settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = tmp_path


def delete(desk, row):
    assert desk.post(address(type(row), "delete", row.pk), {"post": "yes"}).status_code == 302
    assert not type(row).objects.filter(pk=row.pk).exists()


def bring_back(desk, row) -> list[str]:
    """What the page says after the newest record of that row was restored."""
    key = type(row)._meta.pk.attname
    record = type(row).history.filter(history_type="-", **{key: row.pk}).first()
    answer = desk.post(address(type(row), "bin"), {"record": record.history_id}, follow=True)
    said = [str(message) for message in answer.context["messages"]]
    return [each for each in said if not each.startswith("成功删除")]


def picture(plant, alt, folder="demo/zone-overview"):
    shape = {"folder": folder, "width": 1920, "height": 1280}
    return CarrierPicture.objects.create(carrier=plant, alt=alt, credit="本站绘制", **shape)


def test_a_row_deleted_twice_is_in_the_bin_once(desk):
    row = make_enterprise()
    delete(desk, row)
    bring_back(desk, row)
    delete(desk, row)
    assert len(desk.get(address(Enterprise, "bin")).context["page"]) == 1


def test_a_word_of_a_vocabulary_is_not_called_a_draft(desk):
    issuer = Issuer.objects.create(name="示例市商务局", slug="shili-shangwu")
    delete(desk, issuer)
    assert bring_back(desk, issuer) == [f"“{issuer}”已从回收站恢复。"]


def test_a_deleted_row_comes_back_as_a_draft_under_its_old_number(desk):
    row = make_enterprise(summary="删错了")
    delete(desk, row)
    assert bring_back(desk, row) == [f"“{row}”已从回收站恢复为草稿。"]
    back = Enterprise.objects.get(pk=row.pk)
    assert (back.summary, back.status) == ("删错了", "draft")


def test_a_plant_comes_back_with_the_pictures_that_went_with_it_and_no_others(desk):
    row = make_plant(name="三号厂房")
    picture(row, "早就不要的").delete()
    kept = {picture(row, alt).pk: alt for alt in ("正面", "内景")}
    delete(desk, row)
    assert bring_back(desk, row) == ["“三号厂房”，连同载体图片 2，已从回收站恢复为草稿。"]
    back = Plant.objects.get(pk=row.pk)
    assert back.name == "三号厂房", "what all places have came back too"
    assert {each.pk: each.alt for each in back.pictures.all()} == kept


def test_policies_deleted_from_the_list_come_back_one_by_one_with_their_own_awards(desk):
    rows = [make_award(clause=clause).policy for clause in ("第1条", "第2条")]
    chosen = {"action": "delete_selected", "_selected_action": [row.pk for row in rows], "post": "yes"}
    desk.post(address(Policy, "changelist"), chosen)
    assert not Policy.objects.exists()
    bring_back(desk, rows[1])
    assert [award.clause for award in Policy.objects.get().awards.all()] == ["第2条"]


def test_the_files_of_attachments_are_there_again_or_said_to_be_lost(desk, private_folder):
    notice = make_notice(title="申报通知")
    kept, lost = (
        Attachment.objects.create(notice=notice, title=title, file=ContentFile(b"%PDF-1", "a.pdf"))
        for title in ("申请表", "名单")
    )
    delete(desk, notice)
    lost.file.storage.delete(lost.file.name)
    assert bring_back(desk, notice) == [
        "“申报通知”，连同附件 2，已从回收站恢复为草稿。",
        "没有恢复的：附件“名单”的文件。",
    ]
    with Attachment.objects.get(pk=kept.pk).file.open() as file:
        assert file.read() == b"%PDF-1"


def test_a_picture_whose_file_is_gone_is_said(desk):
    row = make_plant()
    picture(row, "没有文件的", folder="pictures/gone")
    delete(desk, row)
    assert bring_back(desk, row)[1] == "没有恢复的：载体图片“没有文件的”的文件。"


def test_a_zone_comes_back_as_drafts_with_parts_of_parts_and_its_own_desk(desk):
    figure = make_industry_figure()
    zone = figure.industry.zone
    picture(make_plant(zone=zone), "正面")
    zone.desk = make_contact(zone=zone)
    zone.save()
    delete(desk, zone)
    assert not IndustryFigure.objects.exists() and not CarrierPicture.objects.exists()
    said = bring_back(desk, zone)
    assert said[1] == "没有恢复的：删除前的收藏（没有留副本）。"
    back = Zone.objects.get()
    assert back.desk == zone.desk
    assert IndustryFigure.objects.get().status == Plant.objects.get().status == "draft"
    assert CarrierPicture.objects.get().carrier.zone == back


def test_relations_come_back_from_either_side_and_what_they_lost_is_said(desk):
    industry, other = make_industry(), make_industry()
    firm = make_enterprise(zone=industry.zone)
    firm.industries.set([industry, other])
    delete(desk, industry)
    delete(desk, firm)
    other.delete()
    assert len(bring_back(desk, industry)) == 2, "its firm is gone"
    assert bring_back(desk, firm)[1] == "没有恢复的：企业“" + firm.name + "”原来的 1 个产业（已经删除）。"
    assert list(firm.industries.all()) == []
    firm.industries.add(industry)
    delete(desk, industry)
    assert len(bring_back(desk, industry)) == 1
    assert list(firm.industries.all()) == [industry]


def test_a_part_whose_whole_is_gone_is_refused_with_the_name_of_what_is_missing(desk):
    row = make_industry_figure()
    delete(desk, row.industry)
    assert bring_back(desk, row) == ["没有恢复：它的“产业”已经删除，请先从回收站恢复那一条。"]
    assert not IndustryFigure.objects.exists()


def test_what_a_row_may_lack_is_left_empty_and_said(desk):
    contact = make_contact(name="招商窗口")
    zone = make_zone(desk=contact)
    delete(desk, zone)
    contact.zone.delete()
    assert "“联系窗口”（已经删除）" in bring_back(desk, zone)[1]
    assert Zone.objects.get().desk is None


def test_an_address_taken_meanwhile_is_said_and_nothing_breaks(desk):
    row = make_enterprise(slug="taken")
    delete(desk, row)
    make_enterprise(slug="taken", zone=row.zone)
    assert bring_back(desk, row)[0].startswith("没有恢复：")
    assert not Enterprise.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("record", ["", "abc", "-1", "99999999999999999999999999"])
def test_a_record_that_is_none_is_not_found(desk, record):
    assert desk.post(address(Enterprise, "bin"), {"record": record}).status_code == 404
