"""What machines read: robots.txt, the health checks and the sitemap."""

from django.conf import settings
from django.contrib.sitemaps.views import SitemapIndexItem, x_robots_tag
from django.contrib.sitemaps.views import sitemap as sitemap_section
from django.http import HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from portal.readiness import readiness
from portal.sitemaps import SITEMAPS
from publishing.read_only import read_only

NOT_FOR_ROBOTS = (
    "/admin/",
    "/accounts/",
    "/en/accounts/",
    "/me/",
    "/en/me/",
    "/inquiries/",
    "/en/inquiries/",
)


@read_only
def robots(request):
    paths = [f"Disallow: {path}" for path in NOT_FOR_ROBOTS]
    lines = ["User-agent: *", *paths, "", f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@read_only
def healthz(request):
    """The process answers. It says nothing of the database or the version."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})


@read_only
def readyz(request):
    """Which parts work, each ok or fail; 503 when one fails. It is for whoever looks after the site."""
    parts = readiness()
    answer = {
        "ready": all(parts.values()),
        "parts": {name: "ok" if ok else "fail" for name, ok in parts.items()},
    }
    return JsonResponse(answer, status=200 if answer["ready"] else 503, headers={"Cache-Control": "no-store"})


@read_only
@x_robots_tag
def sitemap(request):
    """Where the pages of each kind are named, as many to a file as one request can read."""
    files = []  # without a moment of change: pages come and go by themselves
    for kind, pages in SITEMAPS.items():
        address, paginator = f"{settings.SITE_URL}{reverse('sitemap_of', args=[kind])}", pages.paginator
        for number in paginator.page_range if paginator.count else ():
            files.append(SitemapIndexItem(f"{address}?p={number}" if number > 1 else address))
    context = {"sitemaps": files}
    return TemplateResponse(request, "sitemap_index.xml", context, content_type="application/xml")


@read_only
def sitemap_of(request, kind):
    response = sitemap_section(request, SITEMAPS, section=kind)
    response.headers.pop("Last-Modified", None)  # that of another request, perhaps
    return response
