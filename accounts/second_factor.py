"""The second factor, allauth's MFA in our words: secrets encrypted at rest, QR codes that our content policy allows."""

import base64
from functools import wraps
from io import BytesIO

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from publishing.models import SiteIdentity

PROVED = "second_factor_of"  # in the session: whose second factor this browser has shown


class SecretUnreadableError(ValidationError):
    """Stored under a SECRET_KEY that is neither the present one nor among SECRET_KEY_FALLBACKS."""


def cipher() -> MultiFernet:
    """Encrypts with a key derived from SECRET_KEY; reads what former keys (SECRET_KEY_FALLBACKS) wrote as well."""
    keys = [
        salted_hmac("accounts.second_factor", "", secret=secret, algorithm="sha256").digest()
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("验证码不对，请输入验证器里现在显示的六位数字，或一个没用过的恢复码。"),
        "unverified_email": _("请先验证邮箱，再设置两步验证。"),
        "cannot_generate_recovery_codes": _("先设置两步验证，才有恢复码。"),
    }

    def get_totp_issuer(self):
        """The site's name in the app's list; never the Host header, which anybody can forge."""
        return SiteIdentity.current().name or settings.SITE_HOST

    def build_totp_svg(self, url):
        drawn = BytesIO()
        segno.make(url, micro=False, error="m").save(drawn, kind="svg", scale=5, border=4, light="#fff")
        return drawn.getvalue().decode()

    def encrypt(self, text):
        return cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        try:
            return cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            raise SecretUnreadableError(
                _("这个账号的两步验证已无法核对（网站换过密钥），请联系管理员移除后重新设置。")
            ) from error


def has_second_factor(user) -> bool:
    """Whether signing in takes more than the password; recovery codes alone do not count."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def note_proof(sender, request, user, **_):
    """Receiver of allauth's signals that a second factor was set up or used."""
    request.session[PROVED] = user.pk


def has_proved_second_factor(request) -> bool:
    """Whether it was shown in this very session: one that is older than the second factor must show it, too."""
    return request.session.get(PROVED) == request.user.pk


def shown_first(view):
    """A page that takes the second factor away or prints ways around it, for a browser that has shown it.

    Without this a session from before it was set up could remove it with the password, or at first with nothing at all.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        user = request.user
        if user.is_authenticated and has_second_factor(user) and not has_proved_second_factor(request):
            asked = urlencode({"next": request.get_full_path()})
            return redirect(f"{reverse('mfa_reauthenticate')}?{asked}")
        return view(request, *args, **kwargs)

    return guarded


def remove_second_factor(user) -> bool:
    """For a lost device: sign-in takes the password alone until a new one is set up. False if there was none."""
    return bool(Authenticator.objects.filter(user=user).delete()[0])
