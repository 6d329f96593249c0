"""Keeps the groups of portal.roles after every migrate, without undoing what operators changed in them.

Permissions come into being after a migration, not in it, so this listens to post_migrate. What a role was given is
written down once (accounts.OfferedPermission): a permission that operators took from a group is not given again, one
that they added stays, and a later version's new models join by themselves. A group that was renamed or deleted is
left alone; `manage.py reset_roles` puts the table back.
"""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db.models import Value
from django.db.models.functions import Concat

from .roles import ROLES, permissions_of


def last_app_with_models():
    """The app whose post_migrate signal comes last: by then the permissions of all others exist."""
    return [config for config in installed.get_app_configs() if config.models_module][-1]


def give_roles_their_permissions(sender, using, apps=installed, **_):
    """Receiver of post_migrate: each role gets what the table names and it was never given before."""
    try:
        offered_before = apps.get_model("accounts", "OfferedPermission")
    except LookupError:  # migrated back to a time without roles
        return
    create_permissions(sender, verbosity=0, using=using, apps=apps)
    written = set(offered_before.objects.using(using).values_list("role", "permission"))
    for role in ROLES:
        known = {permission for name, permission in written if name == role}
        fresh = existing(apps, using, permissions_of(role) - known)
        if fresh and (group := _group(apps, using, role, is_new=not known)):
            group.permissions.add(*fresh.values())
        offered_before.objects.using(using).bulk_create(
            [offered_before(role=role, permission=name) for name in sorted(fresh)]
        )


def _group(apps, using, role, is_new):
    """The role's group; None where it was once made and is no longer there under this name."""
    groups = apps.get_model("auth", "Group").objects.using(using)
    return groups.get_or_create(name=role)[0] if is_new else groups.filter(name=role).first()


def existing(apps, using, names: set[str]) -> dict[str, int]:
    """Those of the permissions that the database has, "zones.publish_zone" → primary key."""
    if not names:
        return {}
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    named = permissions.annotate(label=Concat("content_type__app_label", Value("."), "codename"))
    return {name: pk for name, pk in named.values_list("label", "pk") if name in names}
