from django.apps import AppConfig
from django.db.models.signals import m2m_changed, pre_delete, pre_save


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = "政策公告"

    def ready(self):
        from publishing.changes import on_content_change
        from publishing.jobs import run_daily
        from publishing.todo import add_provider
        from publishing.workflow import add_objection

        from .deciding import waits_for_a_decision
        from .fingerprints import read_stale_daily
        from .link_checks import check_due_links
        from .models import Link, Notice, Term
        from .models.statements import statement_changes
        from .periods import content_changed, refresh_scheduled
        from .relevance import relevance_changed
        from .todo import notice_tasks

        on_content_change(content_changed)
        for model in (Term, Link):
            for signal in (pre_save, pre_delete):
                signal.connect(statement_changes, sender=model)
        for relation in (Notice.industries, Notice.readers):
            m2m_changed.connect(relevance_changed, sender=relation.through)
        add_provider(notice_tasks)
        add_objection(waits_for_a_decision)
        run_daily(refresh_scheduled)
        run_daily(read_stale_daily)
        run_daily(check_due_links)
