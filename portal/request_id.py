"""Every request has an id: it stands in each line of log, and in the answer for whoever reports a fault."""

import re
import secrets

from django.conf import settings

from .logs import RequestLog, request_id

SANE = re.compile(r"[A-Za-z0-9._-]{8,64}")


class RequestIdMiddleware:
    """First of all. nginx makes the id where BEHIND_PROXY says that there is one; from anybody else none is taken."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        log = RequestLog()
        token = request_id.set(id_of(request))
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
            log.write(request.method, request.path, response.status_code)
            return response
        finally:
            request_id.reset(token)


def id_of(request) -> str:
    given = request.headers.get("X-Request-ID", "") if settings.TRUSTED_PROXY_COUNT else ""
    return given if SANE.fullmatch(given) else secrets.token_hex(16)
