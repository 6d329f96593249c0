"""What a whole list comes to is kept between requests, and never a moment too long."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from notices.models import Notice
from publishing import kept
from publishing.models import ContentVersion, SiteIdentity
from tests.factories import make_notice

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def fresh():
    kept._kept.clear()
    yield
    kept._kept.clear()


def total(client):
    return client.get("/notices/").context["found"].total


@pytest.mark.django_db(transaction=True)
def test_counts_are_kept_until_the_content_changes(client, fresh, django_assert_num_queries):
    ContentVersion.objects.get_or_create(pk=1)
    notice = make_notice(title="甲")
    assert total(client) == 1
    SiteIdentity.current()
    with django_assert_num_queries(3):  # the version, the keys of the page, its rows
        assert total(client) == 1
    make_notice(title="乙")
    assert total(client) == 2
    Notice.objects.filter(pk=notice.pk).update(status="draft")
    assert total(client) == 1


def test_a_kept_value_ends_at_the_next_moment_that_a_row_names(monkeypatch, fresh):
    moment = datetime(2026, 5, 1, 9, tzinfo=SHANGHAI)
    monkeypatch.setattr(kept.timezone, "now", lambda: moment)
    monkeypatch.setattr(kept, "next_moment", lambda models, now: now + timedelta(hours=1))
    values = iter([1, 2])
    assert [kept.kept("total", 7, list, lambda: next(values)) for _ in range(2)] == [1, 1]
    monkeypatch.setattr(kept.timezone, "now", lambda: moment + timedelta(hours=1))
    assert kept.kept("total", 7, list, lambda: next(values)) == 2


@pytest.mark.django_db
def test_the_next_moment_is_that_of_a_row_or_midnight():
    now = datetime(2026, 5, 1, 9, tzinfo=SHANGHAI)
    midnight = datetime(2026, 5, 2, tzinfo=SHANGHAI)
    assert kept.next_moment([Notice], now) == midnight
    make_notice(publish_at=now + timedelta(hours=2), published_date=date(2026, 1, 1))
    make_notice(expire_at=now + timedelta(hours=1))
    make_notice(expire_at=now + timedelta(minutes=1), status="draft")
    make_notice(publish_at=now - timedelta(hours=2))
    assert kept.next_moment([Notice], now) == now + timedelta(hours=1)


@pytest.mark.django_db
def test_nothing_is_kept_inside_a_transaction(fresh):
    assert kept.content_version() is None
    values = iter([1, 2])
    assert [kept.kept("total", None, list, lambda: next(values)) for _ in range(2)] == [1, 2]
