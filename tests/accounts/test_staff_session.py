"""Staff are signed out after half an hour without a request and after twelve hours; members are not."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session

from publishing.models import AuditEntry
from tests.factories import make_user, make_zone
from zones.models import Zone

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(START, tick=False) as clock:
        yield clock


@pytest.fixture
def staff(client):
    user = make_user(is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def test_half_an_hour_without_a_request_ends_it(client, staff, clock):
    clock.shift(timedelta(minutes=29))
    assert client.get("/admin/").status_code == 200
    clock.shift(timedelta(minutes=29))
    assert client.get("/admin/").status_code == 200
    clock.shift(timedelta(minutes=31))
    answer = client.get("/admin/zones/zone/")
    assert answer["Location"] == "/admin/login/?next=/admin/zones/zone/"
    assert client.get(answer["Location"])["Location"] == "/accounts/login/?next=%2Fadmin%2Fzones%2Fzone%2F"
    assert not Session.objects.exists()
    assert AuditEntry.objects.filter(action="session-ended", actor=staff).count() == 1


def test_twelve_hours_end_it_however_busy(client, staff, clock):
    for _ in range(25):
        clock.shift(timedelta(minutes=29))
        last = client.get("/admin/jsi18n/").status_code
    assert last == 302


def test_it_ends_on_every_page_and_not_only_in_the_admin(client, staff, clock):
    make_zone(slug="xuesong")
    clock.shift(timedelta(minutes=31))
    assert client.get("/me/").status_code == 302
    assert client.get("/zones/xuesong/").status_code == 200


def test_members_keep_theirs(client, clock):
    client.force_login(make_user())
    clock.shift(timedelta(hours=13))
    assert client.get("/me/").status_code == 200


def test_the_limits_are_settings(client, staff, clock, settings):
    settings.STAFF_IDLE_MINUTES = 10
    clock.shift(timedelta(minutes=11))
    assert client.get("/admin/").status_code == 302


def test_a_session_from_before_the_limits_is_no_session(client, staff):
    session = client.session
    del session["signed_in_at"]
    session.save()
    assert client.get("/admin/").status_code == 302


def test_a_request_writes_the_session_at_most_once_a_minute(client, staff, clock):
    for seconds, written in ((30, False), (40, True), (10, False)):
        clock.shift(timedelta(seconds=seconds))
        assert ("session" in client.get("/admin/").cookies) == written


def test_a_form_sent_too_late_shows_its_text_and_the_way_back(client, staff, clock):
    zone = make_zone()
    page = f"/admin/zones/zone/{zone.pk}/change/"
    clock.shift(timedelta(minutes=31))
    written = {
        "intro_zh_hans": "写了<一>小时",
        "pictures-TOTAL_FORMS": "3",
        "csrfmiddlewaretoken": "secret-token",
    }
    answer = client.post(page, written | {"password": "p4ssword-typed", "name_en": " "})
    text = answer.content.decode()
    assert answer.status_code == 403
    assert "写了&lt;一&gt;小时" in text
    assert str(Zone._meta.get_field("intro_zh_hans").verbose_name) in text
    assert (
        f'href="/accounts/login/?next=%2Fadmin%2Fzones%2Fzone%2F{zone.pk}%2Fchange%2F" target="_blank"'
        in text
    )
    for hidden in ("TOTAL_FORMS", "secret-token", "p4ssword-typed", "name_en"):
        assert hidden not in text
    assert "no-store" in answer["Cache-Control"]


def test_signing_in_again_returns_to_the_form(client, staff, clock):
    zone = make_zone()
    page = f"/admin/zones/zone/{zone.pk}/change/"
    client.logout()
    entrance = client.get(client.get(page)["Location"])["Location"]
    staff.emailaddress_set.create(email=staff.email, verified=True, primary=True)
    form = {"login": staff.username, "password": "a-long-password", "next": page}
    assert client.post(entrance, form)["Location"] == page


def test_the_same_holds_for_a_group_without_all_rights(client, clock):
    editor = make_user(is_staff=True)
    editor.groups.add(Group.objects.get(name="编辑"))
    client.force_login(editor)
    clock.shift(timedelta(minutes=31))
    assert client.get("/admin/").status_code == 302
