"""The six groups: made by migrate, kept up with new models, and not taken out of the operators' hands."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from accounts.models import OfferedPermission
from portal.role_groups import give_roles_their_permissions, last_app_with_models
from portal.roles import ROLES, permissions_of, verbs_of
from publishing.models import AuditEntry, Publishable
from zones.models import Zone

pytestmark = pytest.mark.django_db


def migrate_again():
    give_roles_their_permissions(sender=last_app_with_models(), using="default")


def held_by(role):
    rows = Permission.objects.filter(group__name=role).values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in rows}


def test_migrate_makes_the_six_groups_with_exactly_what_the_table_says():
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)
    for role in ROLES:
        assert held_by(role) == permissions_of(role)


def test_every_publishable_model_has_a_permission_to_publish():
    for model in apps.get_models():
        if issubclass(model, Publishable):
            codename = f"publish_{model._meta.model_name}"
            assert Permission.objects.filter(codename=codename).exists(), model


def test_an_editor_publishes_nothing_and_an_approver_does():
    assert not any(".publish_" in name for name in permissions_of("编辑"))
    assert "zones.publish_zone" in permissions_of("审批")


def test_only_the_administrator_manages_accounts_and_nobody_manages_groups():
    for role in ROLES:
        names = {name.split(".")[1] for name in permissions_of(role) if name.startswith("accounts.")}
        assert ("change_user" in names) == (role == "管理员")
        assert not permissions_of(role) & {"auth.add_group", "auth.change_group", "auth.delete_group"}


def test_the_auditor_reads_everything_and_changes_nothing():
    assert {name.split(".")[1].split("_")[0] for name in permissions_of("审计")} == {"view"}
    assert verbs_of("审计", AuditEntry) == verbs_of("管理员", AuditEntry) == {"view"}


def test_what_operators_took_away_or_added_survives_the_next_migrate():
    editors = Group.objects.get(name="编辑")
    taken = Permission.objects.get(codename="add_zone")
    given = Permission.objects.get(codename="publish_notice")
    editors.permissions.remove(taken)
    editors.permissions.add(given)
    migrate_again()
    assert "zones.add_zone" not in held_by("编辑")
    assert "notices.publish_notice" in held_by("编辑")


def test_a_permission_that_is_new_in_the_table_is_given_to_the_group_that_is_there():
    name = "zones.view_zone"
    Group.objects.get(name="编辑").permissions.remove(Permission.objects.get(codename="view_zone"))
    OfferedPermission.objects.filter(role="编辑", permission=name).delete()  # as before an upgrade
    migrate_again()
    assert name in held_by("编辑")


def test_a_group_that_operators_deleted_or_renamed_does_not_come_back():
    Group.objects.get(name="招商专员").delete()
    migrate_again()
    assert not Group.objects.filter(name="招商专员").exists()


def test_a_second_migrate_writes_nothing(django_assert_max_num_queries):
    before = OfferedPermission.objects.count()
    with django_assert_max_num_queries(8):
        migrate_again()
    assert OfferedPermission.objects.count() == before


def test_reset_roles_puts_the_table_back(capsys):
    Group.objects.get(name="编辑").permissions.clear()
    Group.objects.get(name="审批").delete()
    call_command("reset_roles")
    assert held_by("编辑") == permissions_of("编辑")
    assert held_by("审批") == permissions_of("审批")
    assert "编辑" in capsys.readouterr().out


def test_a_more_exact_row_replaces_the_row_of_the_app():
    assert verbs_of("编辑", Zone) == {"view", "add", "change"}
    assert verbs_of("编辑", apps.get_model("zones", "Track")) == {"view", "add"}
