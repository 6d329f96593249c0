from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "门户"

    def ready(self):
        from accounts import rights

        from . import checks  # noqa: F401  registers them
        from .role_groups import give_roles_their_permissions, last_app_with_models
        from .roles import DUTIES

        rights.DUTIES.update(DUTIES)
        post_migrate.connect(
            give_roles_their_permissions, sender=last_app_with_models(), dispatch_uid="portal.roles"
        )
