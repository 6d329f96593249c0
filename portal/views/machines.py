"""What machines read: robots.txt, the health checks and the sitemap."""

from django.conf import settings
from django.contrib.sitemaps.views import sitemap as sitemap_of
from django.http import HttpResponse, JsonResponse
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
def sitemap(request):
    return sitemap_of(request, sitemaps=SITEMAPS)
