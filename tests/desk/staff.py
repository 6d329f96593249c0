"""Members of staff with just the rights that a test is about, and their forms as a browser would send them."""

from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from tests.factories import make_user


def make_staff(*verbs, model, **fields):
    """A user of the admin who may <verb> rows of that model: change, add, delete, view, publish."""
    user = make_user(is_staff=True, **fields)
    codenames = [f"{verb}_{model._meta.model_name}" for verb in verbs]
    wanted = Permission.objects.filter(content_type__app_label=model._meta.app_label, codename__in=codenames)
    assert wanted.count() == len(verbs), f"unknown permission among {codenames}"
    user.user_permissions.set(wanted)
    return user


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(model, action, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{action}", args=args)


def form_of(client, row, **changed):
    """What a browser would post from the change form of the row, with some fields changed."""
    page = client.get(address(type(row), "change", row.pk))
    assert page.status_code == 200, page.status_code
    return values_of(page) | changed


def values_of(page):
    """Initial values of every field and formset of an admin form's page, as strings."""
    values = {}
    form = page.context["adminform"].form
    forms = [form]
    for each in page.context["inline_admin_formsets"]:
        forms += [each.formset.management_form, *each.formset.forms]
    for form in forms:
        for name in form.fields:
            value = form[name].value()
            if value is None or value is False or value == "":
                continue
            if isinstance(value, list | tuple):
                values[form.add_prefix(name)] = [getattr(each, "pk", each) for each in value]
            else:
                values[form.add_prefix(name)] = "on" if value is True else value
    return values
