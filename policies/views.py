from django.conf import settings
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from notices.models import Notice
from notices.outline import Heading, outlined
from publishing.listing import listing
from publishing.qr import qr_svg
from publishing.read_only import read_only

from .awards import award_lines
from .calculator import CalculatorForm
from .evaluation import totals
from .filters import PolicyFilter
from .models import Policy
from .structured import as_government_service


@read_only
def policy_list(request):
    filters = PolicyFilter(request.GET, Policy.objects.for_list().with_notice().with_top_award())
    return render(
        request,
        "policies/list.html",
        {"area": "policies", "found": listing(filters, request.GET.get("page"))},
    )


@read_only
def policy_calculator(request):
    """政策测算: what the awards that the reader ticked come to. All of it stands in the address; nothing is kept."""
    form = CalculatorForm(request.GET, list(Policy.objects.for_calculating()))
    lines = form.lines()
    context = {
        "area": "policies",
        "totals": totals(cited.line for cited in lines),
        "lines": lines,
        "cited_policies": list(dict.fromkeys(cited.policy for cited in lines)),
        "offers": form.offers(),
    }
    return render(request, "policies/calculator.html", context)


@read_only
def policy_detail(request, slug):
    policy = get_object_or_404(Policy.objects.for_reading(), slug=slug)
    address = settings.SITE_URL + policy.get_absolute_url()
    awards = [] if policy.is_sample else award_lines(policy.awards.all())
    text = outlined(policy.body)
    context = {
        "area": "policies",
        "policy": policy,
        "contents": contents(awards, text),
        "awards": awards,
        "text": text,
        "notice": Notice.objects.published().only("title").with_periods().filter(pk=policy.notice_id).first(),
        "address": address,
        "qr": qr_svg(address),
        "structured": None if policy.is_sample else as_government_service(policy, address),
    }
    return render(request, "policies/policy.html", context)


def contents(awards, text) -> list[Heading]:
    """The page's table of contents: its own sections, with the body's headings below 政策内容."""
    parts = [Heading("awards", _("奖补条款"))] if awards else []
    parts += [Heading("body", _("政策内容"), text.outline)] if text.html else []
    return [*parts, Heading("share", _("出处与分享"))]
