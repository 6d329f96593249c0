"""Every address of the admin for every role: what the table of portal.roles says is what the server answers.

It walks the registered models and the table, so a new model, role or autocomplete joins by itself; the cells at the
end are spelled out, for a mistake in the table would otherwise prove itself.
"""

from unittest.mock import patch

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser, Group
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory, TestCase
from django.urls import resolve, reverse
from django.utils import timezone

from inquiries.models import Inquiry
from notices.models import Concern, Notice
from portal.admin_site import PortalAdminSite
from portal.roles import ROLES, verbs_of
from publishing.models import AuditEntry, Publishable, SiteIdentity
from tests import factories


def registered():
    return sorted(admin.site._registry.items(), key=lambda pair: pair[0]._meta.label)


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def person(**fields):
    """Without a password: hashing one for each would take longer than the whole matrix."""
    return get_user_model().objects.create(username=f"person-{next(factories.serial)}", **fields)


def one_of_each():
    """A row of every registered model, all of them with the least that they need."""
    zone = factories.make_zone()
    makers = {
        name.removeprefix("make_").replace("_", ""): getattr(factories, name)
        for name in vars(factories)
        if name.startswith("make_")
    }
    policy = factories.make_policy()
    notice = factories.make_notice()
    park = factories.make_park(zone=zone)
    rows = {
        "zone": zone,
        "policy": policy,
        "policycategory": policy.category,
        "notice": notice,
        "issuer": notice.issuer,
        "noticecategory": notice.category,
        "park": park,
        "source": zone.source,
        "zonearea": factories.make_area(zone=zone),
        "siteidentity": SiteIdentity.objects.create(pk=1, name="站"),
        "auditentry": AuditEntry.objects.create(action="sign-in"),
        "group": Group.objects.get(name="编辑"),
        "user": person(),
        "inquiry": Inquiry.objects.create(
            token="t", name="访客", phone="024", text="x", consent_version="v", consent_at=timezone.now()
        ),
    }
    for model, _model_admin in registered():
        name = model._meta.model_name
        if name not in rows and name in makers:
            takes_zone = any(field.name == "zone" for field in model._meta.fields)
            rows[name] = makers[name](**({"zone": zone} if takes_zone else {}))
        elif name not in rows:
            rows[name] = minimal(model)
    return {model: rows[model._meta.model_name] for model, _model_admin in registered()}


def minimal(model):
    """A row by its texts alone: for vocabularies, and for small models that are still to come."""
    texts = {
        field.name: f"{field.name}-matrix"[: field.max_length]
        for field in model._meta.fields
        if field.get_internal_type() in ("CharField", "SlugField", "TextField") and not field.has_default()
    }
    return model.objects.create(**texts)


def status_of(user, method, path, data):
    """What the view behind an address answers, without drawing the page: tests.desk.test_chinese draws every page."""
    request = getattr(RequestFactory(), method)(path, data)
    request.user, request.session, request._messages = user, {}, CookieStorage(request)
    request._dont_enforce_csrf_checks = True
    match = resolve(request.path)
    try:
        return match.func(request, *match.args, **match.kwargs).status_code
    except PermissionDenied:
        return 403


class RoleMatrixTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rows = one_of_each()
        cls.people = {role: person(is_staff=True) for role in ROLES}
        for role, user in cls.people.items():
            user.groups.add(Group.objects.get(name=role))
        cls.member = person()
        cls.superuser = person(is_staff=True, is_superuser=True)

    def setUp(self):
        self.request = RequestFactory().get("/admin/")
        self.request.user = self.superuser

    def client_of(self, user):
        client = Client()
        client.force_login(user)
        return client

    def may(self, role, model, *verbs):
        """Whether the table gives one of the verbs, and the model's admin offers it to anybody at all."""
        model_admin = admin.site._registry[model]
        offered = {
            "view": True,
            "add": model_admin.has_add_permission(self.request),
            "change": model_admin.has_change_permission(self.request),
            "delete": model_admin.has_delete_permission(self.request),
        }
        given = verbs_of(role, model)
        if issubclass(model, Publishable) and "publish" not in given:
            given -= {"delete"} if self.rows[model].status == "published" else set()
        return any(verb in given and offered[verb] for verb in verbs)

    def expected(self, role, model):
        """(method, address, data, status) of every page of a model."""
        key = self.rows[model].pk
        sees, adds = self.may(role, model, "view", "change"), self.may(role, model, "add")
        deletes = self.may(role, model, "delete")
        changes = self.may(
            role, model, "change"
        )  # who may not publish a published row proposes by the same form
        return [
            *self.expected_of_decisions(role, model, sees),
            *self.expected_of_tables(model, sees, adds and self.may_by_role(role, model, "change")),
            ("get", address(model, "changelist"), {}, 200 if sees else 403),
            ("get", address(model, "add"), {}, 200 if adds else 403),
            *([] if adds else [("post", address(model, "add"), {}, 403)]),
            ("get", address(model, "change", key), {}, 200 if sees else 403),
            ("post", address(model, "change", key), {"version": "x"}, 200 if changes else 403),
            ("get", address(model, "history", key), {}, 200 if sees else 403),
            ("get", address(model, "delete", key), {}, 200 if deletes else 403),
            *([] if deletes else [("post", address(model, "delete", key), {"post": "yes"}, 403)]),
        ]

    def expected_of_decisions(self, role, model, sees):
        """A doubt about a notice is decided by whoever may publish the notice."""
        if model is not Concern:
            return []
        decides = sees and self.may_by_role(role, Notice, "publish")
        page = address(model, "decide", self.rows[model].pk)
        return [("post", page, {"decision": "x"}, 302 if decides else 403)]

    def may_by_role(self, role, model, verb):
        return verb in verbs_of(role, model)

    def expected_of_tables(self, model, sees, writes):
        """Exports for who sees the list, imports for who may add and change; a few lists have neither."""
        model_admin = admin.site._registry[model]
        pages = []
        if hasattr(model_admin, "export_table"):
            exports = 200 if sees and model_admin.has_export_permission(self.request) else 403
            pages += [("get", address(model, "export_csv"), {}, exports)]
            pages += [] if exports == 200 else [("get", address(model, "export"), {}, 403)]
            imports = writes and model_admin.has_import_permission(self.request)
            pages += [("get", address(model, "import"), {}, 200 if imports else 403)]
            pages += [("post", address(model, "process_import"), {"plan": "x"}, 302 if imports else 403)]
        if hasattr(model_admin, "template_view") and not imports:
            pages += [("get", address(model, "import_template"), {}, 403)]
        return pages

    def test_every_page_of_every_model_answers_as_the_table_says(self):
        self.enterContext(patch.object(PortalAdminSite, "get_app_list", return_value=[]))  # the menu: slow
        for role, user in self.people.items():
            for model, _model_admin in registered():
                for method, path, data, status in self.expected(role, model):
                    with self.subTest(role=role, method=method, path=path):
                        self.assertEqual(status_of(user, method, path, data), status)

    def test_nobody_deletes_by_an_action_what_the_table_does_not_give(self):
        for role, user in self.people.items():
            for model, _model_admin in registered():
                if self.may(role, model, "delete"):
                    continue
                with self.subTest(role=role, model=model._meta.label):
                    key = self.rows[model].pk
                    data = {"action": "delete_selected", "_selected_action": [key], "post": "yes"}
                    status = status_of(user, "post", address(model, "changelist"), data)
                    sees = self.may(role, model, "view", "change")
                    self.assertIn(status, (200, 302) if sees else (403,))
                    self.assertTrue(model._base_manager.filter(pk=key).exists())

    def test_autocomplete_finds_only_what_the_role_may_see(self):
        relations = [
            (model, model._meta.get_field(name))
            for model, model_admin in registered()
            for name in model_admin.autocomplete_fields
        ]
        assert relations
        for role, user in self.people.items():
            for model, field in relations:
                with self.subTest(role=role, field=str(field)):
                    query = {
                        "app_label": model._meta.app_label,
                        "model_name": model._meta.model_name,
                        "field_name": field.name,
                    }
                    status = status_of(user, "get", reverse("admin:autocomplete"), query)
                    sees = self.may(role, field.related_model, "view", "change")
                    self.assertEqual(status, 200 if sees else 403)

    def test_every_role_has_its_start_page_and_the_script_of_the_dates(self):
        for role, user in self.people.items():
            client = self.client_of(user)
            for page in ("index", "jsi18n"):
                with self.subTest(role=role, page=page):
                    self.assertEqual(client.get(reverse(f"admin:{page}")).status_code, 200)

    def test_visitors_and_members_get_past_no_address(self):
        paths = [reverse(f"admin:{page}") for page in ("index", "jsi18n", "autocomplete")]
        for model, _model_admin in registered():
            key = self.rows[model].pk
            paths += [address(model, page) for page in ("changelist", "add")]
            paths += [address(model, page, key) for page in ("change", "history", "delete")]
        for user in (AnonymousUser(), self.member):
            for path in [*paths, "/admin/no-such-page/"]:
                with self.subTest(user=str(user), path=path):
                    self.assertEqual(status_of(user, "get", path, {}), 302)
        for path in paths:
            self.assertEqual(status_of(self.member, "post", path, {}), 403)


CELLS = [
    ("编辑", "zones.zone", "add", True),
    ("编辑", "zones.zone", "publish", False),
    ("编辑", "zones.zone", "delete", False),
    ("编辑", "notices.attachment", "delete", True),
    ("编辑", "inquiries.inquiry", "view", False),
    ("编辑", "publishing.siteidentity", "view", False),
    ("审批", "policies.policy", "publish", True),
    ("审批", "accounts.user", "view", False),
    ("招商专员", "inquiries.inquiry", "change", True),
    ("招商专员", "inquiries.inquiry", "delete", False),
    ("招商专员", "zones.zone", "view", False),
    ("招商主管", "inquiries.inquiry", "delete", True),
    ("审计", "publishing.auditentry", "view", True),
    ("审计", "zones.zone", "change", False),
    ("审计", "accounts.user", "change", False),
    ("管理员", "accounts.user", "change", True),
    ("管理员", "publishing.auditentry", "delete", False),
    ("管理员", "auth.group", "change", False),
    ("管理员", "account.emailaddress", "view", False),
]


@pytest.mark.parametrize(("role", "label", "verb", "given"), CELLS)
def test_the_cells_that_must_never_change_by_accident(role, label, verb, given):
    assert (verb in verbs_of(role, apps.get_model(label))) == given
