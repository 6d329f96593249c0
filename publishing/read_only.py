from functools import wraps

from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt


def read_only(view):
    """A page that is only ever read: GET and HEAD; anything else is told so (405), before any question of tokens."""

    @csrf_exempt
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.method in ("GET", "HEAD"):
            return view(request, *args, **kwargs)
        response = render(request, "errors/405.html", status=405)
        response["Allow"] = "GET, HEAD"
        return response

    return guarded
