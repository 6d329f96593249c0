"""A proposal's preview link shows the page as it would be, to whoever holds it, until it is decided; nothing is saved."""

import pytest

from publishing.models import ProposedChange
from publishing.preview import token_for
from publishing.proposals import propose
from tests.factories import make_cost_item, make_enterprise, make_notice, make_plant, make_user

from .staff import address, signed_in

pytestmark = pytest.mark.django_db


def proposed(row, **values):
    return propose(row=row, values=values, author=make_user())


def preview(client, proposal, prefix=""):
    return client.get(f"{prefix}/preview/{token_for(proposal)}/")


def test_the_page_shows_what_is_proposed_and_the_site_stays_as_it_is(client):
    row = make_enterprise(summary="现在的简介", workforce=10)
    answer = preview(client, proposed(row, summary_zh_hans="建议的简介"))
    assert "建议的简介" in answer.text and "现在的简介" not in answer.text
    assert f"对“{row.name}”的修改还没有公开" in answer.text
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Cache-Control"] == "private, no-store"
    assert "现在的简介" in client.get(row.get_absolute_url()).text
    row.refresh_from_db()
    assert (row.summary, row.version, row.history.count()) == ("现在的简介", 1, 1)


def test_a_locked_value_that_is_proposed_stays_behind_the_lock(client):
    row = make_plant(price_min=100, price_unit="wan_mu")
    proposal = proposed(row, price_min="71003.00", summary_zh_hans="建议的介绍")
    assert "建议的介绍" in preview(client, proposal).text
    assert "71,003" not in preview(client, proposal).text
    assert "71,003" in preview(signed_in(make_user()), proposal).text


def test_a_proposal_that_would_lock_or_unlock_the_row_has_no_preview(client):
    row = make_cost_item(value=1, visibility="public")
    proposal = proposed(row, value="71013.0000", visibility="members")
    assert preview(client, proposal).status_code == 404


def test_what_a_text_may_not_hold_is_taken_out_of_the_preview_too(client):
    proposal = proposed(make_notice(), body_zh_hans="<p>建议的正文</p><script>alert(1)</script>")
    page = preview(client, proposal, "/en")
    assert "建议的正文" in page.text and "alert(1)" not in page.text and "not public yet" in page.text


def test_a_decided_proposal_has_no_preview_any_more(client):
    proposal = proposed(make_enterprise(), summary_zh_hans="建议的简介")
    ProposedChange.objects.update(state="withdrawn")
    assert preview(client, proposal).status_code == 404


def test_the_page_of_the_decision_leads_to_the_preview():
    row = make_enterprise()
    proposal = proposed(row, summary_zh_hans="建议的简介")
    boss = signed_in(make_user(is_staff=True, is_superuser=True))
    page = boss.get(address(type(row), "proposal", row.pk, proposal.pk))
    link = page.context["preview_address"]
    assert f'href="{link}"' in page.text
    assert "建议的简介" in boss.get(link).text
