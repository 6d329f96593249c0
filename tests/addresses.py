"""Every public address, taken from the URLconf, with samples that exist in the demo.

A pattern without a sample fails the tests that walk this table, so a new page cannot be forgotten by the leak test,
the cookie test, the crawl or the accessibility test.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import URLPattern, get_resolver


class Page(NamedTuple):
    samples: tuple[str, ...]  # the first two and the last look most different (tests.browser.pages)
    kind: str = "page"  # page: HTML for anybody's cache; form: HTML with a form of its own; machine: not HTML; health; post; post-json


ZONE = "/zones/xuesong/"
SITEMAPS = (
    "lists", "zones", "subjects", "industries", "enterprises", "funds", "places", "policies", "notices",
)  # fmt: skip
API = (
    "zones",
    "places",
    "industries",
    "enterprises",
    "funds",
    "costs",
    "entry",
    "surroundings",
    "policies",
    "notices",
)
API += ("openapi.json",)
PAGES = {
    "": Page(("/",)),
    "zones/<slug:zone>/": Page((ZONE,)),
    "zones/<slug:zone>/views/": Page((f"{ZONE}views/",), "post"),
    "zones/<slug:zone>/enterprises/": Page((f"{ZONE}enterprises/", f"{ZONE}enterprises/?track=equipment")),
    "zones/<slug:zone>/industries/": Page((f"{ZONE}industries/",)),
    "zones/<slug:zone>/funds/": Page((f"{ZONE}funds/",)),
    "zones/<slug:zone>/policies/": Page((f"{ZONE}policies/",)),
    "zones/<slug:zone>/costs/": Page((f"{ZONE}costs/",)),
    "zones/<slug:zone>/entry/": Page((f"{ZONE}entry/",)),
    "zones/<slug:zone>/surroundings/": Page((f"{ZONE}surroundings/",)),
    "zones/<slug:zone>/enterprises/<slug:slug>/": Page((f"{ZONE}enterprises/*/",)),
    "zones/<slug:zone>/industries/<slug:slug>/": Page((f"{ZONE}industries/*/",)),
    "zones/<slug:zone>/funds/<slug:slug>/": Page((f"{ZONE}funds/*/",)),
    "places/": Page(("/places/", "/places/?kind=plant&sort=area")),
    "places/parks/": Page(("/places/parks/",)),
    "places/plants/": Page(("/places/plants/", "/places/plants/?area_min=3000")),
    "places/land/": Page(("/places/land/",)),
    "places/compare/": Page(
        ("/places/compare/", "/places/compare/?place=aviation-workshop-east&place=xuesong-standard-plant-1")
    ),
    "places/costs/": Page(
        ("/places/costs/", "/places/costs/?zone=xuesong&rented_area=3000&electricity=20000")
    ),
    "places/entry-check/": Page(("/places/entry-check/", "/places/entry-check/?zone=xuesong&own_1=150")),
    "places/<slug:slug>/": Page(("/places/*/",)),
    "policies/": Page(("/policies/",)),
    "policies/calculator/": Page(
        ("/policies/calculator/", "/policies/calculator/?award=4&award=12&base_12=3000")
    ),
    "policies/<slug:slug>/": Page(("/policies/*/",)),
    "notices/": Page(
        (
            "/notices/",
            "/notices/?q=沈阳",
            "/notices/?year=2022",
            "/notices/?validity=unstated&as_of=2025-06-28",
            "/notices/?q=无此公告",
        )
    ),
    "notices/feed/": Page(("/notices/feed/",), "machine"),
    "notices/<int:pk>/attachments/<int:attachment>/": Page(
        (), "file"
    ),  # the demo has none; tests/notices makes one
    "notices/<int:pk>/": Page(tuple(f"/notices/{pk}/" for pk in (4, 3, 1, 2, 5, 6, 7))),
    "search/": Page(
        (
            "/search/",
            "/search/?q=沈阳&kind=notice&year=2022",
            "/search/?q=沈阳",
            "/search/?q=雪松 产业 -公示&sort=newest",
            "/search/?q=厂房&kind=place",
            "/search/?q=企业&kind=clause",
            "/search/?q=瀋陽 無此公告",
        )
    ),
    "search/suggest/": Page(("/search/suggest/?q=xs", "/search/suggest/?q=沈"), "machine"),
    "api/v1/search": Page(
        tuple(f"/api/v1/search?q={q}" for q in ("沈阳", "企业", "产业&kind=enterprise")), "machine"
    ),
    "opensearch.xml": Page(("/opensearch.xml",), "machine"),
    "about/privacy/": Page(("/about/privacy/",)),
    "about/accessibility/": Page(("/about/accessibility/",)),
    "inquiries/new/": Page(("/inquiries/new/?from=/zones/xuesong/",), "form"),
    "inquiries/track/": Page(("/inquiries/track/",), "form"),
    **{f"api/v1/{name}": Page((f"/api/v1/{name}",), "machine") for name in API},
    "api/v1/policies/evaluate": Page((), "post-json"),  # tests/policies/test_evaluate_api.py
    "api/v1/": Page((), "none"),  # the root of the API: nothing is there
    "media/<path:name>": Page(("/media/demo/zone-overview/480.webp",), "machine"),
    "healthz": Page(("/healthz",), "machine"),
    "readyz": Page(("/readyz",), "health"),  # 503 unless a worker runs: tests/portal/test_readiness.py
    "sitemap.xml": Page(("/sitemap.xml",), "machine"),
    "sitemap-<slug:kind>.xml": Page(tuple(f"/sitemap-{kind}.xml" for kind in SITEMAPS), "machine"),
    ".well-known/security.txt": Page(("/.well-known/security.txt",), "machine"),
    "robots.txt": Page(("/robots.txt",), "machine"),
}
# Patterns that belong to somebody signed in, or to a token in a mail; each with its own tests.
ELSEWHERE = ("admin/", "accounts/", "me/", "preview/")


def routes(patterns=None, before="") -> Iterator[str]:
    """Each pattern of the URLconf as one string, without the language prefix."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield here
        else:
            yield from routes(pattern.url_patterns, here)


def public_routes() -> list[str]:
    return [route for route in routes() if not route.startswith(ELSEWHERE)]
