from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class ProposedChangeQuerySet(models.QuerySet):
    def of(self, row):
        """Those for one row, the newest first."""
        return self.filter(model=row._meta.label, key=row.pk).order_by("-pk")

    def waiting(self):
        return self.filter(state=ProposedChange.State.WAITING)


class ProposedChange(models.Model):
    """修改稿: what a member of staff who may not publish would change in a published row. Readers never see it.

    The row is named by plain columns, for content does not know of this table. `values` holds the proposed values by
    column, `former` what those columns held in the row's `version`, both as publishing.proposals.stored writes them.
    """

    class State(models.TextChoices):
        WAITING = "review", "待审核"
        ADOPTED = "adopted", "已采纳"
        RETURNED = "returned", "已退回"
        WITHDRAWN = "withdrawn", "已撤回"

    model = models.CharField("内容种类", max_length=60, help_text="例：zones.Enterprise")
    key = models.PositiveBigIntegerField("编号")
    version = models.PositiveIntegerField("依据的版次")
    values = models.JSONField("建议的内容")
    former = models.JSONField("当时的内容")
    revision = models.PositiveIntegerField("第几稿", default=1)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="提交人"
    )
    created_at = models.DateTimeField("提交时间", default=timezone.now)
    state = models.CharField("状态", max_length=10, choices=State, default=State.WAITING)
    reason = models.CharField("退回理由", max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="审核人"
    )
    decided_at = models.DateTimeField("审核时间", null=True)
    record = models.PositiveBigIntegerField("采纳后的历史记录", null=True)

    objects = ProposedChangeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "修改稿"
        ordering = ["-pk"]
        default_permissions = ()  # who may change a row may propose, who may publish it decides
        indexes = [models.Index(fields=["model", "key"], name="publishing_proposal_row")]
        constraints = [
            models.UniqueConstraint(
                fields=["model", "key", "author"],
                condition=Q(state="review"),
                name="publishing_proposal_one_open",
                violation_error_message="您对这一条已经有一份待审核的修改。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["review", "adopted", "returned", "withdrawn"]),
                name="publishing_proposal_known_state",
                violation_error_message="状态只能是待审核、已采纳、已退回或已撤回。",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""),
                name="publishing_proposal_returned_with_reason",
                violation_error_message="退回要写明理由。",
            ),
        ]

    def __str__(self):
        return f"{self.author_name} {timezone.localtime(self.created_at):%Y-%m-%d %H:%M} 提交的修改"

    @property
    def author_name(self) -> str:
        return (
            str(self.author.get_full_name() or self.author.get_username()) if self.author else "已注销的同事"
        )
