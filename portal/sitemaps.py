"""Every published page in both languages, absolute by SITE_URL, with the moment it last changed; a thousand to a file."""

from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.urls import reverse

from notices.models import Notice
from policies.models import Policy
from zones.models import (
    Carrier,
    CostItem,
    Enterprise,
    EntryRequirement,
    Fund,
    Industry,
    Surrounding,
    Zone,
)

LISTS = (
    "zones:places",
    "zones:parks",
    "zones:plants",
    "zones:land",
    "zones:compare",
    "zones:cost_calculator",
    "zones:entry_check",
    "policies:list",
    "policies:calculator",
    "notices:list",
    "privacy",
    "accessibility",
)
HREFLANG = {"zh-hans": "zh-CN"}  # as the pages themselves say


class InLanguages:
    """Each row in each language, for a paginator: only the rows of a page are read. Django would read all."""

    languages = [code for code, _name in settings.LANGUAGES]

    def __init__(self, rows):
        self.rows = rows

    def __len__(self):
        rows = self.rows.count() if isinstance(self.rows, QuerySet) else len(self.rows)
        return rows * len(self.languages)

    def __getitem__(self, page: slice):
        first, after = page.start // len(self.languages), page.stop // len(self.languages)
        return [(row, language) for row in self.rows[first:after] for language in self.languages]


class PageSitemap(Sitemap):
    i18n = alternates = x_default = True
    limit = 500 * len(InLanguages.languages)

    @property
    def paginator(self):
        return Paginator(InLanguages(self.items()), self.limit)

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme

    def get_urls(self, **kwargs):
        pages = super().get_urls(**kwargs)
        for alternate in (one for page in pages for one in page["alternates"]):
            alternate["lang_code"] = HREFLANG.get(alternate["lang_code"], alternate["lang_code"])
        return pages


class ListSitemap(PageSitemap):
    def items(self):
        return LISTS

    def location(self, name):
        return reverse(name)


class RowSitemap(PageSitemap):
    """The pages of one kind of row."""

    def __init__(self, rows):
        self.rows = rows

    def items(self):
        return self.rows()

    def lastmod(self, row):
        return row.updated_at


class SubjectPage(NamedTuple):
    """A page of one subject of one zone."""

    name: str
    zone: Zone
    updated_at: object

    def get_absolute_url(self):
        return reverse(self.name, args=[self.zone.slug])


def subject_pages() -> list[SubjectPage]:
    """The tabs and subject pages of published zones, those without a row for readers left out."""
    subjects = {
        "zone_enterprises": Enterprise.objects.published(),
        "zone_industries": Industry.objects.published(),
        "zone_funds": Fund.objects.published(),
        "zone_policies": Policy.objects.published(),
        "zones:costs": CostItem.objects.offered(),
        "zones:entry": EntryRequirement.objects.offered(),
        "zones:surroundings": Surrounding.objects.offered(),
    }
    pages = []
    for zone in Zone.objects.published():
        for name, rows in subjects.items():
            own = rows.filter(zones=zone) if rows.model is Policy else rows.filter(zone=zone)
            newest = own.order_by("-updated_at").values_list("updated_at", flat=True).first()
            if newest:
                pages.append(SubjectPage(name, zone, newest))
    return pages


def of_published_zones(model):
    """Published rows of a subject with only what an address and a date need."""
    return lambda: (
        model.objects.published()
        .filter(zone__in=Zone.objects.published())
        .select_related("zone")
        .only("slug", "updated_at", "zone__slug")
        .order_by("pk")
    )


SITEMAPS = {
    "lists": ListSitemap(),
    "zones": RowSitemap(lambda: Zone.objects.published().only("slug", "updated_at").order_by("pk")),
    "subjects": RowSitemap(subject_pages),
    "industries": RowSitemap(of_published_zones(Industry)),
    "enterprises": RowSitemap(of_published_zones(Enterprise)),
    "funds": RowSitemap(of_published_zones(Fund)),
    "places": RowSitemap(of_published_zones(Carrier)),
    "policies": RowSitemap(lambda: Policy.objects.published().only("slug", "updated_at").order_by("pk")),
    "notices": RowSitemap(lambda: Notice.objects.published().only("updated_at").order_by("pk")),
}
