"""The stored periods follow the notices, their terms and their links on every way of writing."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from notices.models import Link, Notice, Term, ValidityPeriod
from notices.periods import refresh_scheduled
from tests.factories import make_notice

pytestmark = pytest.mark.django_db
MAY = date(2024, 5, 1)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Inside, writes end as after a commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def states(notice):
    return list(notice.periods.values_list("state", flat=True))


def make_link(kind="repeals", **fields):
    return Link.objects.create(kind=kind, **{"effective_on": MAY} | fields)


def test_saving_a_notice_a_term_and_a_link(committed):
    with committed():
        notice = make_notice()
    assert states(notice) == ["unstated"]
    with committed():
        term = Term.objects.create(notice=notice, years=1)
    assert states(notice) == ["pending", "in_force", "lapsed"]
    with committed():
        notice.lapse_date = date(2024, 3, 1)
        notice.save()
    assert notice.periods.get(state="in_force").ends_on == date(2024, 3, 1)
    with committed():
        term.delete()
    with committed():
        Notice.objects.filter(pk=notice.pk).update(lapse_date=None)
    assert states(notice) == ["unstated"]


def test_a_link_changes_its_target_and_lets_it_go(committed):
    old, other, new = make_notice(), make_notice(), make_notice()
    with committed():
        link = make_link(notice=new, target=old)
    assert states(old) == ["unstated", "repealed"]
    with committed():
        link.target = other
        link.save()
    assert (states(old), states(other)) == (["unstated"], ["unstated", "repealed"])
    with committed():
        Link.objects.filter(pk=link.pk).update(target=old)
    assert (states(old), states(other)) == (["unstated", "repealed"], ["unstated"])
    with committed():
        new.delete()
    assert states(old) == ["unstated"]


def test_bulk_writes(committed):
    rows = [make_notice(), make_notice()]
    with committed():
        Term.objects.bulk_create(Term(notice=row, years=1) for row in rows)
    assert states(rows[0]) == states(rows[1]) == ["pending", "in_force", "lapsed"]
    with committed():
        changed = list(Term.objects.all())
        for term in changed:
            term.articles = "6"
        Term.objects.bulk_update(changed, ["articles"])
    assert states(rows[0]) == ["unstated", "partly"]
    with committed():
        Term.objects.all().delete()
    assert states(rows[1]) == ["unstated"]
    with committed():
        Notice.objects.filter(pk__in=[row.pk for row in rows]).update(title="别的标题")
    assert states(rows[1]) == ["unstated"]


def test_a_draft_says_nothing_until_it_is_published(committed):
    old, draft = make_notice(), make_notice(status="draft")
    with committed():
        make_link(notice=draft, target=old)
    assert states(old) == ["unstated"]
    with committed():
        Notice.objects.filter(pk=draft.pk).update(status="published")
    assert states(old) == ["unstated", "repealed"]


def test_a_document_that_is_published_by_itself_is_heard_by_the_daily_job():
    old, later = make_notice(), make_notice(publish_at=timezone.now() - timedelta(hours=1))
    make_link(notice=later, target=old)
    refresh_scheduled()
    assert states(old) == ["unstated", "repealed"]


def test_without_a_day_of_its_own_a_link_holds_from_when_its_document_does(committed):
    old, new = make_notice(), make_notice(effective_date=date(2024, 7, 1), written_date=date(2023, 12, 1))
    with committed():
        make_link(notice=new, target=old, effective_on=None)
    assert old.periods.get(state="repealed").begins_on == date(2024, 7, 1)


def test_rebuilding_repairs_and_changes_nothing_that_is_right(committed, capsys):
    with committed():
        right, wrong = make_notice(), make_notice()
    kept = right.periods.get().pk
    ValidityPeriod.objects.filter(notice=wrong).delete()
    call_command("rebuild_validity")
    assert (right.periods.get().pk, states(wrong)) == (kept, ["unstated"])
    assert "已计算 2 篇公告的效力" in capsys.readouterr().out


def test_a_rolled_back_write_changes_nothing(committed):
    with committed():
        notice = make_notice()
    with committed(), pytest.raises(ZeroDivisionError), transaction.atomic():
        Term.objects.create(notice=notice, years=1)
        raise ZeroDivisionError
    assert states(notice) == ["unstated"]


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "forever", "years": 1},
        {},
        {"years": 1, "ends_on": MAY},
        {"begins_on": MAY, "ends_on": date(2024, 4, 30)},
    ],
)
def test_the_database_refuses_terms_without_sense(fields):
    notice = make_notice()
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.create(notice=notice, **fields)


def test_the_database_refuses_links_without_sense():
    notice, other = make_notice(), make_notice()
    for fields in ({"kind": "repeals"}, {"kind": "amends", "target": notice}, {"kind": "x", "target": other}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Link.objects.create(notice=notice, **fields)
    make_link(notice=notice, target=notice, kind="proposes_repeal")
