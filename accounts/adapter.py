import time
from datetime import UTC, datetime

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publishing.audit import Action, record_request

from .sign_in_records import account_typed


class AccountAdapter(DefaultAccountAdapter):
    """allauth in our words: links by SITE_URL, and the same answer whether an account exists or not."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("电子邮箱、用户名或密码不对。"),
        "username_password_mismatch": _("电子邮箱、用户名或密码不对。"),
        "too_many_login_attempts": _("试错次数太多，请过几分钟再试。"),
        "enter_current_password": _("现在的密码不对。"),
        "incorrect_password": _("密码不对。"),
        "incorrect_code": _("验证码不对，请核对邮件里最新的一个。"),
        "duplicate_email": _("这就是您现在的邮箱。"),
        "email_taken": _("这个邮箱已有账号，不能再用于这个账号。"),
        "invalid_password_reset": _("链接已失效，请重新申请。"),
        "rate_limited": _("请求太频繁，请稍等十几秒再试。"),
    }

    def get_login_stages(self):
        """Verification by e-mail is for accounts that have one: the first administrator signs in without."""
        ours = {"allauth.account.stages.EmailVerificationStage": "accounts.stages.EmailVerificationStage"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def get_reset_password_from_key_url(self, key):
        """The link of the mail. It is made of SITE_URL, for a Host header can be forged by anybody."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.SITE_URL + path.replace("UID-KEY", key)

    def get_password_change_redirect_url(self, request):
        return reverse("admin:index" if request.user.is_staff else "accounts:me")

    def pre_authenticate(self, request, **credentials):
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            record_request(request, Action.SIGN_IN_LOCKED, subject=account_typed(credentials))
            raise

    def is_reauthentication_required(self, *, app, **options):
        """Whoever just signed in sets up the first second factor without typing the password again."""
        required = super().is_reauthentication_required(app=app, **options)
        return required and not (app == "allauth.mfa" and self._is_setting_up())

    def _is_setting_up(self) -> bool:
        """Whether this sign-in is minutes old, and any second factor still younger."""
        records = get_authentication_records(self.request, self.request.user)
        signed_in_at = records[-1]["at"] if records else 0
        if time.time() - signed_in_at > app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        since = datetime.fromtimestamp(signed_in_at, UTC)
        return not Authenticator.objects.filter(user=self.request.user, created_at__lt=since).exists()
