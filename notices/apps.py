from django.apps import AppConfig
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = "政策公告"

    def ready(self):
        from publishing.jobs import run_daily
        from publishing.todo import add_provider
        from publishing.workflow import add_objection

        from .changes import former_target_changed, row_changed
        from .deciding import waits_for_a_decision
        from .fingerprints import read_stale_daily
        from .link_checks import check_due_links
        from .models import Link, Notice, Term
        from .periods import refresh_scheduled
        from .relevance import relevance_changed
        from .todo import notice_tasks

        for model in (Notice, Term, Link):
            post_save.connect(row_changed, sender=model)
            post_delete.connect(row_changed, sender=model)
        pre_save.connect(former_target_changed, sender=Link)
        for relation in (Notice.industries, Notice.readers):
            m2m_changed.connect(relevance_changed, sender=relation.through)
        add_provider(notice_tasks)
        add_objection(waits_for_a_decision)
        run_daily(refresh_scheduled)
        run_daily(read_stale_daily)
        run_daily(check_due_links)
