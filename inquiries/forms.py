from django import forms
from django.utils.translation import gettext_lazy as _

from publishing.form_fields import PhoneField, StorableEmailField, StorableField

from .models import Inquiry
from .tokens import read_token


class InquiryForm(forms.ModelForm):
    """立即沟通: the least that is needed to answer. `website` is a trap: it is hidden, so that only robots fill it."""

    name = StorableField(label=_("怎么称呼"), max_length=60, widget=forms.TextInput({"autocomplete": "name"}))
    company = StorableField(
        label=_("单位"),
        max_length=120,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    phone = PhoneField(label=_("电话"), required=False, help_text=_("电话与电子邮箱填一个就够。"))
    email = StorableEmailField(
        label=_("电子邮箱"),
        max_length=200,  # of OutboxMail.reply_to: the desk answers there
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    text = StorableField(
        label=_("您想了解什么"),
        max_length=4000,
        help_text=_("面积、用途、时间，知道多少写多少。"),
        widget=forms.Textarea({"rows": 6}),
    )
    consent = forms.BooleanField(
        label=_("我同意为答复本次咨询处理以上信息"),
        error_messages={"required": _("请勾选同意，否则我们不能保存您的联系方式。")},
    )
    website = forms.CharField(
        label=_("请留空"), required=False, widget=forms.TextInput({"autocomplete": "off"})
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Inquiry
        fields = ["name", "company", "phone", "email", "text"]

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("这一格用来识别机器填写：请清空它，再提交一次。"))
        return ""

    def clean(self):
        cleaned = super().clean()
        self.form_token = read_token(cleaned.get("token") or "")
        if self.form_token is None:
            self.add_error(None, _("表单打开得太久，已为您换了一份新的，内容都在：请再提交一次。"))
        if not {"phone", "email"} & set(self.errors) and not (cleaned["phone"] or cleaned["email"]):
            self.add_error("phone", _("请填电话或电子邮箱，至少一项，好让我们答复您。"))
        return cleaned

    def _get_validation_exclusions(self):
        """The reachable constraint is said in clean(), beside its field; the database still holds it."""
        return super()._get_validation_exclusions() | {"phone"}


class TrackForm(forms.Form):
    code = StorableField(
        label=_("查询码"),
        max_length=60,
        help_text=_("回执上的 32 位字母与数字，空格可以不输。"),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}),
    )

    def clean_code(self):
        """The inquiry of that code, however it was grouped."""
        typed = self.cleaned_data["code"].replace(" ", "").replace("-", "").lower()
        found = Inquiry.objects.filter(code=typed).only("code", "created_at", "status", "text").first()
        if found is None:
            raise forms.ValidationError(_("没有这个查询码，请核对；找不到时请打电话，我们帮您查。"))
        return found
