"""Rules of every request: readable input, language by address, and pages that anybody's cache may keep."""

from functools import partial
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import parse_cookie
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from accounts.staff_session import living_user
from portal.views.errors import bad_input

MAX_QUERY_LENGTH = 4000
MAX_PARAMETERS = 250  # the policy calculator sends two for each award there is
MAX_PARAMETER_LENGTH = 400


class BadInputMiddleware:
    """400 for what cannot be text (NUL, broken UTF-8), cookies too, and for too many or too long parameters."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request) if is_readable(request.META) else bad_input(request)


def is_readable(environ) -> bool:
    """Whether address, query and cookies of a WSGI environ are text, and the query's parts few and short enough."""
    query = environ.get("QUERY_STRING", "")
    if len(query) > MAX_QUERY_LENGTH or query.count("&") >= MAX_PARAMETERS:
        return False
    values = [unquote_to_bytes(part.partition("=")[2].replace("+", " ")) for part in query.split("&")]
    raw = [environ.get("PATH_INFO", "").encode("latin-1", "replace"), unquote_to_bytes(query), *values]
    try:
        texts = [part.decode() for part in raw]
    except UnicodeDecodeError:
        return False
    cookies = parse_cookie(environ.get("HTTP_COOKIE", "")).values()  # "\000" in quotes is a NUL
    return not any("\0" in text for text in (*texts, *cookies)) and all(
        len(text) <= MAX_PARAMETER_LENGTH for text in texts[2:]
    )


class LanguageFromPathMiddleware:
    """/en/… is English, all else Chinese. The browser's wish does not count: one address, one document."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_english = request.path_info == "/en" or request.path_info.startswith("/en/")
        with translation.override("en" if is_english else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", "en" if is_english else "zh-CN")
        return response


class SessionAuthenticationMiddleware(AuthenticationMiddleware):
    """Without a session cookie nobody is signed in: the session is not touched, so the answer does not vary on it.

    With one, request.user is read when it is first asked for, and a session of staff may have come to its end.
    """

    def process_request(self, request):
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            request.user = SimpleLazyObject(partial(living_user, request))
        else:
            request.user = AnonymousUser()


class CachePolicyMiddleware:
    """What a signed-in reader gets stays with that reader; everybody's pages are asked for again before reuse."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if "Cache-Control" not in response:
            is_personal = settings.SESSION_COOKIE_NAME in request.COOKIES or request.method not in (
                "GET",
                "HEAD",
            )
            response["Cache-Control"] = "private, no-store" if is_personal else "no-cache"
        return response


class AdminContentSecurityMiddleware:
    """Under /admin/ the content-security policy is as wide as the admin's frame needs it, nowhere else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path_info.startswith("/admin/"):
            response._csp_config = settings.ADMIN_CSP  # what django.views.decorators.csp.csp_override sets
        return response
