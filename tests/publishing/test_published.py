"""One rule decides what is public: published, begun, not expired."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from publishing import changes
from publishing.models import ContentVersion
from tests.factories import make_enterprise, make_highlight, make_industry, make_zone
from zones.models import Highlight

pytestmark = pytest.mark.django_db
NOW = timezone.make_aware(timezone.datetime(2026, 12, 31, 23, 59, 59))


@pytest.mark.parametrize("status", ["draft", "review", "archived"])
def test_only_published_rows_are_public(status):
    make_highlight(status=status)
    assert not Highlight.objects.published().exists()


def test_a_scheduled_row_appears_at_its_minute_and_not_before():
    row = make_highlight(publish_at=NOW)
    assert not Highlight.objects.published(at=NOW - timedelta(seconds=1)).exists()
    assert Highlight.objects.published(at=NOW).get() == row


def test_an_expired_row_is_gone_at_its_minute():
    row = make_highlight(expire_at=NOW)
    assert Highlight.objects.published(at=NOW - timedelta(seconds=1)).get() == row
    assert not Highlight.objects.published(at=NOW).exists()


def test_a_row_cannot_expire_before_it_is_published():
    with pytest.raises(IntegrityError, match="expires_after_publishing"), transaction.atomic():
        make_highlight(publish_at=NOW, expire_at=NOW - timedelta(days=1))


def test_the_constraint_speaks_chinese():
    row = make_highlight()
    row.publish_at, row.expire_at = NOW, NOW - timedelta(days=1)
    with pytest.raises(Exception, match="到期下线的时间必须晚于定时发布的时间"):
        row.full_clean()


@pytest.mark.parametrize(
    "write",
    [
        lambda row: row.save(),
        lambda row: Highlight.objects.filter(pk=row.pk).update(position=3),
        lambda row: Highlight.objects.bulk_update([row], ["position"]),
        lambda row: Highlight.objects.bulk_create(
            [Highlight(title="乙", summary="乙", zone=row.zone, source=row.source)]
        ),
        lambda row: Highlight.objects.filter(pk=row.pk).delete(),
        lambda row: row.delete(),
    ],
    ids=["save", "update", "bulk_update", "bulk_create", "bulk delete", "delete"],
)
def test_every_way_of_writing_raises_the_content_version(write, django_capture_on_commit_callbacks):
    row = make_highlight()
    before = ContentVersion.objects.get().number
    with django_capture_on_commit_callbacks(execute=True):
        write(row)
    assert ContentVersion.objects.get().number > before


def test_relations_raise_the_content_version_too(django_capture_on_commit_callbacks):
    zone = make_zone()
    enterprise, industry = make_enterprise(zone=zone), make_industry(zone=zone)
    before = ContentVersion.objects.get().number
    with django_capture_on_commit_callbacks(execute=True):
        enterprise.save()
        enterprise.industries.add(industry)  # takes a block of its own, without a savepoint
        enterprise.save()
    assert ContentVersion.objects.get().number == before + 1


def test_a_listener_that_fails_keeps_no_other_from_hearing(monkeypatch, django_capture_on_commit_callbacks):
    def fails(changes):
        raise ZeroDivisionError

    monkeypatch.setattr(changes, "_listeners", [fails, *changes._listeners])
    before = ContentVersion.objects.get().number
    with django_capture_on_commit_callbacks(execute=True):
        make_zone()
    assert ContentVersion.objects.get().number == before + 1
