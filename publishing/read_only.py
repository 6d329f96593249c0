"""Which methods a page takes. Any other is told so in the reader's language (405)."""

from functools import wraps

from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt


def read_only(view):
    """A page that is only ever read: GET and HEAD; anything else is told so (405), before any question of tokens."""
    return csrf_exempt(taking("GET", "HEAD")(view))


def taking(*methods):
    """Decorator of a view that answers these methods only."""

    def guard(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if request.method in methods:
                return view(request, *args, **kwargs)
            response = render(request, "errors/405.html", {"is_readable": "GET" in methods}, status=405)
            response["Allow"] = ", ".join(methods)
            return response

        return guarded

    return guard
