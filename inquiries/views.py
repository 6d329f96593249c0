from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from publishing.limits import Limit
from publishing.models import SiteIdentity
from publishing.read_only import read_only, taking
from publishing.same_site import is_same_site, path_on_this_site

from .actions import receive_inquiry, says_the_same
from .forms import InquiryForm, TrackForm
from .models import Inquiry
from .origin import origin_of
from .retention import KEPT_DAYS
from .tokens import new_token

LIMIT = Limit("inquiry", most=20, seconds=3600)  # a firm or a dormitory may share one address


@never_cache
@csrf_exempt  # a visitor has no cookie: is_same_site and the one-time token stand in
@taking("GET", "HEAD", "POST")
def new(request):
    """立即沟通: the form, and what was filled in when something is to be corrected."""
    if request.method == "POST":
        return receive(request)
    return show(request, InquiryForm(initial=known_of(request.user)))


def receive(request):
    """303 to the receipt; the form again with words where it cannot be taken."""
    form = InquiryForm(request.POST)
    if not is_same_site(request):
        form.add_error(
            None, _("这次提交看起来不是从本站的页面发出的，还没有保存；内容都在：请核对后再提交一次。")
        )
        return show(request, form, status=403)
    if not form.is_valid():
        return show(request, form)
    earlier = Inquiry.objects.filter(token=form.form_token.token).first()
    if earlier is None and LIMIT.is_reached(request):
        form.add_error(None, _("这个网络一小时内提交得太多，请过一会儿再提交，或打电话给我们；内容都还在。"))
        return show(request, form, status=429)
    inquiry, is_new = receive_inquiry(form=form, from_path=from_path(request), user=request.user)
    if is_new:
        LIMIT.count(request)
    elif not says_the_same(inquiry, form):
        form.add_error(None, _("这份表单已经提交过。改动后的内容要作为新的咨询，请再提交一次。"))
        return show(request, form)
    return HttpResponseRedirect(reverse("inquiries:track") + f"?code={inquiry.code}", status=303)


def show(request, form, status=200):
    identity = SiteIdentity.current()
    context = {
        "form": form,
        "origin": origin_of(from_path(request)),
        "token": new_token(identity.privacy_version),
        "kept_days": KEPT_DAYS,
    }
    return render(request, "inquiries/new.html", context, status=status)


def from_path(request) -> str:
    return path_on_this_site(request.POST.get("from") or request.GET.get("from", ""), request)


def known_of(user) -> dict:
    if not user.is_authenticated:
        return {}
    return {"name": user.name, "company": user.company, "phone": user.phone, "email": user.email}


@never_cache
@read_only
def track(request):
    """咨询进度: what was asked and where it stands. The code opens no name, telephone or address."""
    form = TrackForm(request.GET if "code" in request.GET else None)
    inquiry = form.cleaned_data["code"] if form.is_bound and form.is_valid() else None
    return render(request, "inquiries/track.html", {"form": form, "inquiry": inquiry})
