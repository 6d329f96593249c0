"""allauth's forms of the second factor in our words."""

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _

from publishing.form_fields import StorableField


def code_field(label, **widget):
    return StorableField(
        label=label,
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code", "autocapitalize": "none"} | widget),
    )


class CodeForm(base.AuthenticateForm):
    code = code_field(_("验证码或恢复码"))


class ConfirmWithCodeForm(base.ReauthenticateForm):
    code = code_field(_("验证码或恢复码"))


class SetUpForm(totp.ActivateTOTPForm):
    code = code_field(_("验证器显示的六位数字"), inputmode="numeric")
