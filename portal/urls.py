"""The map of the site. Public addresses are promises: links, QR codes and search engines hold us to them."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from .views.stub import stub

urlpatterns = [
    path("admin/", admin.site.urls),
    path("media/<path:name>", stub, name="media"),
    path("healthz", stub, name="healthz"),
    path("sitemap.xml", stub, name="sitemap"),
    path("robots.txt", stub, name="robots"),
    *i18n_patterns(
        path("", stub, name="home"),
        path("zones/<slug:zone>/", stub, name="zone"),
        path("zones/<slug:zone>/views/", stub, name="zone_views"),
        path("zones/<slug:zone>/enterprises/", stub, name="zone_enterprises"),
        path("zones/<slug:zone>/industries/", stub, name="zone_industries"),
        path("zones/<slug:zone>/funds/", stub, name="zone_funds"),
        path("zones/<slug:zone>/policies/", stub, name="zone_policies"),
        path("about/privacy/", stub, name="privacy"),
        path("about/accessibility/", stub, name="accessibility"),
        path("", include("zones.urls")),
        path("policies/", include("policies.urls")),
        path("notices/", include("notices.urls")),
        path("inquiries/", include("inquiries.urls")),
        path("", include("accounts.urls")),
        path("accounts/", include("allauth.account.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "portal.views.errors.bad_input"
handler403 = "portal.views.errors.forbidden"
handler404 = "portal.views.errors.not_found"
handler500 = "portal.views.errors.server_error"
