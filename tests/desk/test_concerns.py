"""待决定: the line on the start page, the list, one click, what it does, and who may."""

import pytest

from notices.deciding import WAITS
from notices.models import Concern, Notice
from publishing.models import AuditEntry
from publishing.workflow import PUBLISH, refusal
from tests.factories import make_concern, make_notice, make_source

from .staff import address, form_of, make_staff, signed_in
from .tables import csv_of, imported, upload

pytestmark = pytest.mark.django_db
LIST = address(Concern, "changelist") + "?waiting=yes"


@pytest.fixture
def approver():
    return make_staff("view", "add", "change", "publish", "delete", model=Notice)


@pytest.fixture
def desk(approver):
    from django.contrib.auth.models import Permission

    approver.user_permissions.add(Permission.objects.get(codename="view_concern"))
    return signed_in(approver)


def decide(client, concern, decision):
    return client.post(address(Concern, "decide", concern.pk), {"decision": decision})


def test_what_waits_is_on_the_start_page_and_in_the_list_with_buttons(desk):
    concern = make_concern(note="没有正文，或者正文不到一句话。")
    make_concern(decision="keep", decided_at=concern.created_at, note="决定过的")
    start = desk.get("/admin/").text
    assert "待决定的公告" in start and LIST in start
    page = desk.get(LIST).text
    assert concern.note in page and "决定过的" not in page
    assert f'formaction="{address(Concern, "decide", concern.pk)}"' in page
    assert "保留" in page and "并入另一条" not in page, "there is no other to merge it into"


def test_kept_it_can_be_published_and_before_it_cannot(desk, approver, settings):
    settings.ALLOW_SELF_APPROVAL = True
    concern = make_concern()
    assert refusal(PUBLISH, concern.notice, approver) == WAITS
    assert concern.note in desk.get(address(Notice, "change", concern.notice.pk)).text
    assert decide(desk, concern, "keep").status_code == 302
    concern.refresh_from_db()
    assert (concern.decision, concern.decided_by) == ("keep", approver)
    assert refusal(PUBLISH, concern.notice, approver) == ""
    assert concern.notice.status == "draft"
    assert AuditEntry.objects.filter(fields="待决定：保留", subject=f"公告 {concern.notice.pk}").count() == 1


def test_merged_away_the_other_gets_what_it_lacks_and_the_address(desk, client):
    other = make_notice(region="沈阳市")
    notice = make_notice(
        region="大连市", doc_number="示政发〔2024〕5号", source_url="https://www.example.cn/1"
    )
    concern = make_concern(notice=notice, other=other, kind="alike")
    second = make_concern(notice=notice, kind="region")
    old = notice.get_absolute_url()
    assert client.get(old).status_code == 200
    decide(desk, concern, "merge")
    other.refresh_from_db(), notice.refresh_from_db(), second.refresh_from_db()
    assert (other.doc_number, other.region, other.version) == ("示政发〔2024〕5号", "沈阳市", 2)
    assert notice.status == "archived" and second.decision == "merge"
    assert other.history.latest().history_change_reason == f"待决定：并入编号 {notice.pk} 的公告"
    assert client.get(old).url == other.get_absolute_url()


def test_dropped_it_is_archived_and_the_next_import_does_not_bring_it_back(desk):
    make_source(title="旧网站")
    given = make_notice()
    rows = [["甲", given.issuer.name, "2024-05-01", given.category.name, "", "旧网站"]]
    table = csv_of(["标题", "发文机关", "发布日期", "主题分类", "正文", "来源"], rows)
    (doubt,) = imported(desk, Notice, table, "a.csv").context["doubts"]
    assert doubt == (2, "没有正文", "没有正文，或者正文不到一句话。")
    notice = Notice.objects.get(title="甲")
    (concern,) = notice.concerns.all()
    assert (concern.kind, notice.status, notice.body_kind) == ("empty", "draft", "missing")
    decide(desk, concern, "drop")
    notice.refresh_from_db()
    assert notice.status == "archived"
    again = upload(desk, Notice, table, "a.csv")
    assert (again.context["number_added"], again.context["number_changed"]) == (0, 0)


def test_what_was_decided_is_not_doubted_again_by_the_next_import(desk):
    make_source(title="旧网站")
    given = make_notice()
    columns, cells = ["标题", "发文机关", "发布日期", "主题分类", "来源"], ["甲", given.issuer.name]
    cells += ["2024-05-01", given.category.name, "旧网站"]
    imported(desk, Notice, csv_of(columns, [cells]), "a.csv")
    decide(desk, Notice.objects.get(title="甲").concerns.get(), "keep")
    page = imported(desk, Notice, csv_of([*columns, "一句话摘要"], [[*cells, "新的"]]), "a.csv")
    assert (page.context["number_changed"], page.context["doubts"]) == (1, [])


def test_a_second_click_and_nonsense_are_told(desk):
    concern = make_concern()
    for decision, said in (
        ("", "请选择"),
        ("merge", "没有可以并入"),
        ("keep", "已保留"),
        ("drop", "已经有人决定"),
    ):
        page = desk.post(address(Concern, "decide", concern.pk), {"decision": decision}, follow=True)
        assert said in page.text
    concern.refresh_from_db()
    assert (concern.decision, concern.notice.status) == ("keep", "draft")
    assert desk.get(address(Concern, "decide", concern.pk)).status_code == 405
    assert desk.post(address(Concern, "decide", 98765), {"decision": "keep"}).status_code == 404


def test_who_may_not_publish_sees_the_doubt_and_decides_nothing():
    concern = make_concern()
    from django.contrib.auth.models import Permission

    user = make_staff("view", "change", model=Notice)
    user.user_permissions.add(Permission.objects.get(codename="view_concern"))
    editor = signed_in(user)
    page = editor.get(address(Concern, "change", concern.pk))
    assert concern.note in page.text and 'name="decision"' not in page.text
    assert 'name="decision"' not in editor.get(LIST).text
    assert decide(editor, concern, "keep").status_code == 403
    assert signed_in(make_staff("view", model=Notice)).get(LIST).status_code == 403


def test_saving_a_copy_in_the_admin_is_hinted_at(desk):
    first = make_notice(doc_number="示政发〔2024〕5号")
    row = make_notice(status="draft")
    page = desk.post(
        address(Notice, "change", row.pk), form_of(desk, row, doc_number="示政发[2024]5号"), follow=True
    )
    assert f"文号和“{first}”（编号 {first.pk}）相同。" in page.text
    assert not Concern.objects.exists(), "a hint to whoever writes, not a task for others"


def test_a_notice_with_a_doubt_can_be_deleted(desk):
    concern = make_concern()
    page = desk.get(address(Notice, "delete", concern.notice.pk))
    assert page.status_code == 200 and "待决定" not in page.context["perms_lacking"]
    desk.post(address(Notice, "delete", concern.notice.pk), {"post": "yes"})
    assert not Notice.objects.exists()
