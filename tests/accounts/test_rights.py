"""Nobody gives rights to themselves, nor what they do not hold: the user form takes no field that it does not show."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from accounts.second_factor import has_second_factor
from publishing.models import AuditEntry
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def in_role(*roles, **fields):
    user = make_user(is_staff=True, **fields)
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


@pytest.fixture
def administrator():
    return in_role("管理员", username="manager")


@pytest.fixture
def managing(client, administrator):
    client.force_login(administrator)
    return client


def change(user):
    return reverse("admin:accounts_user_change", args=[user.pk])


def form_of(user, **fields):
    groups = [group.pk for group in user.groups.all()]
    given = {"username": user.username, "email": user.email or "", "is_active": "on", "groups": groups}
    return given | ({"is_staff": "on"} if user.is_staff else {}) | fields


def rights(user):
    user = type(user).objects.get(pk=user.pk)
    groups = set(user.groups.values_list("name", flat=True))
    return user.is_superuser, user.is_staff, groups, set(user.user_permissions.all())


def test_an_administrator_cannot_make_himself_superuser(managing, administrator):
    before = rights(administrator)
    every = [permission.pk for permission in Permission.objects.all()]
    forged = form_of(
        administrator,
        is_superuser="on",
        user_permissions=every,
        groups=[group.pk for group in Group.objects.all()],
    )
    assert managing.post(change(administrator), forged).status_code == 302
    assert rights(administrator) == before


def test_nor_anybody_else_on_any_page(managing):
    other = make_user()
    everything = Permission.objects.values_list("pk", flat=True)
    forged = form_of(other, is_superuser="on", user_permissions=list(everything), is_staff="on")
    assert managing.post(change(other), forged).status_code == 302
    assert rights(other) == (False, True, set(), set())
    fresh = {"username": "fresh", "password1": "cedar-river-66", "password2": "cedar-river-66"}
    fresh |= {"usable_password": "true", "is_superuser": "on", "is_staff": "on"}
    assert managing.post(reverse("admin:accounts_user_add"), fresh).status_code == 302
    assert rights(type(other).objects.get(username="fresh")) == (False, False, set(), set())


def test_an_administrator_gives_the_groups_whose_rights_he_holds(managing):
    other, editors = make_user(), Group.objects.get(name="编辑")
    managing.post(change(other), form_of(other, is_staff="on", groups=[editors.pk]))
    assert rights(other) == (False, True, {"编辑"}, set())


def test_and_no_group_beyond_his_own(managing, administrator):
    beyond = Group.objects.create(name="特权")
    beyond.permissions.add(Permission.objects.get(codename="change_group"))
    other = make_user()
    answer = managing.post(change(other), form_of(other, groups=[beyond.pk]))
    assert answer.status_code == 200
    assert "groups" in answer.context["adminform"].form.errors
    assert rights(other)[2] == set()


@pytest.mark.parametrize("kind", ["superuser", "more rights"])
def test_an_account_with_more_rights_is_seen_and_not_touched(managing, kind):
    boss = make_user(is_staff=True, is_superuser=kind == "superuser")
    boss.user_permissions.add(Permission.objects.get(codename="change_group"))
    assert managing.get(change(boss)).status_code == 200
    assert managing.post(change(boss), form_of(boss, username="taken")).status_code == 403
    assert managing.get(f"/admin/accounts/user/{boss.pk}/password/").status_code == 403
    delete = reverse("admin:accounts_user_delete", args=[boss.pk])
    assert managing.post(delete, {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [boss.pk], "post": "yes"}
    managing.post(reverse("admin:accounts_user_changelist"), chosen)
    boss.refresh_from_db()
    assert boss.username != "taken"


def test_nobody_deletes_the_account_they_are_signed_in_with(managing, administrator):
    delete = reverse("admin:accounts_user_delete", args=[administrator.pk])
    assert managing.post(delete, {"post": "yes"}).status_code == 403


def test_groups_are_changed_by_superusers_only(managing, client):
    editors = Group.objects.get(name="编辑")
    page = reverse("admin:auth_group_change", args=[editors.pk])
    Group.objects.get(name="管理员").permissions.add(*Permission.objects.filter(codename__endswith="_group"))
    assert managing.get(page).status_code == 200
    assert managing.post(page, {"name": "编辑", "permissions": []}).status_code == 403
    client.force_login(make_user(is_staff=True, is_superuser=True))
    assert client.post(page, {"name": "编辑", "permissions": []}).status_code == 302


def test_an_editor_reaches_no_account_not_even_the_own(client):
    editor = in_role("编辑")
    client.force_login(editor)
    assert client.post(change(editor), form_of(editor, is_superuser="on")).status_code == 403


def test_members_cannot_make_themselves_staff_by_their_own_pages(client):
    member = make_user()
    client.force_login(member)
    client.post("/me/", {"name": "n", "is_staff": "on", "is_superuser": "on", "groups": "1"})
    assert rights(member) == (False, False, set(), set())


def test_a_lost_phone_is_helped_by_an_administrator_and_that_is_recorded(managing):
    colleague, boss = in_role("编辑"), make_user(is_staff=True, is_superuser=True)
    for user in (colleague, boss):
        user.authenticator_set.create(type="totp", data={"secret": "x"})
    chosen = {"action": "remove_second_factor", "_selected_action": [colleague.pk, boss.pk]}
    managing.post(reverse("admin:accounts_user_changelist"), chosen)
    assert (has_second_factor(colleague), has_second_factor(boss)) == (False, True)
    entry = AuditEntry.objects.get(action="factor-removed")
    assert (entry.actor_name, entry.subject) == ("manager", f"用户 {colleague.pk}")


def test_every_write_of_an_account_is_recorded_with_names_of_fields_and_no_values(managing):
    other = make_user()
    managing.post(change(other), form_of(other, phone="024-1234-5678"))
    entry = AuditEntry.objects.get(action="changed")
    assert (entry.actor_name, entry.subject, entry.fields) == ("manager", f"用户 {other.pk}", "手机")
    managing.post(reverse("admin:accounts_user_delete", args=[other.pk]), {"post": "yes"})
    assert AuditEntry.objects.filter(action="deleted", subject=f"用户 {other.pk}").exists()


def test_a_new_password_and_a_disabled_account_end_the_sessions(client):
    user = make_user()
    client.force_login(user)
    user.set_password("another-password-7")
    user.save()
    assert client.get("/me/").status_code == 302
    client.force_login(user)
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/me/").status_code == 302
