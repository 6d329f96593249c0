"""/.well-known/security.txt, as RFC 9116 wants it."""

import pytest
import time_machine

from publishing.models import SiteIdentity

ADDRESS = "/.well-known/security.txt"


@pytest.fixture
def identity(db):
    return SiteIdentity.objects.create(pk=1, name="雪松", email="office@zone.example")


def fields(client):
    response = client.get(ADDRESS)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    return dict(line.split(": ", 1) for line in response.content.decode().splitlines())


@time_machine.travel("2026-11-26T23:30:00+08:00", tick=False)
def test_it_names_contact_end_languages_and_its_own_address(client, identity):
    assert fields(client) == {
        "Contact": "mailto:office@zone.example",
        "Expires": "2027-05-25T00:00:00Z",
        "Preferred-Languages": "zh, en",
        "Canonical": "http://127.0.0.1:8000/.well-known/security.txt",
    }


@pytest.mark.parametrize(
    ("setting", "contact"),
    [
        ("security@zone.example", "mailto:security@zone.example"),
        ("https://zone.example/report", "https://zone.example/report"),
        ("mailto:a@zone.example", "mailto:a@zone.example"),
    ],
)
def test_a_contact_of_its_own_comes_first(client, identity, settings, setting, contact):
    settings.SECURITY_CONTACT = setting
    assert fields(client)["Contact"] == contact


@pytest.mark.django_db
def test_without_a_real_address_the_inquiry_page_is_named(client):
    assert fields(client)["Contact"] == "http://127.0.0.1:8000/inquiries/new/"
    SiteIdentity.objects.create(pk=1, name="雪松", email="sample@zone.example", has_sample_contact=True)
    assert fields(client)["Contact"] == "http://127.0.0.1:8000/inquiries/new/"
