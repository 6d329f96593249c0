"""The walk in English: the zone, a plant, signing up at the lock, and the costs; no Chinese but what says so."""

import re

import pytest

from tests.reading_languages import chinese_outside_its_mark

from .test_newcomer import code_from_mail

pytestmark = pytest.mark.browser
READER = "site-selector@example.com"


def read(page) -> str:
    """What stands on the page, once its scripts have run."""
    html = page.content()
    assert re.search(r'<html[^>]* lang="en"', html)
    assert chinese_outside_its_mark(html) == []
    return page.inner_text("main")


def test_from_the_zone_over_a_plant_and_sign_up_to_the_costs(page, site):
    page.goto(f"{site.url}/zones/xuesong/")
    page.click("header a[hreflang=en]")
    assert "Shenyang Xuesong Economic Development Zone" in read(page)
    page.click("main a[href*='/en/places/plants/']")
    read(page)
    page.click("main .place__name a")
    assert re.search(r"6,400\sm²", read(page))
    page.click("main a[href*='/en/accounts/login/']")
    read(page)
    page.click("main a[href*='/en/accounts/signup/']")
    read(page)
    page.fill("input[name=email]", READER)
    page.fill("input[name=password1]", "cedar-river-morning-7")
    page.click("main form button[type=submit]")
    read(page)
    page.fill("input[name=code]", code_from_mail(site, READER))
    page.click("main form button[type=submit]")
    page.wait_for_url("**/en/places/**")
    assert "RMB/m²/month" in read(page)
    page.goto(f"{site.url}/en/zones/xuesong/costs/")
    costs = read(page)
    assert "0.918 RMB/kWh" in costs
    assert "384,000 RMB/mu" in costs
    page.click("main a[href*='/en/places/costs/']")
    page.fill("input[name=rented_area]", "3000")
    page.click("main form button[type=submit]")
    assert re.search(r"RMB\s[\d.,]+", read(page))
    assert page.troubles == []
