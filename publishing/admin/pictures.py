"""Pictures in forms: what is stored now, a preview of what was just chosen, and the point that stays in view."""

from django.contrib import admin
from django.template.loader import render_to_string
from unfold.widgets import UnfoldAdminRadioSelectWidget

from .forms import Picture
from .inlines import RowInline


class PreviewAdmin(admin.options.BaseModelAdmin):
    """Mixin for admins and inlines of PictureBase models."""

    readonly_fields = ["preview"]

    @admin.display(description="预览")
    def preview(self, obj):
        return render_to_string("admin/preview.html", {"shown": obj})

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "focus":
            kwargs["widget"] = UnfoldAdminRadioSelectWidget(
                attrs={"class": "desk-focus"}, radio_style=admin.HORIZONTAL
            )
        return super().formfield_for_choice_field(db_field, request, **kwargs)


class PictureInline(PreviewAdmin, RowInline):
    form = Picture
    fields = ["upload", "preview", "focus", "alt", "caption", "credit", "position"]
