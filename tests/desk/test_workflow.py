"""草稿 → 待审核 → 已发布 → 已归档: who may take which step, by every way there is."""

import pytest
from django.utils import timezone

from publishing.models import AuditEntry
from tests.factories import make_enterprise, make_zone
from zones.models import Enterprise

from .staff import address, form_of, make_staff, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def four_eyes(settings):
    settings.ALLOW_SELF_APPROVAL = False


@pytest.fixture
def editor():
    return make_staff("view", "add", "change", "delete", model=Enterprise)


@pytest.fixture
def approver():
    return make_staff("view", "change", "publish", model=Enterprise)


@pytest.fixture
def zone():
    return make_zone()


def state(row):
    return Enterprise.objects.get(pk=row.pk).status


def step(client, row, key, **answers):
    return client.post(address(Enterprise, "step", row.pk, key), answers)


def test_from_draft_to_the_site_it_takes_two_people(editor, approver, zone):
    row = make_enterprise(zone=zone, status="draft")
    writing, approving = signed_in(editor), signed_in(approver)
    writing.post(
        address(Enterprise, "change", row.pk),
        form_of(writing, row, summary_zh_hans="新的简介", _step="submit"),
    )
    assert state(row) == "review"
    assert Enterprise.objects.get(pk=row.pk).summary == "新的简介"
    step(approving, row, "approve")
    assert state(row) == "published"


@pytest.mark.parametrize("key", ["publish", "approve", "archive", "reopen", "return"])
@pytest.mark.parametrize("status", ["draft", "review", "published", "archived"])
def test_an_editor_cannot_publish_by_any_step(editor, zone, status, key):
    row = make_enterprise(zone=zone, status=status)
    answer = step(signed_in(editor), row, key, reason="x")
    assert answer.status_code == 403
    assert state(row) == status


def test_an_editor_cannot_publish_by_a_form_field(editor, zone):
    row = make_enterprise(zone=zone, status="draft")
    client = signed_in(editor)
    client.post(
        address(Enterprise, "change", row.pk), form_of(client, row, status="published", _step="publish")
    )
    client.post(
        address(Enterprise, "change", row.pk), form_of(client, row, status="published", _step="approve")
    )
    assert state(row) == "draft"
    values = {"zone": zone.pk, "source": zone.source_id, "track": row.track_id, "name_zh_hans": "新企业"}
    client.post(address(Enterprise, "add"), values | {"status": "published", "_step": "approve"})
    assert Enterprise.objects.get(name="新企业").status == "draft"


@pytest.mark.parametrize("action", ["approve_selected", "archive_selected"])
def test_an_editor_cannot_publish_or_archive_many(editor, zone, action):
    rows = [make_enterprise(zone=zone, status=status) for status in ("draft", "review", "published")]
    values = {"action": action, "_selected_action": [row.pk for row in rows]}
    signed_in(editor).post(address(Enterprise, "changelist"), values)
    assert [state(row) for row in rows] == ["draft", "review", "published"]


def test_what_is_published_an_editor_neither_changes_nor_deletes(editor, zone):
    row = make_enterprise(zone=zone, status="published")
    client = signed_in(editor)
    page = client.get(address(Enterprise, "change", row.pk))
    assert page.status_code == 200
    assert "保存并立即生效" not in page.text
    client.post(address(Enterprise, "change", row.pk), form_of(client, row, name_zh_hans="改了"))
    assert client.post(address(Enterprise, "delete", row.pk), {"post": "yes"}).status_code == 403
    values = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    client.post(address(Enterprise, "changelist"), values)
    assert Enterprise.objects.get(pk=row.pk).name == row.name


def test_an_editor_cannot_reorder_what_readers_see(editor, zone):
    row = make_enterprise(zone=zone, position=1)
    assert drag(signed_in(editor), row, 9).status_code == 403


def drag(client, row, position):
    values = {
        "form-TOTAL_FORMS": 1,
        "form-INITIAL_FORMS": 1,
        "form-0-id": row.pk,
        "form-0-position": position,
        "_save": "1",
    }
    return client.post(address(Enterprise, "changelist"), values)


def test_dragging_rows_changes_their_order(approver, zone):
    row = make_enterprise(zone=zone, position=1)
    drag(signed_in(approver), row, 9)
    assert Enterprise.objects.get(pk=row.pk).position == 9


def test_who_confirmed_a_row_or_dragged_it_is_not_its_author(approver, zone):
    row = make_enterprise(zone=zone, status="review")
    client = signed_in(approver)
    drag(client, row, 9)
    client.post(
        address(Enterprise, "changelist"), {"action": "confirm_selected", "_selected_action": [row.pk]}
    )
    step(client, row, "approve")
    assert state(row) == "published"


def test_nobody_approves_what_was_changed_after_they_looked(editor, approver, zone):
    row = make_enterprise(zone=zone, status="review")
    approving, writing = signed_in(approver), signed_in(editor)

    def approve_address():
        steps = approving.get(address(Enterprise, "change", row.pk)).context["steps"]
        return next(where for each, where in steps if each.key == "approve")

    looked_at = approve_address()
    writing.post(address(Enterprise, "change", row.pk), form_of(writing, row, summary_zh_hans="后来改的"))
    answer = approving.post(looked_at, follow=True)
    assert "您打开这一条之后，内容又有改动" in answer.text
    assert state(row) == "review"
    approving.post(approve_address())
    assert state(row) == "published"


def test_an_author_with_the_right_to_publish_cannot_approve_their_own(approver, zone):
    row = make_enterprise(zone=zone, status="draft")
    client = signed_in(approver)
    client.post(
        address(Enterprise, "change", row.pk), form_of(client, row, summary_zh_hans="我写的", _step="submit")
    )
    answer = client.post(address(Enterprise, "step", row.pk, "approve"), follow=True)
    assert "您是这一条的作者" in answer.text
    assert state(row) == "review"
    second = make_staff("view", "change", "publish", model=Enterprise)
    step(signed_in(second), row, "approve")
    assert state(row) == "published"


def test_in_an_office_of_one_the_author_publishes_a_draft_at_once(settings, approver, zone):
    settings.ALLOW_SELF_APPROVAL = True
    row = make_enterprise(zone=zone, status="draft")
    step(signed_in(approver), row, "publish")
    assert state(row) == "published"


def test_returning_needs_a_reason_and_the_author_reads_it(editor, approver, zone):
    row = make_enterprise(zone=zone, status="review")
    answer = step(signed_in(approver), row, "return")
    assert answer.status_code == 200 and state(row) == "review"
    step(signed_in(approver), row, "return", reason="产值要写明年份")
    assert state(row) == "draft"
    page = signed_in(editor).get(address(Enterprise, "change", row.pk))
    assert "产值要写明年份" in page.text


def test_approving_may_schedule_and_the_site_keeps_the_time(client, approver, zone):
    row = make_enterprise(zone=zone, status="review")
    begins = {"publish_at_0": "2999-01-01", "publish_at_1": "08:00"}
    step(signed_in(approver), row, "approve", **begins)
    row.refresh_from_db()
    assert row.status == "published"
    assert timezone.localtime(row.publish_at).isoformat() == "2999-01-01T08:00:00+08:00"
    assert client.get(row.get_absolute_url()).status_code == 404


def test_going_down_before_going_up_is_an_error_beside_the_field(approver, zone):
    row = make_enterprise(zone=zone, status="review")
    times = {
        "publish_at_0": "2999-01-02",
        "publish_at_1": "08:00",
        "expire_at_0": "2999-01-01",
        "expire_at_1": "08:00",
    }
    answer = step(signed_in(approver), row, "approve", **times)
    assert "到期下线的时间必须晚于定时发布的时间。" in answer.text
    assert state(row) == "review"


def test_a_step_that_came_too_late_says_what_the_row_is_now(approver, zone):
    row = make_enterprise(zone=zone, status="published")
    answer = signed_in(approver).post(address(Enterprise, "step", row.pk, "approve"), follow=True)
    assert "现在是“已发布”，不能通过并发布" in answer.text


def test_an_unknown_step_or_row_is_not_found(approver, zone):
    row = make_enterprise(zone=zone)
    client = signed_in(approver)
    assert client.get(address(Enterprise, "step", row.pk, "burn")).status_code == 404
    assert client.get(address(Enterprise, "step", row.pk + 999, "approve")).status_code in (302, 404)


def test_many_rows_are_approved_and_the_own_ones_are_named(approver, zone):
    theirs = make_enterprise(zone=zone, status="review")
    own = make_enterprise(zone=zone, status="draft")
    client = signed_in(approver)
    client.post(
        address(Enterprise, "change", own.pk), form_of(client, own, summary_zh_hans="我写的", _step="submit")
    )
    values = {"action": "approve_selected", "_selected_action": [theirs.pk, own.pk]}
    answer = client.post(address(Enterprise, "changelist"), values, follow=True)
    assert (state(theirs), state(own)) == ("published", "review")
    assert f"{own.name}：您是这一条的作者" in answer.text


def test_confirming_says_who_and_when(approver, zone):
    row = make_enterprise(zone=zone)
    values = {"action": "confirm_selected", "_selected_action": [row.pk]}
    signed_in(approver).post(address(Enterprise, "changelist"), values)
    row.refresh_from_db()
    assert row.confirmed_by == approver and row.confirmed_at is not None
    assert written_of(row) == ["核实无误。"]


def written_of(row):
    """What the audit log says of the row, in the order in which it happened."""
    return list(
        AuditEntry.objects.filter(subject=f"企业 {row.pk}").order_by("pk").values_list("fields", flat=True)
    )


def test_steps_of_many_rows_are_written_down_as_those_of_one(approver, zone):
    row = make_enterprise(zone=zone, status="review")
    client = signed_in(approver)
    for action in ("approve_selected", "archive_selected"):
        values = {"action": action, "_selected_action": [row.pk]}
        client.post(address(Enterprise, "changelist"), values)
    step(client, row, "reopen")
    assert written_of(row) == ["通过并发布。", "归档下线。", "改回草稿。"]
