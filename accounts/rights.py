"""Who may give which rights to whom: nobody gives what they do not hold, and a superuser holds all."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

DUTIES: dict[
    str, str
] = {}  # {group: one sentence on what it may do}; portal fills it from its table of roles


def groups_to_give(giver):
    """The groups whose every permission the giver holds."""
    if giver.is_superuser:
        return Group.objects.all()
    beyond = Permission.objects.exclude(pk__in=_held(giver))
    return Group.objects.exclude(permissions__in=beyond)


def may_manage(manager, user) -> bool:
    """Whether that account (None: any) holds nothing that its manager lacks: else a new password would lend it all."""
    if user is None or manager.is_superuser or manager.pk == user.pk:
        return True
    return not user.is_superuser and set(_held(user)) <= set(_held(manager))


def _held(user):
    own = Permission.objects.filter(Q(group__user=user) | Q(user=user))
    return own.distinct().values_list("pk", flat=True)
