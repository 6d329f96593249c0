"""What only a browser shows: no refused script or style, working keys, no layout that jumps, few bytes."""

import gzip

import pytest

from .pages import shapes

pytestmark = pytest.mark.browser


def test_no_page_breaks_its_own_content_policy(page, site):
    for name, address in shapes(page, site).items():
        page.troubles.clear()
        page.goto(site.url + address)
        page.wait_for_load_state("load")
        expected = 1 if name in ("not-found", "bad-input") else 0  # the browser reports the status itself
        assert len(page.troubles) == expected, f"{name}: {page.troubles}"


def test_the_skip_link_leads_to_the_text(page, site):
    page.goto(f"{site.url}/zones/xuesong/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"


def test_large_text_and_theme_are_remembered(page, site):
    page.goto(f"{site.url}/notices/")
    page.click("[data-pref=text]")
    page.click("[data-pref=theme]")
    page.goto(f"{site.url}/places/")
    assert page.evaluate(
        "[document.documentElement.dataset.text, document.documentElement.dataset.theme]"
    ) == ["large", "dark"]


def test_the_view_number_rises_with_each_reading(page, site):
    def number():
        with page.expect_response(lambda response: response.url.endswith("/views/")) as counted:
            page.goto(f"{site.url}/zones/xuesong/")
        views = counted.value.json()["views"]
        shown = "shown => document.querySelector('[data-views]').textContent.trim() === shown"
        page.wait_for_function(shown, arg=f"{views:,}")
        return views

    first = number()
    assert first > 10675
    assert number() == first + 1


def test_the_zone_page_is_light_and_does_not_jump(page, site):
    response = page.goto(f"{site.url}/zones/xuesong/")
    assert len(gzip.compress(response.body(), 9)) <= 15 * 1024
    shift = page.evaluate(
        """() => new Promise(done => {
            let sum = 0;
            new PerformanceObserver(list => list.getEntries().forEach(entry => sum += entry.value))
                .observe({type: "layout-shift", buffered: true});
            setTimeout(() => done(sum), 500);
        })"""
    )
    assert shift < 0.02
    css = page.evaluate("document.querySelector('link[rel=stylesheet]').href")
    assert len(gzip.compress(page.request.get(css).body(), 9)) <= 20 * 1024


def test_a_phone_has_the_two_buttons_in_reach(page, site):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site.url}/zones/xuesong/")
    for button in page.query_selector_all(".bottombar a"):
        box = button.bounding_box()
        assert box["height"] >= 44
        assert box["y"] + box["height"] <= 740
