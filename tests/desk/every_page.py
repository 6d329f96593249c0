"""Reads every page of the admin, model by model, as a superuser: what the tests of words and of escaping look at."""

from django.contrib import admin
from django.urls import reverse

from notices.models import Notice
from publishing.workflow import STEPS
from tests.portal.test_role_matrix import one_of_each
from zones.models import Plant

from .staff import address

FORM_COUNTS = {"TOTAL_FORMS": 1, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}


def rows_with_a_past():
    """{model: row}: one of each, with two versions and a deleted sister where the model keeps a history."""
    rows = one_of_each()
    for model, row in rows.items():
        if hasattr(model, "history"):
            row.save()
            bury_sister(row)
    return rows


def bury_sister(row):
    """A record as deleting another row of the same words would leave it, for the bin."""
    record = row.history.first()
    setattr(record, row._meta.pk.attname, row.pk + 1000)
    record.pk, record.history_type = None, "-"
    record.save(force_insert=True)


def pages(client, rows):
    """(name, page) of every page there is: each model's own, and those of the frame."""
    for name in ("index", "search"):
        yield name, client.get(reverse(f"admin:{name}"), {"s": "公"})
    yield "search for nothing", client.get(reverse("admin:search"), {"s": "没有这个"})
    yield "not found", client.get("/admin/nirgends/")
    yield "gone", client.get(address(Notice, "change", 987654), follow=True)
    yield "password change", client.get(reverse("admin:password_change"), follow=True)
    for app in sorted({model._meta.app_label for model in rows}):
        yield f"app {app}", client.get(reverse("admin:app_list", args=[app]))
    for model, row in rows.items():
        for name, page in pages_of(client, model, row):
            yield f"{model._meta.label} {name}", page


def pages_of(client, model, row):
    """(name, page) of one model: reading, then what is sent empty, then what is asked before deleting."""
    yield from reading_of(client, model, row)
    model_admin = admin.site._registry[model]
    yield "empty list", client.get(address(model, "changelist"), {"q": "没有这个"})
    add = client.get(address(model, "add"))
    yield "add", add
    if add.status_code == 200:
        prefixes = [each.formset.prefix for each in add.context["inline_admin_formsets"]]
        counts = {f"{prefix}-{name}": count for prefix in prefixes for name, count in FORM_COUNTS.items()}
        yield "sent empty", client.post(address(model, "add"), counts)
    if hasattr(model_admin, "change_password_form"):
        yield "password", client.get(reverse("admin:auth_user_password_change", args=[row.pk]))
    if "delete_selected" in (model_admin.actions or []):
        chosen = {"action": "delete_selected", "_selected_action": [row.pk]}
        yield "delete many", client.post(address(model, "changelist"), chosen)
    if model in (Notice, Plant):  # the pages of the steps are the same for every model but for its name
        for step in STEPS.values():
            model._default_manager.filter(pk=row.pk).update(status=step.before)
            yield f"step {step.key}", client.get(address(model, "step", row.pk, step.key))


def reading_of(client, model, row):
    """(name, page) of the pages of one model that print what its rows hold."""
    yield "list", client.get(address(model, "changelist"))
    for name in ("change", "history", "delete"):
        yield name, client.get(address(model, name, row.pk))
    if hasattr(model, "history"):
        former = row.history.earliest("history_date")
        yield "compare", client.get(address(model, "compare", row.pk, former.history_id))
        yield "bin", client.get(address(model, "bin"))
