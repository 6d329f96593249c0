"""python3 run.py shots: a picture of every page shape at three widths, light and dark, in var/shots/.

Chinese signed out in all of them; English and signed in at 360 and 1440 px, light. The admin at all three, in both.
"""

import argparse
import tempfile
from pathlib import Path

from tests.browser.pages import FOR_MEMBERS, OWN, shapes
from tests.browser.site import ROOT, running_browser, running_site, sign_in

WIDTHS = (360, 768, 1440)
ADMIN = {  # the shapes of its pages; a number in an address is found by opening the list
    "start": "/admin/",
    "list": "/admin/zones/plant/",
    "form": "/admin/zones/plant/*/change/",
    "history": "/admin/zones/plant/*/history/",
    "step": "/admin/zones/plant/*/step/archive/",
    "delete": "/admin/zones/plant/*/delete/",
    "picture": "/admin/zones/media/*/change/",
    "notice": "/admin/notices/notice/*/change/",
    "bin": "/admin/zones/plant/bin/",
    "audit-log": "/admin/publishing/auditentry/",
    "user": "/admin/accounts/user/*/change/",
    "inquiries": "/admin/inquiries/inquiry/",
}


def shoot(browser, site, addresses, folder, *, scheme="light", widths=WIDTHS, suffix="", signed_in=False):
    context = browser.new_context(
        color_scheme=scheme, reduced_motion="reduce", locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    page = context.new_page()
    if signed_in:
        sign_in(page, site)
    for width in widths:
        for name, address in addresses.items():
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(site.url + address, wait_until="load")
            page.evaluate(
                "document.querySelectorAll('img[loading=lazy]').forEach(image => image.loading = 'eager')"
            )
            page.wait_for_load_state("networkidle")
            # As tall as the page, so that the bottom bar stands where a reader finds it last.
            height = min(page.evaluate("document.documentElement.scrollHeight"), 16000)
            page.set_viewport_size({"width": width, "height": height})
            page.screenshot(path=folder / f"{name}-{width}-{scheme}{suffix}.png", full_page=True)
    context.close()


def admin_pages(browser, site) -> dict[str, str]:
    """ADMIN with the first row of each list in the place of its star."""
    page = browser.new_page()
    sign_in(page, site)
    found = {}
    for name, address in ADMIN.items():
        start, star, rest = address.partition("*")
        if star:
            page.goto(site.url + start)
            first = page.eval_on_selector("#result_list a[href*='/change/']", "link => link.pathname")
            address = first.removesuffix("change/") + rest.removeprefix("/")
        found[f"admin-{name}"] = address
    page.close()
    return found


def main():
    parser = argparse.ArgumentParser("python3 run.py shots", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "var" / "shots", help="folder for the pictures")
    parser.add_argument("--only", nargs="*", help="names of page shapes")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_site(Path(folder) / "site", Path(folder) / "demo") as site,
        running_browser() as browser,
    ):
        page = browser.new_page()
        found = shapes(page, site)
        page.close()
        chosen = {name: path for name, path in found.items() if not options.only or name in options.only}
        english = {name: f"/en{path}" for name, path in chosen.items()}
        inside = {name: path for name, path in chosen.items() if name in FOR_MEMBERS}
        for scheme in ("light", "dark"):
            shoot(browser, site, chosen, options.out, scheme=scheme)
        shoot(browser, site, english, options.out, widths=(360, 1440), suffix="-en")
        shoot(
            browser,
            site,
            inside | ({} if options.only else OWN),
            options.out,
            widths=(360, 1440),
            suffix="-member",
            signed_in=True,
        )
        desk = admin_pages(browser, site)
        desk = {name: path for name, path in desk.items() if not options.only or name in options.only}
        for scheme in ("light", "dark"):
            shoot(browser, site, desk, options.out, scheme=scheme, signed_in=True)
    print(f"{len(list(options.out.glob('*.png')))} pictures in {options.out}")


if __name__ == "__main__":
    main()
