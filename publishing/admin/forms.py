"""The editors' forms: addresses from names, pictures, and a save that never overwrites a colleague's."""

from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.html import strip_tags
from unfold.widgets import UnfoldAdminImageFieldWidget

from publishing.renditions import open_picture, store_picture
from publishing.slugs import slug_from


class AddressForm(forms.ModelForm):
    """An empty address becomes the pinyin of the name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self):
        named = self.cleaned_data.get("name_zh_hans") or self.cleaned_data.get("title_zh_hans") or ""
        return self.cleaned_data["slug"] or slug_from(named)


class Difference(NamedTuple):
    """One field of a conflict, as text: what a colleague has saved meanwhile, and what stands in this form."""

    label: str
    theirs: str
    mine: str


class PublishableForm(AddressForm):
    """Carries the version it was opened with; a row that was saved by somebody else meanwhile is not overwritten.

    After a conflict, `differences` lists both sides, the form keeps what was typed and takes up the new version, so
    that saving again is a decision and not an accident.
    """

    opened_version = forms.IntegerField(label="打开时的版次", widget=forms.HiddenInput, required=False)
    proposed: dict = {}  # what the author proposed already (publishing.admin.proposals)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= self.proposed
        self.differences: list[Difference] = []
        if self.instance.pk:
            self.initial["opened_version"] = self.instance.version

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk:
            current = type(self.instance)._default_manager.select_for_update().get(pk=self.instance.pk)
            if cleaned.get("opened_version") != current.version:
                self.refuse_stale(current)
        return cleaned

    def refuse_stale(self, current):
        self.differences = [
            Difference(str(bound.label), shown(theirs), shown(mine))
            for bound, theirs, mine in self.both_sides(current)
            if shown(theirs) != shown(mine)
        ]
        self.data = self.data.copy()
        self.data[self.add_prefix("opened_version")] = current.version
        raise ValidationError(
            "您打开这一页之后，同事已经保存过。您填写的内容都还在下面；请对照两边的不同，改好后再保存一次。",
            code="stale",
        )

    def both_sides(self, current):
        """(bound field, their value, my value) of every field that this form holds and that was read without error."""
        for name in self.fields:
            if name in self.cleaned_data and hasattr(current, name):
                theirs = getattr(current, name)
                yield self[name], theirs.all() if hasattr(theirs, "all") else theirs, self.cleaned_data[name]


def shown(value) -> str:
    """A value as plain text, for people to compare: rich text without tags, several related rows as their names."""
    if value is None or value is False:
        return "" if value is None else "否"
    if value is True:
        return "是"
    if isinstance(value, File):
        return value.name or ""
    if hasattr(value, "__iter__") and not isinstance(value, str):
        return "、".join(sorted(map(str, value)))
    return strip_tags(str(value)).replace("\r\n", "\n").strip()


class Picture(forms.ModelForm):
    """Takes the picture itself; what the database keeps is where its renditions are."""

    upload = forms.ImageField(
        label="上传图片",
        required=False,
        help_text="JPG、PNG、WebP 或 AVIF，不超过 15 MB、4000 万像素；照片里的拍摄地点等信息会去掉。",
        widget=UnfoldAdminImageFieldWidget({"accept": "image/jpeg,image/png,image/webp,image/avif"}),
    )

    def clean_upload(self):
        upload = self.cleaned_data.get("upload")
        if upload:
            open_picture(upload)
        elif not self.instance.folder:
            raise forms.ValidationError("请选择要上传的图片。")
        return upload

    def save(self, commit=True):
        if self.cleaned_data.get("upload"):
            stored = store_picture(self.cleaned_data["upload"])
            self.instance.folder, self.instance.width, self.instance.height = stored
        return super().save(commit)


class PicturePublishableForm(Picture, PublishableForm):
    """A picture that is published by itself."""


def untranslated(form) -> list[str]:
    """Labels of the fields whose Chinese is filled and whose English is not, in the order of the form."""
    labels = []
    for name in form.fields:
        if name.endswith("_en"):
            chinese = name.removesuffix("_en") + "_zh_hans"
            if form[chinese].value() and not form[name].value():
                labels.append(str(form[chinese].label))
    return labels
