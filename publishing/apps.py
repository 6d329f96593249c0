from django.apps import AppConfig, apps
from django.db.models.signals import m2m_changed, post_migrate, pre_delete
from simple_history.signals import pre_create_historical_record


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = "系统"

    def ready(self):
        from .append_only import delete_old_entries, make_triggers
        from .bin import keep_for_bin
        from .changes import listen_to_content, on_content_change
        from .jobs import run_daily
        from .models import ContentVersion
        from .relations import write_down, write_down_later
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
        m2m_changed.connect(write_down_later, dispatch_uid="publishing.write_down_later")
        pre_create_historical_record.connect(write_down, dispatch_uid="publishing.write_down")
        for model in apps.get_models():
            if hasattr(model, "history"):  # a receiver for all models would make all deleting slow
                pre_delete.connect(
                    keep_for_bin, sender=model, dispatch_uid=f"publishing.bin.{model.__name__}"
                )
        post_migrate.connect(make_triggers, sender=self, dispatch_uid="publishing.audit_triggers")
        post_migrate.connect(ContentVersion.make_row, sender=self, dispatch_uid="publishing.content_version")
        run_daily(delete_old_entries)
