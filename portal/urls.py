"""The map of the site. Public addresses are promises: links, QR codes and search engines hold us to them."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from search.views import open_search

from .api import api, openapi
from .views import about, machines
from .views.home import home
from .views.media import media
from .views.preview import preview
from .views.security_txt import security_txt
from .views.zone import zone_detail, zone_views
from .views.zone_tabs import zone_enterprises, zone_funds, zone_industries, zone_policies

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/v1/openapi.json", openapi, name="openapi"),
    path("api/v1/", api.urls),
    path("media/<path:name>", media, name="media"),
    path("healthz", machines.healthz, name="healthz"),
    path("readyz", machines.readyz, name="readyz"),
    path("opensearch.xml", open_search, name="opensearch"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-<slug:kind>.xml", machines.sitemap_of, name="sitemap_of"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("robots.txt", machines.robots, name="robots"),
    *i18n_patterns(
        path("", home, name="home"),
        path("zones/<slug:zone>/", zone_detail, name="zone"),
        path("zones/<slug:zone>/views/", zone_views, name="zone_views"),
        path("zones/<slug:zone>/enterprises/", zone_enterprises, name="zone_enterprises"),
        path("zones/<slug:zone>/industries/", zone_industries, name="zone_industries"),
        path("zones/<slug:zone>/funds/", zone_funds, name="zone_funds"),
        path("zones/<slug:zone>/policies/", zone_policies, name="zone_policies"),
        path("preview/<str:token>/", preview, name="preview"),
        path("about/privacy/", about.privacy, name="privacy"),
        path("about/accessibility/", about.accessibility, name="accessibility"),
        path("", include("zones.urls")),
        path("policies/", include("policies.urls")),
        path("notices/", include("notices.urls")),
        path("search/", include("search.urls")),
        path("inquiries/", include("inquiries.urls")),
        path("", include("accounts.urls")),
        path("accounts/", include("accounts.sign_in_urls")),
        prefix_default_language=False,
    ),
]

handler400 = "portal.views.errors.bad_input"
handler403 = "portal.views.errors.forbidden"
handler404 = "portal.views.errors.not_found"
handler500 = "portal.views.errors.server_error"
