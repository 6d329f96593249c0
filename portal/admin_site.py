"""The door of the admin: every address below /admin/ goes through it, and it asks for more than a staff account."""

from functools import update_wrapper

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import FieldDoesNotExist
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from unfold.sites import UnfoldAdminSite

from accounts.password_rules import is_too_old
from accounts.second_factor import has_proved_second_factor, has_second_factor
from publishing.same_site import path_on_this_site

NOT_WRITTEN = ("csrfmiddlewaretoken", "password", "password1", "password2", "action", "select_across")
NOT_WRITTEN_ENDS = ("-TOTAL_FORMS", "-INITIAL_FORMS", "-MIN_NUM_FORMS", "-MAX_NUM_FORMS", "-id")


def step_before(request) -> tuple[str, str] | None:
    """What this member of staff has to do before any page of the admin: the page's name, and why."""
    if is_too_old(request.user):
        return "account_change_password", f"密码已用满 {settings.STAFF_PASSWORD_DAYS} 天，请先更改密码。"
    if not settings.STAFF_MFA:
        return None
    if not has_second_factor(request.user):
        return "mfa_activate_totp", "进入管理后台，除了密码还要两步验证。请先在这里设置，只需一次。"
    if not has_proved_second_factor(request):
        return "mfa_reauthenticate", "进入管理后台前，请输入验证码。"
    return None


class StaffDoor:
    """Mixin before an AdminSite: one sign-in page for everybody, and what step_before asks."""

    def has_permission(self, request):
        return super().has_permission(request) and not step_before(request)

    @method_decorator(secure_admin_login)
    def login(self, request, extra_context=None):
        """Visitors are at the sign-in page by now, members have their 403: only staff get here."""
        back = path_on_this_site(request.GET.get("next", ""), request) or reverse("admin:index")
        step = step_before(request)
        if not step:
            return redirect(back)
        page, why = step
        messages.warning(request, why)
        return redirect(f"{reverse(page)}?{urlencode({'next': back})}")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def admin_view(self, view, cacheable=False):
        """A form that is sent after the session ended is not thrown away: its text is shown, to be copied."""
        inside = super().admin_view(view, cacheable)
        model = getattr(getattr(view, "__self__", None), "model", None)

        def guarded(request, *args, **kwargs):
            if request.method == "POST" and not self.has_permission(request):
                return unsaved(request, model)
            return inside(request, *args, **kwargs)

        return update_wrapper(guarded, inside)


def unsaved(request, model):
    """Long texts first; of a select its value is shown: better too much than too little."""
    written = sorted(written_in(request.POST), key=lambda pair: -len(pair[1]))
    named = [(label_of(model, name), text) for name, text in written]
    return render(
        request, "staff/unsaved.html", {"written": named, "here": request.get_full_path()}, status=403
    )


def written_in(posted: QueryDict):
    """(field, text) of all that somebody may have written."""
    for name, texts in posted.lists():
        if name not in NOT_WRITTEN and not name.startswith("_") and not name.endswith(NOT_WRITTEN_ENDS):
            yield from ((name, text) for text in texts if text.strip())


def label_of(model, name: str) -> str:
    """What the form called a field; the fields of parts and of other forms keep their technical name."""
    try:
        return str(model._meta.get_field(name).verbose_name) if model else name
    except FieldDoesNotExist:
        return name


HIDDEN_APPS = ("account", "mfa")  # allauth registers its tables; nobody works with them at this desk


class PortalAdminSite(StaffDoor, UnfoldAdminSite):
    def register(self, model_or_iterable, admin_class=None, **options):
        """As ever, less the lists that libraries offer of their own accord."""
        models = [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        shown = [model for model in models if model._meta.app_label not in HIDDEN_APPS]
        super().register(shown, admin_class, **options)
