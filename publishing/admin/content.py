"""What the admin of every row has: a form with its languages, a history, a bin, tables in and out, and one look."""

from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget
from modeltranslation.admin import TabbedTranslationAdmin
from unfold.admin import ModelAdmin

from publishing.actions import public_path, record_move
from publishing.audit import AuditedAdmin
from publishing.fields import RichTextField

from .deleting import DeletingAdmin
from .forms import AddressForm, untranslated
from .history import HistoryAdmin
from .tables import TablesAdmin
from .typed import TypedAdmin
from .words import WordsAdmin

EDITOR = {
    "extensions": {
        "Bold": True, "Italic": True, "Subscript": True, "Superscript": True, "Heading": {"levels": [2, 3, 4]},
        "BulletList": True, "OrderedList": True, "ListItem": True, "Blockquote": True, "HardBreak": True,
        "Link": {"enableTarget": False}, "Table": True, "TableRow": True, "TableHeader": True, "TableCell": True,
    }
}  # fmt: skip
RICH_TEXT = {
    RichTextField: {
        "form_class": ProseEditorFormField,
        "widget": AdminProseEditorWidget,
        "config": EDITOR,
        "preset": "configurable",
    }
}


class ContentAdmin(
    AuditedAdmin,
    WordsAdmin,
    DeletingAdmin,
    HistoryAdmin,
    TablesAdmin,
    TypedAdmin,
    ModelAdmin,
    TabbedTranslationAdmin,
):
    """Rows that are simply there (vocabularies, sources): a form, a list, a history, tables in and out."""

    form = AddressForm
    formfield_overrides = RICH_TEXT
    warn_unsaved_form = True
    list_per_page = 50
    show_full_result_count = False
    view_on_site = False
    change_form_template = "admin/content_form.html"
    actions = ["export_selected"]

    def save_model(self, request, obj, form, change):
        may_move = change and {"slug", "zone"}.intersection(form.changed_data)
        old_path = public_path(type(obj)._default_manager.get(pk=obj.pk)) if may_move else ""
        super().save_model(request, obj, form, change)
        if old_path:
            record_move(old_path=old_path, new_path=public_path(obj))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["untranslated"] = untranslated(context["adminform"].form)
        return super().render_change_form(request, context, add, change, form_url, obj)
