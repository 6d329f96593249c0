"""axe finds nothing on any page, at both ends of the width, signed out and in; nothing scrolls sideways."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from .pages import ACCOUNTS, FOR_MEMBERS, OWN, shapes
from .site import sign_in

pytestmark = pytest.mark.browser
PHONE, DESK = 360, 1440
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def faults(page, site, addresses, widths=(PHONE, DESK)):
    """Each violation as a line: page, width, rule, the first element and what to do about it."""
    lines = []
    axe = Axe()
    for width in widths:
        for name, address in addresses.items():
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(site.url + address)
            # As tall as the page: in a window the bottom bar lies over whatever a reader would scroll past it.
            height = min(page.evaluate("document.documentElement.scrollHeight"), 16000)
            page.set_viewport_size({"width": width, "height": max(height, 800)})
            for violation in axe.run(page, options=RULES).response["violations"]:
                node = violation["nodes"][0]
                said = f"{node['html'][:160]} {node.get('failureSummary', '')[:240]}"
                lines.append(f"{name} {width}px {violation['id']} ×{len(violation['nodes'])}: {said}")
            overflow = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if overflow > 0:
                lines.append(f"{name} {width}px scrolls sideways by {overflow}px")
    return "\n".join(lines)


def test_pages_for_everybody(page, site):
    found = faults(page, site, shapes(page, site))
    assert not found, found


def test_english_pages_on_a_phone(page, site):
    english = {name: f"/en{address}" for name, address in shapes(page, site).items()}
    found = faults(page, site, english, [PHONE])
    assert not found, found


def test_pages_for_members(page, site):
    every = shapes(page, site)
    sign_in(page, site)
    found = faults(page, site, {name: every[name] for name in FOR_MEMBERS} | OWN)
    assert not found, found


def test_dark_pages_on_a_phone(browser, site):
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    found = faults(page, site, shapes(page, site), [PHONE])
    context.close()
    assert not found, found


def test_the_forms_of_accounts_at_large_text(page, site):
    page.goto(site.url + ACCOUNTS["login"])
    page.click("[data-pref=text]")
    found = faults(page, site, ACCOUNTS, [PHONE])
    assert not found, found
