"""Which requests come from pages of this site, and which paths lead to them. Pages without cookies lean on it."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.http import url_has_allowed_host_and_scheme


def is_same_site(request) -> bool:
    """Whether a page of ours sent this POST: the browser says so in Sec-Fetch-Site (https and loopback) or Origin.

    It stands in for the CSRF cookie on forms of visitors; scripts on other sites can set neither header.
    """
    if request.headers.get("Sec-Fetch-Site") == "same-origin":
        return True
    origin = request.headers.get("Origin", "")
    return origin == settings.SITE_URL or (origin != "" and urlsplit(origin).netloc == request.get_host())


def path_on_this_site(text, request, longest=200) -> str:
    """That text if it is a path of this site, e.g. /zones/xuesong/#costs; "" for anything else."""
    is_path = bool(text) and text.startswith("/") and len(text) <= longest and text.isprintable()
    return text if is_path and url_has_allowed_host_and_scheme(text, {request.get_host()}) else ""
