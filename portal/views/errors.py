"""Answers to what cannot be served, in the reader's language, saying what to do."""

from django.http import HttpResponsePermanentRedirect, HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.utils import translation
from django.views.decorators.csrf import requires_csrf_token

from publishing.models import MovedAddress


def bad_input(request, exception=None):
    """400, also before any other middleware ran: the language is read off the address here."""
    with translation.override("en" if request.path_info.startswith("/en/") else "zh-hans"):
        request.LANGUAGE_CODE = translation.get_language()
        return render(request, "errors/400.html", status=400)


def not_found(request, exception=None):
    moved = MovedAddress.new_address(request.path)
    if moved:
        return HttpResponsePermanentRedirect(moved)
    return render(request, "errors/404.html", status=404)


def forbidden(request, exception=None):
    return render(request, "errors/403.html", status=403)


@requires_csrf_token
def csrf_failure(request, reason=""):
    return render(request, "errors/csrf.html", status=403)


def server_error(request):
    """500: nothing that may itself fail, so no context processors and no database."""
    return HttpResponseServerError(loader.render_to_string("errors/500.html"))
