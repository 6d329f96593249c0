"""The pages a browser looks at: the table of tests.addresses, with details found by following the lists."""

import re

from tests.addresses import PAGES, ZONE

# “*” in the table: the list that links to one, and the part of the address that tells it apart.
DETAILS = {
    f"{ZONE}enterprises/*/": (f"{ZONE}enterprises/", f"{ZONE}enterprises/"),
    f"{ZONE}industries/*/": (ZONE, f"{ZONE}industries/"),
    f"{ZONE}funds/*/": (f"{ZONE}funds/", f"{ZONE}funds/"),
    "/policies/*/": ("/policies/", "/policies/"),
}
PLACES = {"park": "/places/parks/", "plant": "/places/plants/", "land": "/places/land/"}
ACCOUNTS = {"login": "/accounts/login/", "signup": "/accounts/signup/", "reset": "/accounts/password/reset/"}
STATES = {
    "policy-awards": "/policies/gongye-keji-chuangxin/",
    "places-none": "/places/?area_min=99999999",
    "not-found": "/nirgends/",
    "bad-input": "/notices/?q=%00",
}
OWN = {"me": "/me/", "second-factor": "/accounts/2fa/", "second-factor-app": "/accounts/2fa/app/"}
# Between them they hold every component.
IN_THE_DARK = (
    "zone",
    "enterprises",
    "fund",
    "costs",
    "places",
    "plant",
    "places-compare-placeaviationworkshopeas",
    "places-costs-zonexuesongrentedarea300",
    "places-entry-check-zonexuesongown1150",
    "policy-awards",
    "policies-calculator-award4award12base123000",
    "notices",
    "notices-4",
    "notices-3",
    "search-q沈阳kindnoticeyear2022",
    "inquiries-new-fromzonesxuesong",
    "login",
    "bad-input",
)
# What a member sees otherwise than a visitor.
FOR_MEMBERS = (
    "zone",
    "enterprises",
    "enterprise",
    "funds",
    "fund",
    "costs",
    "entry",
    "surroundings",
    "places",
    "plant",
    "places-compare-placeaviationworkshopeas",
    "places-costs-zonexuesongrentedarea300",
    "places-entry-check-zonexuesongown1150",
)


def shapes(page, site) -> dict[str, str]:
    """Every kind of page for everybody by a short name: “costs” → /zones/xuesong/costs/, “plant” → /places/…/."""
    found = {}
    for entry in PAGES.values():
        if entry.kind in ("page", "form"):
            for sample in (*entry.samples[:2], *entry.samples[2:][-1:]):
                if sample in DETAILS:
                    found[sample.split("/")[-3].removesuffix("s").replace("ie", "y")] = detail(
                        page, site, *DETAILS[sample]
                    )
                elif "*" not in sample and sample != "/":
                    found[name_of(sample)] = sample
    found |= {kind: detail(page, site, start, "/places/") for kind, start in PLACES.items()}
    return found | ACCOUNTS | STATES


def every_address(page, site) -> list[str]:
    """Every Chinese page for everybody: all that the sitemap names, and the samples and states that it does not."""
    files = re.findall("<loc>([^<]*)</loc>", page.request.get(f"{site.url}/sitemap.xml").text())
    sitemap = "".join(page.request.get(file).text() for file in files)
    named = [path for path in re.findall(rf"<loc>{site.url}(/[^<]*)</loc>", sitemap) if path[:4] != "/en/"]
    samples = [
        sample
        for entry in PAGES.values()
        if entry.kind in ("page", "form")
        for sample in entry.samples
        if "*" not in sample
    ]
    return list(dict.fromkeys([*samples, *named, *ACCOUNTS.values(), *STATES.values()]))


def name_of(address: str) -> str:
    if address == ZONE:
        return "zone"
    path, _, query = address.removeprefix(ZONE).strip("/").partition("?")
    words = path.strip("/").replace("/", "-") or "zone"
    if address.startswith(ZONE) and f"{path}/" in PAGES:  # /zones/…/policies/ beside /policies/
        words = f"zone-{words}"
    return f"{words}-{''.join(letter for letter in query if letter.isalnum())[:24]}" if query else words


def detail(page, site, start: str, prefix: str) -> str:
    page.goto(site.url + start)
    links = page.eval_on_selector_all("main a[href]", "links => links.map(link => link.pathname)")
    lists = {sample for entry in PAGES.values() for sample in entry.samples}
    below = [path for path in links if path.startswith(prefix) and path not in lists]
    assert below, f"{start} links to no detail page"
    return below[0]
