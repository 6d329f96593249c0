"""The pages of django-allauth that this site offers, under /accounts/. No cache keeps any of them.

The names are allauth's own, without a namespace: it reverses them itself.
"""

from allauth.account import views
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path, re_path
from django.views.decorators.cache import never_cache

from .second_factor import shown_first

RESET_KEY = r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

urlpatterns = [
    path("login/", never_cache(views.login), name="account_login"),
    path("signup/", never_cache(views.signup), name="account_signup"),
    path("logout/", never_cache(views.logout), name="account_logout"),
    path("inactive/", never_cache(views.account_inactive), name="account_inactive"),
    path("reauthenticate/", never_cache(views.reauthenticate), name="account_reauthenticate"),
    path("email/", never_cache(views.email), name="account_email"),
    path(
        "confirm-email/",
        never_cache(views.email_verification_sent),
        name="account_email_verification_sent",
    ),
    path("password/change/", never_cache(views.password_change), name="account_change_password"),
    path("password/set/", never_cache(views.password_set), name="account_set_password"),
    path("password/reset/", never_cache(views.password_reset), name="account_reset_password"),
    path("password/reset/done/", never_cache(views.password_reset_done), name="account_reset_password_done"),
    re_path(RESET_KEY, never_cache(views.password_reset_from_key), name="account_reset_password_from_key"),
    path(
        "password/reset/key/done/",
        never_cache(views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("2fa/", never_cache(factor.index), name="mfa_index"),
    path("2fa/authenticate/", never_cache(factor.authenticate), name="mfa_authenticate"),
    path("2fa/reauthenticate/", never_cache(factor.reauthenticate), name="mfa_reauthenticate"),
    path("2fa/app/", never_cache(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/app/remove/", never_cache(shown_first(totp.deactivate_totp)), name="mfa_deactivate_totp"),
    path("2fa/codes/", never_cache(shown_first(codes.view_recovery_codes)), name="mfa_view_recovery_codes"),
    path(
        "2fa/codes/renew/",
        never_cache(shown_first(codes.generate_recovery_codes)),
        name="mfa_generate_recovery_codes",
    ),
]
