"""咨询进度: the code opens text and state, never who asked."""

from datetime import timedelta

import pytest
from django.utils import timezone

from inquiries.models import Inquiry
from inquiries.retention import delete_old_inquiries

pytestmark = pytest.mark.django_db


def make_inquiry(**fields):
    return Inquiry.objects.create(
        **{
            "token": "t",
            "name": "SECRET-NAME",
            "company": "SECRET-COMPANY",
            "phone": "13900001234",
            "email": "secret@example.com",
            "text": "想租厂房",
            "consent_version": "2026-11",
            "consent_at": timezone.now(),
        }
        | fields
    )


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_code_opens_text_and_state_but_no_personal_field(client, prefix):
    row = make_inquiry()
    page = client.get(f"{prefix}/inquiries/track/?code={row.code}")
    text = page.content.decode()
    assert page.status_code == 200
    assert "想租厂房" in text
    assert row.code[:4] + " " + row.code[4:8] in text
    for secret in ("SECRET-NAME", "SECRET-COMPANY", "13900001234", "secret@example.com"):
        assert secret not in text


def test_the_state_is_shown_in_words(client):
    row = make_inquiry(status="answered")
    assert "已答复" in client.get(f"/inquiries/track/?code={row.code}").content.decode()


def test_the_code_may_be_typed_in_groups_and_capitals(client):
    code = make_inquiry().code.upper()
    grouped = "-".join(code[start : start + 4] for start in range(0, 32, 4))
    assert "想租厂房" in client.get("/inquiries/track/", {"code": f" {grouped} "}).content.decode()


@pytest.mark.parametrize("code", ["", "x", "0" * 32, "长" * 70])
def test_an_unknown_code_is_said_beside_its_field(client, code):
    page = client.get("/inquiries/track/", {"code": code})
    assert page.status_code == 200
    assert '<a href="#id_code">' in page.content.decode()


def test_tracking_takes_no_post(client):
    assert client.post("/inquiries/track/").status_code == 405


def test_an_inquiry_is_deleted_after_the_time_that_the_notice_says(client):
    old, new = make_inquiry(), make_inquiry(token="u")
    Inquiry.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=731))
    delete_old_inquiries()
    assert list(Inquiry.objects.all()) == [new]
    assert "730 天" in client.get("/inquiries/new/").content.decode()
    assert "730 天" in client.get("/about/privacy/").content.decode()
