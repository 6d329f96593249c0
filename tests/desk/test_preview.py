"""A preview link shows one row before it is public, to whoever holds it, until it expires; and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from publishing.preview import token_for
from tests.factories import (
    make_cost_item,
    make_enterprise,
    make_highlight,
    make_notice,
    make_plant,
    make_zone,
)

pytestmark = pytest.mark.django_db


def preview(client, row, prefix=""):
    return client.get(f"{prefix}/preview/{token_for(row)}/")


@pytest.mark.parametrize("status", ["draft", "review", "archived", "published"])
def test_a_row_of_any_state_is_shown_to_who_has_the_link(client, status):
    row = make_enterprise(status=status, summary="预览里的简介")
    assert client.get(row.get_absolute_url()).status_code == (200 if status == "published" else 404)
    answer = preview(client, row)
    assert answer.status_code == 200
    assert "预览里的简介" in answer.text
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Cache-Control"] == "private, no-store"


def test_other_drafts_stay_out_of_a_preview(client):
    zone = make_zone()
    shown = make_highlight(zone=zone, status="draft", title="给您看的亮点")
    make_highlight(zone=zone, status="draft", title="还没写完的亮点")
    answer = preview(client, shown)
    assert "给您看的亮点" in answer.text
    assert "还没写完的亮点" not in answer.text


def test_after_a_preview_the_row_is_as_hidden_as_before(client):
    row = make_enterprise(status="draft")
    preview(client, row)
    assert client.get(row.get_absolute_url()).status_code == 404


def test_a_preview_opens_no_lock(client):
    row = make_plant(status="draft", price_min=71003, price_unit="wan_mu")
    assert "71,003" not in preview(client, row).text
    cost = make_cost_item(status="draft", value=71013)
    assert "71,013" not in preview(client, cost).text


def test_a_notice_is_previewed_in_english_too(client):
    answer = preview(client, make_notice(status="draft", title="待发公告"), "/en")
    assert answer.status_code == 200 and "Preview" in answer.text


@pytest.mark.parametrize("token", ["abc", "a:b:c", "%E4%B8%AD"])
def test_a_forged_link_is_answered_politely(client, token):
    answer = client.get(f"/preview/{token}/")
    assert answer.status_code == 404 and "预览链接已失效" in answer.text


def test_the_link_of_last_month_has_expired(client):
    begun = datetime(2026, 1, 1, tzinfo=UTC)
    with time_machine.travel(begun, tick=False):
        row = make_enterprise(status="draft")
        address = f"/preview/{token_for(row)}/"
        assert client.get(address).status_code == 200
    with time_machine.travel(begun + timedelta(days=30), tick=False):
        assert client.get(address).status_code == 404
