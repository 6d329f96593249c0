from collections.abc import Iterator
from itertools import batched, count, islice

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from notices.models import Issuer, Notice, NoticeCategory
from notices.sample_texts import sample_notices
from publishing.models import Source
from publishing.models.base import one_content_change
from publishing.samples import SAMPLE_SLUG, has_real_content

BATCH = 500


class Command(BaseCommand):
    """Made-up published notices to try search and lists with. `manage.py remove_sample` takes them away again.

    The same seed gives the same notices; with a greater number only those that are lacking are added.
    """

    help = "生成示例公告（虚构，标明“示例数据”），用来试验搜索和列表；用 manage.py remove_sample 删除。"

    def add_arguments(self, parser):
        parser.add_argument("--notices", type=int, required=True, metavar="N", help="一共要有多少篇")
        parser.add_argument(
            "--seed", type=int, default=7, metavar="S", help="随机种子；相同的种子生成相同的公告"
        )
        parser.add_argument("--force", action="store_true", help="正式站点上也执行")

    def handle(self, *, notices, seed, force, **options):
        if settings.SITE_IS_HTTPS and not force and has_real_content():
            raise CommandError(
                "这是正式站点，已经有真实内容，示例公告会对读者公开，没有生成。确实要生成请加 --force。"
                "\nThis is a live site: nothing generated. Add --force if you mean it."
            )
        source, _is_new = Source.objects.get_or_create(
            kind=Source.Kind.SAMPLE, title=f"示例公告（种子 {seed}）", defaults={"issuer": "本站"}
        )
        done = Notice.objects.filter(source=source).count()
        self.vocabularies = {"issuer": Vocabulary(Issuer), "category": Vocabulary(NoticeCategory)}
        with one_content_change():
            for batch in batched(islice(sample_notices(notices, seed), done, None), BATCH):
                Notice.objects.bulk_create(self.rows(batch, source))
                done += len(batch)
                self.stdout.write(f"\r示例公告 {done} / {notices}", ending="")
                self.stdout.flush()
        self.stdout.write(f"\r示例公告共 {done} 篇，种子 {seed}。")

    def rows(self, batch, source) -> Iterator[Notice]:
        for values in batch:
            for name, vocabulary in self.vocabularies.items():
                values[name] = vocabulary.named(values[name])
            yield Notice(source=source, status=Notice.Status.PUBLISHED, **values)


class Vocabulary:
    """Rows of a model by name; what is not there yet is made, with an address that marks it as a sample."""

    def __init__(self, model):
        self.model = model
        self.rows = {row.name: row for row in model.objects.all()}
        taken = {row.slug for row in self.rows.values()}
        self.free = (slug for slug in map(f"{SAMPLE_SLUG}{{}}".format, count(1)) if slug not in taken)

    def named(self, name: str):
        if name not in self.rows:
            self.rows[name] = self.model.objects.create(name=name, slug=next(self.free))
        return self.rows[name]
