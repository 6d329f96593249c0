"""A tag in any text is shown as text on every page of the admin, wherever the text comes from."""

from django.core.exceptions import FieldDoesNotExist
from django.test import TestCase
from django.utils import timezone

from publishing.models import AuditEntry
from tests.factories import make_user
from tests.portal.test_role_matrix import one_of_each

from .every_page import bury_sister, reading_of

MARK = "\"'></script><img src=x onerror=alert(1)>"
SHORT = "<img src=x>"
RAW = "<img src=x"
KEPT = ("password", "as_of", "folder")  # read by machines: what stands there is never a tag


def marks_for(model) -> dict[str, str]:
    """A tag for each text of the model that has room for one."""
    texts = {}
    for field in model._meta.concrete_fields:
        is_text = field.get_internal_type() in ("CharField", "TextField") and not field.choices
        if is_text and field.name not in KEPT and (field.max_length or 99) >= len(SHORT):
            texts[field.attname] = MARK if (field.max_length or 99) >= len(MARK) else SHORT
    return texts


def mark(row):
    """Put tags into the row past every form, then give it a past that holds them too."""
    model = type(row)
    texts = marks_for(model)
    if issubclass(model, AuditEntry):
        AuditEntry.objects.create(action="changed", **texts)
        return
    for parent in (*model._meta.get_parent_list(), model):
        own = {name: text for name, text in texts.items() if has_column(parent, name)}
        if own:
            parent._default_manager.filter(pk=row.pk).update(**own)
    row.refresh_from_db()
    if hasattr(model, "history"):
        row.save()
        for name, text in texts.items():
            setattr(row, name, text.replace("alert(1)", "alert(2)"))
        row._change_reason = "退回：" + MARK
        row.save()
        bury_sister(row)


def has_column(model, name) -> bool:
    try:
        return model._meta.get_field(name).model is model
    except FieldDoesNotExist:
        return False


class EscapingTests(TestCase):
    def test_no_page_of_the_admin_prints_a_tag_that_stands_in_a_text(self):
        rows = one_of_each()
        for row in rows.values():
            mark(row)
        boss = make_user(is_staff=True, is_superuser=True, name=MARK, last_login=timezone.now())
        self.client.force_login(boss)
        escaped = 0
        self.assertNotIn(RAW, self.client.get("/admin/").text)
        for model, row in rows.items():
            for name, page in reading_of(self.client, model, row):
                self.assertIn(page.status_code, (200, 403), f"{model._meta.label} {name}")
                self.assertNotIn(RAW, page.text, f"{model._meta.label} {name}")
                escaped += "&lt;img src=x" in page.text
        self.assertGreater(escaped, 120)
