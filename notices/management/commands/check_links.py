from django.core.management.base import BaseCommand

from notices import link_checks
from notices.dialling import ALIVE


class Command(BaseCommand):
    """What the worker does a little of every day, at once and by hand."""

    help = "检查已公开内容里的网址和附件还能不能打开；连续两次打不开的，列在待办里。"

    def add_arguments(self, parser):
        parser.add_argument(
            "--limit", type=int, default=link_checks.MOST, metavar="N", help="最多检查多少个地址"
        )
        parser.add_argument(
            "--pause", type=float, default=link_checks.PAUSE, help="对同一台服务器两次提问之间停几秒"
        )
        parser.add_argument("--timeout", type=float, default=link_checks.TIMEOUT, help="等一台服务器几秒")

    def handle(self, *, limit, pause, timeout, **options):
        checked = failed = 0
        for check in link_checks.check_links(most=limit, pause=pause, timeout=timeout):
            checked += 1
            if check.status != ALIVE:
                failed += 1
                self.stdout.write(f"{check.address}：{check.status}（连续 {check.failures} 次）")
        self.stdout.write(f"检查了 {checked} 个地址，{failed} 个打不开。")
