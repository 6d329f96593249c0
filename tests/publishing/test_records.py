"""What the ground floor keeps: counts, audit, moved addresses, dates, slugs."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from publishing.actions import record_move
from publishing.fields import PartialDateField
from publishing.models import AuditEntry, MovedAddress, SiteIdentity, ViewCount
from publishing.slugs import not_reserved, slug_from


@pytest.mark.django_db
def test_a_view_is_one_more_and_says_the_new_number():
    ViewCount.objects.create(page="zones/a", views=10675)
    assert [ViewCount.add_one("zones/a"), ViewCount.add_one("zones/a"), ViewCount.add_one("zones/b")] == [
        10676,
        10677,
        1,
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["save", "delete", "update", "bulk"])
def test_the_audit_log_only_grows(change):
    entry = AuditEntry.objects.create(action="sign-in", actor_name="admin")
    with pytest.raises(PermissionDenied):
        if change == "save":
            entry.save()
        elif change == "delete":
            entry.delete()
        elif change == "update":
            AuditEntry.objects.update(action="x")
        else:
            AuditEntry.objects.all().delete()


@pytest.mark.django_db
def test_a_moved_page_and_all_below_it_lead_on_in_both_languages(client):
    record_move(old_path="/zones/old/", new_path="/zones/new/")
    for path in ("/zones/old/", "/zones/old/costs/", "/en/zones/old/costs/"):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (301, path.replace("old", "new"))


@pytest.mark.django_db
def test_moves_are_followed_through_and_undone():
    record_move(old_path="/zones/a/", new_path="/zones/b/")
    record_move(old_path="/zones/b/", new_path="/zones/c/")
    assert MovedAddress.new_address("/zones/a/") == "/zones/c/"
    record_move(old_path="/zones/c/", new_path="/zones/a/")
    assert MovedAddress.new_address("/zones/a/") is None
    assert MovedAddress.new_address("/zones/b/x/") == "/zones/a/x/"


@pytest.mark.parametrize("text", ["2017", "2002-07", "2022-06-27", ""])
def test_a_date_is_as_exact_as_its_source(text):
    PartialDateField().clean(text, None)


@pytest.mark.parametrize("text", ["去年9月", "2017-13", "2017-1", "17", "2022/06/27", "2017\n"])
def test_a_date_that_is_none_is_refused_in_chinese(text):
    with pytest.raises(ValidationError, match="请按 2017"):
        PartialDateField().clean(text, None)


@pytest.mark.parametrize("text", ["2023-02-29", "2022-06-31", "0000-01-01"])
def test_a_day_that_no_calendar_has_is_refused(text):
    with pytest.raises(ValidationError, match="没有这一天"):
        PartialDateField().clean(text, None)


def test_slugs_are_pinyin_and_never_a_reserved_word():
    assert slug_from("汽车零部件 A1") == "qi-che-ling-bu-jian-a1"
    assert slug_from("！？") == "item"
    with pytest.raises(ValidationError, match="网站自己的地址"):
        not_reserved("compare")


@pytest.mark.django_db
def test_a_saved_identity_is_shown_at_once_and_read_once(django_assert_num_queries):
    identity = SiteIdentity.objects.create(pk=1, name="旧名")
    assert SiteIdentity.current().name == "旧名"
    identity.name = "新名"
    identity.save()
    assert SiteIdentity.current().name == "新名"
    with django_assert_num_queries(0):
        SiteIdentity.current()


@pytest.mark.django_db
def test_an_identity_that_another_thread_forgets_meanwhile_is_still_answered(monkeypatch):
    SiteIdentity.objects.create(pk=1, name="雪松")
    SiteIdentity.current()
    clock = SimpleNamespace(monotonic=lambda: SiteIdentity.forget() or 0.0)  # while the clock is read
    monkeypatch.setattr("publishing.models.site.time", clock)
    assert SiteIdentity.current().name == "雪松"
