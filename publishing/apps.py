from django.apps import AppConfig
from django.db.models.signals import m2m_changed


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = "系统"

    def ready(self):
        from .untranslated import mark_translations

        mark_translations()
        m2m_changed.connect(content_relation_changed, dispatch_uid="publishing.content_relation_changed")


def content_relation_changed(sender, instance, using, action, **_):
    """Relations are written past save() and the queryset, so the content version listens to them here."""
    from .models import ContentModel
    from .models.base import content_changed

    if action.startswith("post_") and isinstance(instance, ContentModel):
        content_changed(using)
