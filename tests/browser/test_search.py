"""Suggestions while typing: the keys of a combobox, in a real browser."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_suggestion_is_reached_by_arrows_and_searched_for_by_enter(page, site):
    page.goto(f"{site.url}/search/")
    field = page.get_by_role("combobox", name="搜公告、政策、企业、载体")
    field.press_sequentially("雪")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("雪花啤酒")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("Escape")
    expect(options.first).to_be_hidden()
    expect(field).to_have_value("雪")
    field.press_sequentially("松")
    expect(options.first).to_contain_text("雪松")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    chosen = options.first.locator("span").text_content()
    field.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.get_by_role("combobox")).to_have_value(chosen)
    expect(page.get_by_role("heading", name=chosen)).to_be_visible()
