"""An auditor finds an entry by day, act and person, and takes the list along; taking it is itself an entry."""

import csv
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group

from publishing.models import AuditEntry
from tests.factories import make_user

from .staff import address, signed_in

pytestmark = pytest.mark.django_db
LIST = "/admin/publishing/auditentry/"


@pytest.fixture
def auditor():
    user = make_user(is_staff=True, username="审计员")
    user.groups.add(Group.objects.get(name="审计"))
    return signed_in(user)


@pytest.fixture
def entries():
    writer = make_user(is_staff=True, username="编辑员")
    return [
        # Late on the second of May in China, which is still the second in UTC; and early on the third, which is not.
        entry("2026-05-02T15:30", action="changed", actor=writer, actor_name="编辑员", subject="厂房 1"),
        entry("2026-05-02T16:30", action="deleted", actor_name="=cmd|calc", subject="厂房 2"),
    ]


def entry(moment, **fields):
    return AuditEntry.objects.create(at=datetime.fromisoformat(moment).replace(tzinfo=UTC), **fields)


def found(client, **query):
    return [row.subject for row in client.get(LIST, query).context["cl"].queryset]


def test_entries_are_found_by_day_act_person_and_words(auditor, entries):
    assert found(auditor, at_from="2026-05-02", at_to="2026-05-02") == ["厂房 1"]
    assert found(auditor, at_from="2026-05-03", at_to="2026-05-03") == ["厂房 2"]
    assert found(auditor, action__exact="deleted") == ["厂房 2"]
    assert found(auditor, person=entries[0].actor_id) == ["厂房 1"]
    assert found(auditor, q="厂房 2") == ["厂房 2"]


@pytest.mark.parametrize(
    "query", [{"at_from": "gestern"}, {"person": "x"}, {"person": "9" * 24}, {"action__exact": "nichts"}]
)
def test_a_filter_that_makes_no_sense_is_no_error(auditor, entries, query):
    assert auditor.get(LIST, query).status_code == 200


def test_the_file_holds_what_the_list_shows_and_is_itself_written_down(auditor, entries):
    page = auditor.get(LIST, {"action__exact": "deleted"})
    link = next(link for title, link, _icon in page.context["list_links"])
    answer = auditor.get(link)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    head, *rows = csv.reader(text.splitlines())
    assert head == ["时间", "操作人", "操作", "对象", "涉及字段", "来源地址"]
    assert rows == [["2026-05-03 00:30:00", "'=cmd|calc", "删除", "厂房 2", "", ""]]
    written = AuditEntry.objects.get(action="exported")
    assert (written.actor_name, written.subject) == ("审计员", "审计记录 1 条")


def test_who_may_not_see_the_log_gets_no_file(entries):
    editor = make_user(is_staff=True)
    editor.groups.add(Group.objects.get(name="编辑"))
    assert signed_in(editor).get(f"{LIST}export/").status_code == 403


def test_nobody_changes_the_log(entries):
    boss = signed_in(make_user(is_staff=True, is_superuser=True))
    for action in ("change", "delete"):
        assert boss.post(address(AuditEntry, action, entries[0].pk), {"subject": "x"}).status_code == 403
