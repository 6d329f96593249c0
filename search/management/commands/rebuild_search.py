from django.core.management.base import BaseCommand
from django.db import connections, router

from search.backends import backend
from search.checks import is_current
from search.index import number_of_rows, rebuild
from search.models import IndexState, SearchEntry
from search.tokens import VERSION

WIDTH = 40  # characters of the progress bar


class Command(BaseCommand):
    help = "重建搜索索引：重新读取全部内容，公开的写入索引。期间网站可以照常搜索。"

    def add_arguments(self, parser):
        parser.add_argument(
            "--from-scratch",
            action="store_true",
            help="先清空索引（索引损坏时用；重建完成前搜不全）。分词规则变了会自动这样做。",
        )

    def handle(self, *, from_scratch, verbosity, **options):
        if from_scratch or not is_current():
            backend().empty(connections[router.db_for_write(SearchEntry)])
        total, done = number_of_rows(), 0
        for number in rebuild():
            done += number
            if verbosity:
                self.show(done, total)
        IndexState.objects.all().delete()
        IndexState.objects.create(version=VERSION)
        if verbosity:
            self.stdout.write(f"\n搜索索引已重建：公开内容 {SearchEntry.objects.count()} 条。")

    def show(self, done, total):
        full = WIDTH * done // max(total, 1)
        self.stdout.write(f"\r[{'█' * full}{'·' * (WIDTH - full)}] {done}/{total}", ending="")
        self.stdout.flush()
