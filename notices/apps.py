from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = "政策公告"

    def ready(self):
        from publishing.jobs import run_daily
        from publishing.todo import add_provider
        from publishing.workflow import add_objection

        from .deciding import waits_for_a_decision
        from .fingerprints import read_stale_daily
        from .links import check_due_links
        from .todo import concern_tasks

        add_provider(concern_tasks)
        add_objection(waits_for_a_decision)
        run_daily(read_stale_daily)
        run_daily(check_due_links)
