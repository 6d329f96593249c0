"""The samples of tests.addresses as addresses: “*” filled in from the database, Chinese and English."""

from collections.abc import Iterator

from policies.models import Policy
from tests.addresses import PAGES, ZONE
from zones.models import Carrier, Enterprise, Fund, Industry

EVERY = {
    f"{ZONE}enterprises/*/": Enterprise,
    f"{ZONE}industries/*/": Industry,
    f"{ZONE}funds/*/": Fund,
    "/places/*/": Carrier,
    "/policies/*/": Policy,
}
ONE_LANGUAGE = (
    "/media/",
    "/healthz",
    "/readyz",
    "/sitemap",
    "/opensearch.xml",
    "/robots.txt",
    "/.well-known/",
    "/api/",
)


def filled(sample: str) -> list[str]:
    if "*" not in sample:
        return [sample]
    return [
        sample.replace("*", slug) for slug in EVERY[sample].objects.published().values_list("slug", flat=True)
    ]


def addresses(*kinds: str, english: bool = True) -> Iterator[str]:
    """Every address of those kinds that the database at hand has, each in both languages."""
    for page in PAGES.values():
        if page.kind not in kinds:
            continue
        for sample in page.samples:
            for address in filled(sample):
                yield address
                if english and not address.startswith(ONE_LANGUAGE):
                    yield f"/en{address}"


def one_of_each(*kinds: str) -> list[str]:
    """One address of each pattern of those kinds, Chinese and without a query."""
    samples = [page.samples[0] for page in PAGES.values() if page.kind in kinds]
    return [filled(sample)[0].partition("?")[0] for sample in samples]
