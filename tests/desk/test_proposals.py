"""修改稿: an editor proposes a change of a published row, somebody who may publish adopts or returns it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, transaction

from notices.models import Attachment, Notice
from publishing import proposals
from publishing.models import AuditEntry, ContentVersion, MovedAddress, ProposedChange
from publishing.workflow import authors
from tests.factories import (
    make_enterprise,
    make_industry,
    make_media,
    make_notice,
    make_park,
    make_plant,
    make_zone,
)
from zones.models import Enterprise, Media, Park, Plant

from .staff import address, form_of, make_staff, signed_in, values_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def four_eyes(settings):
    settings.ALLOW_SELF_APPROVAL = False


@pytest.fixture
def editor():
    return make_staff("view", "add", "change", model=Enterprise, name="张小")


@pytest.fixture
def approver():
    return make_staff("view", "change", "publish", model=Enterprise)


@pytest.fixture
def row():
    return make_enterprise(summary="原来的简介", slug="former", version=5)


def form_page(user, row):
    return signed_in(user).get(address(type(row), "change", row.pk))


def propose(user, row, **changed):
    client = signed_in(user)
    return client.post(address(type(row), "change", row.pk), form_of(client, row, **changed), follow=True)


def only():
    return ProposedChange.objects.get()


def page_of(proposal, model=Enterprise):
    return address(model, "proposal", proposal.key, proposal.pk)


def look(user, proposal, model=Enterprise):
    return signed_in(user).get(page_of(proposal, model))


def adopt(user, proposal, model=Enterprise, **posted):
    """Look at the page and press the button, as a browser would."""
    client = signed_in(user)
    seen = client.get(page_of(proposal, model)).context["seen"]
    return client.post(page_of(proposal, model), {"_adopt": "1", "seen": seen} | posted, follow=True)


def send_back(user, proposal, reason="产值要写明年份"):
    return signed_in(user).post(page_of(proposal), {"_return": "1", "reason": reason}, follow=True)


def tasks(user):
    groups = signed_in(user).get("/admin/").context["groups"]
    return {task.text: task for found in groups.values() for task in found}


def as_stored(row):
    return type(row).objects.filter(pk=row.pk).values().get()


# --- the author


def test_the_form_of_a_published_row_offers_to_submit_and_nothing_else(editor, row):
    text = form_page(editor, row).text
    assert "提交修改，等待审核" in text
    for other in ("保存并立即生效", "保存并继续编辑", "归档下线", "保存草稿", "_addanother", "删除</a>"):
        assert other not in text


def test_a_proposal_is_kept_and_the_row_stays_as_it_is_in_every_way(
    editor, row, django_capture_on_commit_callbacks
):
    before, number, versions = as_stored(row), ContentVersion.objects.get(pk=1).number, row.history.count()
    with django_capture_on_commit_callbacks(execute=True):
        answer = propose(editor, row, summary_zh_hans="新的简介")
    assert "已提交对“" in answer.text and "网站上的内容不变" in answer.text
    assert as_stored(row) == before
    assert ContentVersion.objects.get(pk=1).number == number
    assert row.history.count() == versions
    assert not LogEntry.objects.filter(object_id=str(row.pk)).exists()
    proposal = only()
    assert (proposal.model, proposal.key, proposal.version) == ("zones.Enterprise", row.pk, 5)
    assert proposal.values == {"summary_zh_hans": "新的简介"}
    assert proposal.former == {"summary_zh_hans": "原来的简介"}
    assert (proposal.author, proposal.state) == (editor, "review")
    entry = AuditEntry.objects.get(subject=f"修改稿 {proposal.pk}（企业 {row.pk}）")
    assert (entry.actor, entry.fields) == (editor, "待审核、简介")


def test_the_form_shows_the_proposal_again_and_takes_a_new_one_in_its_place(editor, row):
    propose(editor, row, summary_zh_hans="第一稿")
    page = form_page(editor, row)
    assert page.context["adminform"].form["summary_zh_hans"].value() == "第一稿"
    assert "正在等待审核" in page.text
    propose(editor, row, summary_zh_hans="第二稿", park_name_zh_hans="东园")
    assert only().values == {"summary_zh_hans": "第二稿", "park_name_zh_hans": "东园"}
    assert only().revision == 2


def test_another_author_sees_the_live_row_and_proposes_beside(editor, row):
    propose(editor, row, summary_zh_hans="小张写的")
    second = make_staff("view", "change", model=Enterprise)
    assert "小张写的" not in form_page(second, row).text
    propose(second, row, summary_zh_hans="另一位写的")
    assert ProposedChange.objects.of(row).waiting().count() == 2


def test_the_database_too_holds_one_open_proposal_an_author(editor, row):
    propose(editor, row, summary_zh_hans="第一稿")
    twin = only()
    twin.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_submitting_the_live_content_takes_the_proposal_back(editor, approver, row):
    answer = propose(editor, row)
    assert "没有需要审核的修改" in answer.text and not ProposedChange.objects.exists()
    propose(editor, row, summary_zh_hans="新的简介")
    answer = propose(editor, row, summary_zh_hans="原来的简介")
    assert "已撤回" in answer.text and only().state == "withdrawn"
    assert "不用再审核" in adopt(approver, only()).text
    assert Enterprise.objects.get(pk=row.pk).summary == "原来的简介"


def test_line_ends_of_the_browser_are_no_change(editor):
    row = make_enterprise(summary="第一行\n第二行")
    propose(editor, row, summary_zh_hans="第一行\r\n第二行")
    assert not ProposedChange.objects.exists()


def test_what_the_form_or_the_database_refuses_cannot_be_proposed(editor, row):
    make_enterprise(zone=row.zone, slug="taken")
    for wrong in ({"slug": "taken"}, {"name_zh_hans": ""}, {"annual_output": "-1"}, {"as_of": "去年"}):
        answer = propose(editor, row, **wrong)
        assert answer.status_code == 200 and answer.context["adminform"].form.errors, wrong
    assert not ProposedChange.objects.exists()


def test_a_form_that_was_opened_before_a_colleague_saved_shows_both_sides(editor, row):
    client = signed_in(editor)
    mine = form_of(client, row, summary_zh_hans="我的")
    Enterprise.objects.filter(pk=row.pk).update(version=6, summary_zh_hans="同事的", summary="同事的")
    answer = client.post(address(Enterprise, "change", row.pk), mine)
    assert answer.status_code == 200 and "同事已经保存过" in answer.text
    assert not ProposedChange.objects.exists()
    client.post(address(Enterprise, "change", row.pk), values_of(answer))
    assert (only().version, only().former) == (6, {"summary_zh_hans": "同事的"})


def test_an_author_is_told_what_changed_under_their_proposal(editor, row):
    propose(editor, row, summary_zh_hans="我的")
    Enterprise.objects.filter(pk=row.pk).update(version=6, summary_zh_hans="同事的", summary="同事的")
    page = form_page(editor, row)
    assert "您提交之后，同事改过下面几项" in page.text
    assert [each.change.old for each in page.context["moved_on"]] == ["同事的"]


# --- what cannot be proposed


def test_parts_and_files_are_shown_and_stay_as_they_are():
    notice = make_notice()
    part = Attachment.objects.create(notice=notice, title="附件一", file="a.pdf")
    user = make_staff("view", "change", model=Notice)
    parts = make_staff("view", "add", "change", "delete", model=Attachment).user_permissions.all()
    user.user_permissions.add(*parts)
    page = form_page(user, notice)
    assert "附件一" in page.text and "不能随修改一起提交" in page.text
    assert 'name="attachments-0-title' not in page.text
    forged = {
        "attachments-0-id": part.pk,
        "attachments-0-title_zh_hans": "改了",
        "attachments-0-file": "",
        "attachments-0-DELETE": "on",
    }
    propose(user, notice, title_zh_hans="新标题", **forged)
    assert only().values == {"title_zh_hans": "新标题"}
    assert [each.title for each in notice.attachments.all()] == ["附件一"]


def test_a_picture_keeps_its_file_and_its_words_can_be_proposed():
    picture = make_media()
    page = propose(make_staff("view", "change", model=Media), picture, alt_zh_hans="新的说明", folder="x")
    assert only().values == {"alt_zh_hans": "新的说明"}
    assert 'name="upload"' not in page.text and 'name="film"' not in page.text
    assert "上传图片" in page.text
    assert Media.objects.get(pk=picture.pk).folder == picture.folder


# --- no way around


def test_an_editor_changes_a_live_row_by_no_address_and_no_action(editor, row):
    client, before = signed_in(editor), as_stored(row)
    propose(editor, row, summary_zh_hans="新的简介")
    proposal = only()
    seen = look(editor, proposal).context["seen"]
    assert client.post(page_of(proposal), {"_adopt": "1", "seen": seen}).status_code == 403
    assert client.post(page_of(proposal), {"_return": "1", "reason": "x"}).status_code == 403
    record = row.history.create(**{**before, "history_type": "~", "history_date": proposal.created_at})
    compare = address(Enterprise, "compare", row.pk, record.history_id)
    assert client.post(compare, {"field": ["summary_zh_hans"]}).status_code == 403
    for action in (
        "submit_selected",
        "approve_selected",
        "archive_selected",
        "confirm_selected",
        "delete_selected",
    ):
        posted = {"action": action, "_selected_action": [row.pk], "post": "yes"}
        client.post(address(Enterprise, "changelist"), posted)
        client.post(address(Enterprise, "change", row.pk), posted)
    for key in ("submit", "publish", "archive", "withdraw"):
        client.post(address(Enterprise, "change", row.pk), form_of(client, row, _step=key, status="draft"))
        client.post(address(Enterprise, "step", row.pk, key), {"reason": "x"})
    assert client.post(address(Enterprise, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert as_stored(row) == before
    assert only().state == "review"


def test_what_is_archived_stays_read_only_for_an_editor(editor):
    row = make_enterprise(status="archived")
    client = signed_in(editor)
    assert "提交修改" not in client.get(address(Enterprise, "change", row.pk)).text
    assert client.post(address(Enterprise, "change", row.pk), {"name_zh_hans": "改了"}).status_code == 403


def test_who_only_looks_can_neither_propose_nor_see_proposals(editor, row):
    propose(editor, row, summary_zh_hans="新的简介")
    client = signed_in(make_staff("view", model=Enterprise))
    assert client.post(address(Enterprise, "change", row.pk), {"opened_version": "5"}).status_code == 403
    assert client.get(page_of(only())).status_code == 403
    assert not client.get(address(Enterprise, "proposals")).context["lines"]


def test_who_may_publish_saves_at_once_as_before(approver, row):
    propose(approver, row, summary_zh_hans="立即生效的")
    assert Enterprise.objects.get(pk=row.pk).summary == "立即生效的"
    assert not ProposedChange.objects.exists()


# --- deciding


def test_an_approver_is_told_and_finds_the_proposal_beside_the_row(editor, approver, row):
    propose(editor, row, summary_zh_hans="新的简介")
    task = tasks(approver)["待审核的修改：企业"]
    assert task.count == 1
    listed = signed_in(approver).get(task.address)
    assert page_of(only()) in listed.text and "张小" in listed.text
    assert page_of(only()) in form_page(approver, row).text
    page = look(approver, only())
    assert [(each.change.label, each.change.old, each.change.new) for each in page.context["compared"]] == [
        ("简介", "原来的简介", "新的简介")
    ]
    assert "采纳并立即生效" in page.text and "当时" not in page.text
    assert "待审核的修改：企业" not in tasks(editor)


def test_adopting_writes_what_differs_as_a_new_version_of_the_approver_naming_the_author(
    editor, approver, row
):
    industry = make_industry(zone=row.zone)
    propose(editor, row, summary_zh_hans="新的简介", industries=[industry.pk], annual_output="120000000")
    answer = adopt(approver, only())
    assert "在网站上现在就是新的内容" in answer.text
    row.refresh_from_db()
    assert (row.summary, row.summary_zh_hans, row.version) == ("新的简介", "新的简介", 6)
    assert row.annual_output == 120000000 and list(row.industries.all()) == [industry]
    record = row.history.order_by("-history_id").first()
    assert record.history_user == approver
    assert record.history_change_reason == f"采纳 {editor.get_full_name()} 的修改"
    history = signed_in(approver).get(address(Enterprise, "history", row.pk))
    assert record.history_change_reason in history.text
    entry = AuditEntry.objects.get(actor=approver, subject=f"企业 {row.pk}")
    assert entry.fields.startswith(f"采纳 {editor.get_full_name()} 的修改：")
    assert (only().state, only().decided_by) == ("adopted", approver)
    assert only().decided_at is not None
    assert form_page(editor, row).context["last"] is None


def test_a_new_address_leads_on_from_the_former_one(editor, approver, row, client):
    former = row.get_absolute_url()
    propose(editor, row, slug="later")
    adopt(approver, only())
    assert MovedAddress.objects.get().old_path == former
    assert client.get(former).status_code == 301


def test_a_row_of_two_tables_is_proposed_and_adopted_whole():
    plant = make_plant()
    user = make_staff("view", "change", model=Plant)
    propose(user, plant, clear_height="9.5", area="6000", available_from="2027-01-01", availability="sale")
    adopt(make_staff("view", "publish", model=Plant), only(), model=Plant)
    plant.refresh_from_db()
    assert (plant.area, plant.clear_height, str(plant.available_from)) == (
        6000,
        plant.clear_height,
        "2027-01-01",
    )
    assert float(plant.clear_height) == 9.5


def test_what_a_colleague_changed_elsewhere_in_the_row_stays(editor, approver, row):
    propose(editor, row, summary_zh_hans="新的简介")
    propose(approver, row, park_name_zh_hans="西园")
    page = look(approver, only())
    assert "提交之后，这一条又改过" in page.text and "当时" in page.text
    adopt(approver, only())
    row.refresh_from_db()
    assert (row.summary, row.park_name) == ("新的简介", "西园")


def test_a_row_that_changed_since_the_approver_looked_is_shown_again_in_three_columns(editor, approver, row):
    propose(editor, row, summary_zh_hans="建议的")
    seen = look(approver, only()).context["seen"]
    propose(approver, row, summary_zh_hans="现在的")
    answer = signed_in(approver).post(page_of(only()), {"_adopt": "1", "seen": seen}, follow=True)
    assert "再看一遍" in answer.text
    assert Enterprise.objects.get(pk=row.pk).summary == "现在的"
    compared = answer.context["compared"][0]
    assert (compared.former, compared.change.old, compared.change.new) == ("原来的简介", "现在的", "建议的")
    adopt(approver, only())
    assert Enterprise.objects.get(pk=row.pk).summary == "建议的"


def test_a_proposal_that_was_rewritten_since_the_approver_looked_is_shown_again(editor, approver, row):
    propose(editor, row, summary_zh_hans="看过的")
    seen = look(approver, only()).context["seen"]
    propose(editor, row, summary_zh_hans="没看过的")
    answer = signed_in(approver).post(page_of(only()), {"_adopt": "1", "seen": seen}, follow=True)
    assert "再看一遍" in answer.text and only().state == "review"


def test_values_that_the_row_can_no_longer_hold_are_named(editor, approver, row):
    industry = make_industry(zone=row.zone)
    propose(editor, row, slug="later", industries=[industry.pk])
    make_enterprise(zone=row.zone, slug="later")
    answer = adopt(approver, only())
    assert answer.status_code == 200 and only().state == "review"
    assert Enterprise.objects.get(pk=row.pk).slug == "former"
    Enterprise.objects.filter(slug="later").delete()
    industry.delete()
    assert "有的已经删除" in adopt(approver, only()).text
    assert only().state == "review"


def test_a_row_that_is_no_longer_published_takes_nothing_in(editor, approver, row):
    propose(editor, row, summary_zh_hans="新的简介")
    seen = look(approver, only()).context["seen"]
    Enterprise.objects.filter(pk=row.pk).update(status="archived")
    answer = signed_in(approver).post(page_of(only()), {"_adopt": "1", "seen": seen}, follow=True)
    assert "不能采纳" in answer.text and "采纳并立即生效" not in answer.text
    assert Enterprise.objects.get(pk=row.pk).summary == "原来的简介"


def test_a_proposal_of_a_deleted_row_is_nobody_s_task(editor, approver, row):
    propose(editor, row, summary_zh_hans="新的简介")
    row.delete()
    assert "待审核的修改：企业" not in tasks(approver)
    assert look(approver, only()).status_code in (302, 404)


def test_returning_needs_a_reason_and_the_author_reads_it_until_it_is_answered(editor, approver, row):
    propose(editor, row, summary_zh_hans="新的简介")
    assert send_back(approver, only(), reason="").status_code == 200 and only().state == "review"
    send_back(approver, only())
    assert only().state == "returned"
    task = tasks(editor)[f"企业“{row.name}”的修改"]
    assert task.note == "理由：产值要写明年份"
    page = signed_in(editor).get(task.address)
    assert "产值要写明年份" in page.text
    assert page.context["adminform"].form["summary_zh_hans"].value() == "新的简介"
    propose(editor, row, summary_zh_hans="2024年的新简介")
    assert f"企业“{row.name}”的修改" not in tasks(editor)
    assert [each.state for each in ProposedChange.objects.of(row)] == ["review", "returned"]


def test_nobody_adopts_their_own_but_in_an_office_of_one(settings, editor, row):
    propose(editor, row, summary_zh_hans="新的简介")
    editor.user_permissions.set(
        make_staff("view", "change", "publish", model=Enterprise).user_permissions.all()
    )
    assert "您自己提交的" in adopt(type(editor).objects.get(pk=editor.pk), only()).text
    assert "待审核的修改：企业" not in tasks(editor)
    settings.ALLOW_SELF_APPROVAL = True
    assert tasks(editor)["待审核的修改：企业"].count == 1
    adopt(editor, only())
    assert Enterprise.objects.get(pk=row.pk).summary == "新的简介"


def test_a_decision_is_taken_once(editor, approver, row):
    propose(editor, row, summary_zh_hans="新的简介")
    adopt(approver, only())
    assert "不用再审核" in send_back(approver, only()).text
    assert only().state == "adopted"


def test_the_author_of_an_adopted_change_is_who_proposed_it(editor, approver, row):
    propose(editor, row, summary_zh_hans="新的简介")
    adopt(approver, only())
    assert authors(row) == {editor.pk}
    propose(approver, row, summary_zh_hans="自己写的")
    assert authors(row) == {editor.pk, approver.pk}


def test_a_proposal_for_a_park_is_found_by_its_kind_alone(editor):
    park = make_park()
    user = make_staff("view", "change", model=Park)
    propose(user, park, operator_zh_hans="新的运营方")
    assert only().model == "zones.Park"
    proposals.withdraw(only())
    assert ProposedChange.objects.of(park).waiting().count() == 0


def test_proposing_and_looking_ask_few_questions(editor, approver, django_assert_max_num_queries):
    rows = [make_enterprise(zone=make_zone()) for _ in range(2)]
    for each in rows:
        propose(editor, each, summary_zh_hans="新")
    client = signed_in(approver)
    client.get(address(Enterprise, "proposals"))
    with django_assert_max_num_queries(12):
        client.get(address(Enterprise, "proposals"))
