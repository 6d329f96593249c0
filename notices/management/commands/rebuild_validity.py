from itertools import batched

from django.core.management.base import BaseCommand

from notices.models import Notice
from notices.periods import TOGETHER, refresh_periods


class Command(BaseCommand):
    """Safe to run at any time and twice: only rows that differ are written."""

    help = "重新计算每一篇公告的效力。平时自动完成；用其他工具直接改过数据库以后才需要运行。"

    def handle(self, **options):
        ids = list(Notice.objects.order_by("pk").values_list("pk", flat=True))
        done = 0
        for some in batched(ids, TOGETHER):
            refresh_periods(some)
            done += len(some)
            self.stdout.write(f"\r{done} / {len(ids)}", ending="")
            self.stdout.flush()
        self.stdout.write(f"\r已计算 {len(ids)} 篇公告的效力。")
