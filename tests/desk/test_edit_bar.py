"""Signed-in staff get from a page to where it is edited; readers get nothing of it and pay nothing for it."""

import pytest

from tests.factories import make_enterprise, make_notice, make_plant, make_user, make_zone
from zones.models import Enterprise

from .staff import address, make_staff, signed_in

pytestmark = pytest.mark.django_db


def test_every_kind_of_page_leads_to_its_own_form():
    zone = make_zone()
    rows = [zone, make_enterprise(zone=zone), make_plant(zone=zone), make_notice()]
    desk = signed_in(make_user(is_staff=True, is_superuser=True))
    for row in rows:
        assert address(type(row), "change", row.pk) in desk.get(row.get_absolute_url()).text


def test_a_list_leads_to_the_list_in_the_admin():
    zone = make_zone()
    desk = signed_in(make_user(is_staff=True, is_superuser=True))
    assert address(Enterprise, "changelist") in desk.get(f"/zones/{zone.slug}/enterprises/").text


def test_staff_see_only_ways_they_may_go():
    row = make_notice()
    page = signed_in(make_staff("view", model=Enterprise)).get(row.get_absolute_url())
    assert "editbar" in page.text and address(type(row), "change", row.pk) not in page.text


@pytest.mark.parametrize("user", [None, "member"])
def test_readers_see_nothing_of_it(client, user):
    row = make_enterprise()
    if user:
        client.force_login(make_user())
    assert "/admin/" not in client.get(row.get_absolute_url()).text
