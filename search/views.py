from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from notices.models import Notice
from publishing.both_languages import in_both_languages
from publishing.chinese_text import CHINESE
from publishing.read_only import read_only

from . import page
from .hits import PRESENTED
from .names import ISSUER, NUMBER, suggestions

NEWEST = 5
SECONDS = 60  # that anybody's cache may keep suggestions
LABELS = {kind: how.label for kind, how in PRESENTED.items()} | {ISSUER: _("发文机关"), NUMBER: _("文号")}


@read_only
def search_page(request):
    """搜索: one search over everything; without words a short help and the newest notices."""
    asked = page.asked(request.GET)
    context = {"area": "search", "asked": asked}
    if asked.q:
        context["found"] = page.results(asked)
        for language, address in in_both_languages(request.path).items():
            context[language] = address + asked.query()
    else:
        context["newest"] = Notice.objects.for_rows()[:NEWEST]
    return render(request, "search/page.html", context)


@read_only
def suggest(request):
    """{"suggestions": [{"text", "kind", "lang"}]}: what begins like `q`, eight at most, of what everybody may read."""
    found = suggestions(request.GET.get("q", ""))
    response = JsonResponse(
        {
            "suggestions": [
                {"text": one.text, "kind": str(LABELS[one.kind]), "lang": language_of(one.text)}
                for one in found
            ]
        }
    )
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        response["Cache-Control"] = f"public, max-age={SECONDS}"
    return response


def language_of(text) -> str:
    return "en" if get_language() == "en" and not CHINESE.search(text) else "zh-CN"


@read_only
def open_search(request):
    """The description by which browsers offer the site's search (OpenSearch 1.1)."""
    return render(request, "search/opensearch.xml", content_type="application/opensearchdescription+xml")
