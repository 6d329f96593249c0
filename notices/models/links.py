"""What one document says of another."""

from django.db import models
from django.db.models import F, Prefetch, Q

from notices import validity
from publishing.models import ContentModel

from .notice import Notice
from .statements import StatementQuerySet


class LinkQuerySet(StatementQuerySet):
    def from_known(self):
        """Links with their document, of published documents, or of the target itself: a draft says nothing yet."""
        titles = Notice.objects.only("title", "effective_date", "written_date", "published_date")
        known = self.filter(Q(notice__in=Notice.objects.published()) | Q(notice=F("target")))
        return known.prefetch_related(Prefetch("notice", titles))

    def to_known(self):
        """Links with their target, where it is published or only a title."""
        known = self.filter(Q(target__isnull=True) | Q(target__in=Notice.objects.published()))
        return known.prefetch_related(Prefetch("target", Notice.objects.only("title")))


class Link(ContentModel):
    """The notice supersedes, amends, repeals, proposes to repeal or interprets the target, or parts of it.

    The target may be the notice itself: then the document that is printed in it is meant.
    """

    class Kind(models.TextChoices):
        SUPERSEDES = validity.LinkKind.SUPERSEDES.value, "代替"
        AMENDS = validity.LinkKind.AMENDS.value, "修改"
        REPEALS = validity.LinkKind.REPEALS.value, "废止"
        PROPOSES_REPEAL = validity.LinkKind.PROPOSES_REPEAL.value, "拟废止"
        INTERPRETS = validity.LinkKind.INTERPRETS.value, "解读"

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="links", verbose_name="公告")
    kind = models.CharField("关系", max_length=20, choices=Kind)
    target = models.ForeignKey(
        Notice,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="links_to_it",
        verbose_name="对方文件",
    )
    target_title = models.CharField("对方文件的标题", max_length=200, blank=True)
    effective_on = models.DateField("起算日期", null=True, blank=True)
    articles = models.CharField("条款", max_length=60, blank=True)
    quote = models.CharField("原文", max_length=300, blank=True)

    objects = LinkQuerySet.as_manager()
    tells_of = ("notice_id", "target_id")

    class Meta:
        verbose_name = verbose_name_plural = "文件关系"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in validity.LinkKind]),
                name="notices_link_known_kind",
                violation_error_message="关系只能是代替、修改、废止、拟废止或解读。",
            ),
            models.CheckConstraint(
                condition=Q(target__isnull=False) | ~Q(target_title=""),
                name="notices_link_has_target",
                violation_error_message="请选择对方文件；库里没有的，写它的标题。",
            ),
            models.CheckConstraint(
                condition=Q(target__isnull=True)
                | ~Q(target=F("notice"))
                | Q(kind__in=["repeals", "proposes_repeal"]),
                name="notices_link_to_itself_only_repeals",
                violation_error_message="只有废止和拟废止可以指公告里附印的文件，其他关系要选另一个文件。",
            ),
        ]

    @property
    def from_date(self):
        """The first day on which the target is what the link says: stated, else when the document itself begins."""
        says = self.notice
        return self.effective_on or says.effective_date or says.written_date or says.published_date

    def as_fact(self) -> validity.Link:
        return validity.Link(self.kind, self.from_date, self.articles, self.notice_id, self.quote)

    def __str__(self):
        return f"{self.get_kind_display()} {self.target or self.target_title}"
