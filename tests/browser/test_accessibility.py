"""axe finds nothing on any page, at both ends of the width, in both languages and themes, signed out and in.

A page of each kind meets every rule in light colours at both widths, in Chinese; those that hold every component between them meet
on a phone the rules about colours, which are four fifths of axe's time, in dark ones; all other pages, and each kind in English,
meet all other rules on a phone: their colours are the same, their texts are not. Nothing scrolls sideways at either width.
"""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from .pages import ACCOUNTS, FOR_MEMBERS, IN_THE_DARK, OWN, every_address, shapes
from .site import sign_in

pytestmark = pytest.mark.browser
WIDTHS = PHONE, DESK = 360, 1440
TALLEST = 16_000  # px that Chromium draws
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ABOUT_COLOUR = ["color-contrast", "link-in-text-block"]
RULES = {
    "light": {"runOnly": LEVELS, "resultTypes": ["violations"]},
    "dark": {"runOnly": {"type": "rule", "values": ABOUT_COLOUR}, "resultTypes": ["violations"]},
}
RULES["light but colours"] = RULES["light"] | {"rules": {name: {"enabled": False} for name in ABOUT_COLOUR}}


def faults(page, site, addresses, theme="light", by_axe=WIDTHS):
    """Each violation as a line: page, width, theme (of RULES), rule, the first element and what to do about it."""
    lines = []
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    for address in addresses:
        page.set_viewport_size({"width": PHONE, "height": 800})
        page.goto(site.url + address)
        page.evaluate(AXE_SCRIPT)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if width in by_axe:
                make_as_tall_as_its_page(page, width)
                lines += [f"{address} {width}px {theme} {said}" for said in violations(page, RULES[theme])]
            overflow = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if overflow > 0:
                lines.append(f"{address} {width}px scrolls sideways by {overflow}px")
    return "\n".join(lines)


def make_as_tall_as_its_page(page, width):
    """In a window the bottom bar lies over whatever a reader would scroll past it; above a page too long it is put away."""
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": min(max(height, 800), TALLEST)})
    away = "away => document.querySelector('.bottombar')?.style.setProperty('display', away ? 'none' : '')"
    page.evaluate(away, height > TALLEST)


def violations(page, rules):
    found = page.evaluate("rules => axe.run(document, rules).then(result => result.violations)", rules)
    for violation in found:
        node = violation["nodes"][0]
        what = f"{node['html'][:160]} {node.get('failureSummary', '')[:240]}"
        yield f"{violation['id']} ×{len(violation['nodes'])}: {what}"


@pytest.mark.parametrize("half", [0, 1])
def test_a_page_of_each_kind(page, site, half):
    found = faults(page, site, list(shapes(page, site).values())[half::2])
    assert not found, found


def test_every_component_in_dark_colours(page, site):
    every = shapes(page, site)
    found = faults(page, site, [every[name] for name in IN_THE_DARK], "dark", [PHONE])
    assert not found, found


def test_a_page_of_each_kind_in_english(page, site):
    addresses = [f"/en{address}" for address in shapes(page, site).values()]
    found = faults(page, site, addresses, "light but colours", [PHONE])
    assert not found, found


def test_all_other_pages(page, site):
    others = set(every_address(page, site)) - set(shapes(page, site).values())
    found = faults(page, site, sorted(others), "light but colours", [PHONE])
    assert not found, found


def test_pages_for_members(page, site):
    every = shapes(page, site)
    sign_in(page, site)
    found = faults(page, site, [*(every[name] for name in FOR_MEMBERS), *OWN.values()])
    assert not found, found


def test_the_forms_of_accounts_at_large_text(page, site):
    page.goto(site.url + ACCOUNTS["login"])
    page.click("[data-pref=text]")
    found = faults(page, site, ACCOUNTS.values())
    assert not found, found
