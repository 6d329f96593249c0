from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from publishing.read_only import taking
from publishing.same_site import path_on_this_site
from zones.models import Zone

from .forms import ProfileForm
from .me_parts import parts_for
from .models import SavedZone


@never_cache
@taking("GET", "HEAD", "POST")
@login_required
def me(request):
    """Profile, saved zones, and what other apps keep for this member."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("已保存。"))
        return redirect("accounts:me")
    zones = Zone.objects.visible_to(request.user)
    saved = SavedZone.objects.filter(user=request.user, zone__in=zones).select_related("zone")
    return render(
        request, "accounts/me.html", {"form": form, "saved": saved, "parts": parts_for(request.user)}
    )


@never_cache
@taking("POST")
def save_zone(request, zone):
    """收藏 or take it back. The field `saved` (yes, no) says what is wanted; without it the state is turned."""
    zone = get_object_or_404(Zone.objects.visible_to(request.user), slug=zone)
    back = path_on_this_site(request.POST.get("next", ""), request) or zone.get_absolute_url()
    if not request.user.is_authenticated:
        return HttpResponseRedirect(reverse("account_login") + "?" + urlencode({"next": back}))
    wanted = request.POST.get("saved")
    own = SavedZone.objects.filter(user=request.user, zone=zone)
    if wanted == "no" or (wanted != "yes" and own.exists()):
        own.delete()
    else:
        SavedZone.objects.bulk_create([SavedZone(user=request.user, zone=zone)], ignore_conflicts=True)
    return HttpResponseRedirect(back)
