from django.conf import settings

from publishing.both_languages import in_both_languages
from publishing.models import SiteIdentity


def site(request):
    """Who runs the site, and this page's address in both languages (absolute, by SITE_URL)."""
    here = request.path
    return {
        "identity": SiteIdentity.current(),
        "site_url": settings.SITE_URL,
        "canonical": settings.SITE_URL + here,
        **in_both_languages(here),
    }
