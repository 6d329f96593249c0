"""The editors' base: lists, workflow fields, addresses and pictures are treated alike everywhere."""

from django import forms
from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.utils import translation
from modeltranslation.admin import TranslationAdmin

from .actions import record_move
from .models import AuditEntry, SiteIdentity, Source
from .renditions import open_picture, store_picture
from .slugs import slug_from


class AddressForm(forms.ModelForm):
    """An empty address becomes the pinyin of the name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self):
        named = self.cleaned_data.get("name_zh_hans") or self.cleaned_data.get("title_zh_hans") or ""
        return self.cleaned_data["slug"] or slug_from(named)


class ContentAdmin(TranslationAdmin):
    form = AddressForm
    save_on_top = True

    def save_model(self, request, obj, form, change):
        old_path = (
            self._address(obj.__class__.objects.get(pk=obj.pk))
            if change and "slug" in form.changed_data
            else ""
        )
        super().save_model(request, obj, form, change)
        if old_path:
            record_move(old_path=old_path, new_path=self._address(obj))

    def _address(self, obj):
        with translation.override("zh-hans"):
            return obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else ""


class PublishableAdmin(ContentAdmin):
    list_filter = ["status", "source__kind"]
    list_select_related = ["source"]
    autocomplete_fields = ["source"]
    exclude = ["confirmed_by", "confirmed_at"]

    def get_list_display(self, request):
        return ["__str__", *self._own_columns(), "status", "as_of", "is_sample", "updated_at"]

    def _own_columns(self):
        """The zone, where the subject has one."""
        try:
            self.model._meta.get_field("zone")
        except FieldDoesNotExist:
            return []
        return ["zone"]

    @admin.display(description="示例", boolean=True)
    def is_sample(self, obj):
        return obj.is_sample


class PictureForm(AddressForm):
    """Takes the picture itself; what the database keeps is where its renditions are."""

    upload = forms.ImageField(
        label="上传图片", required=False, help_text="JPG、PNG、WebP 或 AVIF，不超过 15 MB、4000 万像素。"
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


@admin.register(Source)
class SourceAdmin(ContentAdmin):
    list_display = ["title", "kind", "issuer", "date"]
    list_filter = ["kind"]
    search_fields = ["title", "issuer"]


@admin.register(SiteIdentity)
class SiteIdentityAdmin(ContentAdmin):
    def has_add_permission(self, request):
        return not SiteIdentity.objects.exists() and super().has_add_permission(request)

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin):
    list_display = ["at", "actor_name", "action", "subject", "fields", "address"]
    list_filter = ["action"]
    search_fields = ["actor_name", "subject"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
