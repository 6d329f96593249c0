"""allauth's forms in our words: every field a label above it, no placeholder, hints in whole sentences."""

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from publishing.form_fields import StorableEmailField, StorableField

from .password_rules import password_hint


def email_field(**options):
    widget = forms.EmailInput({"autocomplete": "email"})
    return StorableEmailField(label=_("电子邮箱"), widget=widget, **options)


class OurWords:
    """Mixin: labels, hints and what an empty field is told, for the fields that allauth makes itself."""

    labels = {
        "email": _("电子邮箱"),
        "password": _("密码"),
        "oldpassword": _("现在的密码"),
        "password1": _("密码"),
        "password2": _("再输入一次密码"),
        "code": _("验证码"),
    }
    hints = {"password1": lazy(password_hint, str)()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.error_messages["required"] = _("这一格要填。")
            field.help_text = self.hints.get(name, "")
            field.widget.attrs.pop("placeholder", None)


class SignInForm(OurWords, allauth_forms.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        widget = forms.TextInput({"autocomplete": "username", "autocapitalize": "none"})
        login = StorableField(label=_("电子邮箱或用户名"), max_length=254, widget=widget)
        self.fields = {"login": login, "password": self.fields["password"]}


class SignUpForm(OurWords, allauth_forms.SignupForm):
    email = email_field()
    field_order = ["email", "password1", "name", "company"]
    hints = OurWords.hints | {"email": _("验证码会发到这里。")}

    def try_save(self, request):
        """An address that has an account costs the same time, and so does the loser of two equal sign-ups."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
            return super().try_save(request)
        try:
            return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)


class ConfirmCodeForm(OurWords, allauth_forms.ConfirmEmailVerificationCodeForm):
    code = StorableField(
        label=_("验证码"),
        max_length=20,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class ResetForm(OurWords, allauth_forms.ResetPasswordForm):
    email = email_field()


class NewPasswordForm(OurWords, allauth_forms.ResetPasswordKeyForm):
    labels = OurWords.labels | {"password1": _("新密码"), "password2": _("再输入一次新密码")}


class ChangePasswordForm(OurWords, allauth_forms.ChangePasswordForm):
    labels = NewPasswordForm.labels


class SetPasswordForm(OurWords, allauth_forms.SetPasswordForm):
    labels = NewPasswordForm.labels


class ChangeEmailForm(OurWords, allauth_forms.AddEmailForm):
    email = email_field()
    hints = {"email": _("验证码会发到新邮箱；输入以后才换过去。")}


class ReauthenticateForm(OurWords, allauth_forms.ReauthenticateForm):
    pass
