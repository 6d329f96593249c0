"""What people say about themselves: at sign-up, and later on /me/."""

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from publishing.form_fields import PhoneField, StorableField


def name_field(**options):
    return StorableField(
        label=_("姓名"), max_length=60, widget=forms.TextInput({"autocomplete": "name"}), **options
    )


def company_field(**options):
    return StorableField(
        label=_("单位"), max_length=120, widget=forms.TextInput({"autocomplete": "organization"}), **options
    )


class SignupDetailsForm(forms.Form):
    """The optional part of the sign-up form. allauth builds its own form on it, so it cannot import allauth's."""

    name = name_field(required=False)
    company = company_field(required=False)

    def signup(self, request, user):
        user.name = self.cleaned_data["name"]
        user.company = self.cleaned_data["company"]
        user.save(update_fields=["name", "company"])


class ProfileForm(forms.ModelForm):
    name = name_field(required=False)
    company = company_field(required=False)
    phone = PhoneField(
        label=_("电话"),
        max_length=20,
        required=False,
        empty_value=None,
        error_messages={"unique": _("这个号码不能使用，请核对，或改填别的号码。")},
    )

    class Meta:
        model = get_user_model()
        fields = ["name", "company", "phone"]
