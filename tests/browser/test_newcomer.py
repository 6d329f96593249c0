"""The walk of the issue: a newcomer reads the zone page, meets the lock, signs up, and reads what was locked."""

import re
import time

import pytest

pytestmark = pytest.mark.browser


def code_from_mail(site, address, seconds=120):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        for mail in reversed(site.mails()):
            if address in mail and (
                code := re.search(r"^\s*([A-Z0-9]{3}-?[A-Z0-9]{3,5})\s*$", mail, re.MULTILINE)
            ):
                return code[1]
        time.sleep(0.3)
    raise AssertionError(f"no code for {address} in var/mail")


def test_from_the_lock_through_sign_up_and_back_to_the_values(page, site):
    page.goto(f"{site.url}/zones/xuesong/costs/")
    assert "0.9180" not in page.content() and "0.918" not in page.content()
    page.click("main a:has-text('登录查看')")
    page.click("main a[href*='/accounts/signup/']")
    page.fill("input[name=email]", "newcomer@example.com")
    page.fill("input[name=password1]", "cedar-river-morning-7")
    page.click("main form button[type=submit]")
    page.fill("input[name=code]", code_from_mail(site, "newcomer@example.com"))
    page.click("main form button[type=submit]")
    page.wait_for_url("**/zones/xuesong/costs/**")
    assert "0.918" in page.content()


def test_an_inquiry_gets_a_code_and_can_be_followed(page, site):
    page.goto(f"{site.url}/inquiries/new/?from=/zones/xuesong/")
    page.fill("[name=name]", "访客")
    page.fill("[name=phone]", "024-0000-0001")
    page.fill("[name=text]", "想看三千平方米的厂房。")
    page.click("main form button[type=submit]")
    assert "同意" in page.inner_text(".errors")
    page.check("[name=consent]")
    page.click("main form button[type=submit]")
    page.wait_for_url("**/inquiries/track/**")
    assert "已收到" in page.inner_text("main")


def test_everything_works_without_javascript(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/notices/")
    page.fill("main [name=q]", "数字经济")
    page.click("main form button[type=submit]")
    assert "若干政策" in page.inner_text("main")
    page.goto(f"{site.url}/places/plants/")
    assert page.query_selector("main form button[type=submit]")
    context.close()
