import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from notices.fingerprints import read_stale, stale
from notices.importing import NoticeImport
from publishing.tables.reading import TableError

BAR = 30  # characters
KINDS = ("新增", "修改", "不变", "有问题", "待决定")


class Command(BaseCommand):
    """Any number of notices; the browser takes 5,000. Ends with 1 where rows were left out, which its report names."""

    help = (
        "从 XLSX、CSV 或 JSONL 文件导入公告，行数不限。有问题的行写进文件旁边的“….问题.csv”，其余的照样导入；"
        "中断之后再运行一次，从停下的地方继续。"
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--publish", action="store_true", help="没有疑问的新公告直接发布；默认都是草稿")
        parser.add_argument("--add-names", action="store_true", help="没有的发文机关和主题分类自动新建")

    def handle(self, *, file, publish, add_names, **options):
        try:
            work = NoticeImport(file, publishes=publish, adds_names=add_names)
            number = work.table.count()
            if work.place.line:
                self.stdout.write(f"接着上一次，从第 {work.place.line + 1} 行继续。")
            if stale().exists():
                self.stdout.write("先读一遍网站上已有的公告，用来找重复的……")
                read_stale()
            for _line in work.chunks():
                self.show(sum(work.totals[kind] for kind in KINDS[:4]), number)
        except (OSError, TableError) as error:
            raise CommandError(f"没有导入：{error}") from error
        except KeyboardInterrupt as error:
            raise CommandError("\n停下了。已导入的都在；再运行一次就继续。") from error
        self.stdout.write("")
        self.stdout.write("，".join(f"{kind} {work.totals[kind]}" for kind in KINDS) + "。")
        if work.totals["有问题"]:
            self.stdout.write(f"有问题的行和原因在 {work.report.path}；改好后可以直接导入这个文件。")
            sys.exit(1)

    def show(self, done, number):
        filled = BAR * done // max(number, done, 1)
        self.stdout.write(
            f"\r[{'█' * filled}{'░' * (BAR - filled)}] {done} / {max(number, done)} 行", ending=""
        )
        self.stdout.flush()
