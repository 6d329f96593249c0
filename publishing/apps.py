from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = "系统"

    def ready(self):
        from .append_only import delete_old_entries, make_triggers
        from .changes import listen_to_content, on_content_change
        from .jobs import run_daily
        from .models import ContentVersion
        from .todo import add_provider
        from .translated import name_translated_columns
        from .untranslated import mark_translations
        from .waiting import content_tasks, english_tasks, proposal_tasks

        mark_translations()
        name_translated_columns()
        add_provider(proposal_tasks)  # first: colleagues wait for these
        add_provider(content_tasks)
        add_provider(english_tasks)
        listen_to_content()
        on_content_change(ContentVersion.add_one)
        post_migrate.connect(make_triggers, sender=self, dispatch_uid="publishing.audit_triggers")
        run_daily(delete_old_entries)
