from functools import partial

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "搜索"

    def ready(self):
        from publishing.changes import on_content_change
        from publishing.jobs import run_daily, run_each_round
        from publishing.text_search import searched_by

        from . import checks, index
        from .api import matching, titled
        from .kinds import KINDS

        connection_created.connect(prepare_connection, dispatch_uid="search.function")
        for kind in KINDS.values():
            searched_by(kind.model, matching=partial(matching, kind.name), titled=partial(titled, kind.name))
        on_content_change(index.content_changed)
        run_each_round(index.do_what_is_due)
        run_daily(checks.rebuild_if_outdated)
        post_migrate.connect(checks.make_whole, sender=self, dispatch_uid="search.make_whole")


def prepare_connection(connection, **_):
    if connection.vendor == "sqlite":
        from .backends.sqlite import give_functions

        give_functions(connection)
