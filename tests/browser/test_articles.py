"""A long notice in a browser: its contents, the addresses of its articles, what is copied."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def long_notice(page, site) -> str:
    """The address of the notice with articles: 若干政策 of 21."""
    page.goto(f"{site.url}/notices/?q=数字经济")
    return page.get_attribute(".notice__title a", "href")


def test_the_link_of_an_article_is_copied_and_so_is_its_citation(page, site):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.url)
    page.goto(site.url + long_notice(page, site))
    page.hover("#art-6 > h3")
    page.click("#art-6 > .part-link")
    page.wait_for_selector(".part-copied")
    copied = "navigator.clipboard.readText()"
    assert page.evaluate(copied).endswith("/#art-6")
    assert page.url.endswith("#art-6")
    page.click(".part-copied button")
    expect(page.locator("[data-copied]")).to_have_text("引用已复制")
    assert "，第6条，http" in page.evaluate(copied)
    assert page.evaluate("document.activeElement.hash") == "#art-6"


def test_the_contents_mark_the_current_article_on_a_desk(page, site):
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{site.url}{long_notice(page, site)}#art-6")
    page.wait_for_selector('#contents a[href="#art-6"][aria-current]')
    assert page.locator("#contents [aria-current]").count() == 1


def test_a_phone_folds_the_contents_and_leads_back_to_them(page, site):
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{site.url}{long_notice(page, site)}#art-20")
    assert not page.is_visible("#contents a")
    page.click("[data-contents]")
    assert page.is_visible("#contents a >> nth=0")
    assert page.evaluate("document.querySelector('#contents').getBoundingClientRect().top") < 200
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
