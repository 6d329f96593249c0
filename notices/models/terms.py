"""The stretches of time that a notice states, as data: 有效期3年，第6条5年."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from notices import validity
from publishing.models import ContentModel

from .notice import Notice
from .statements import StatementQuerySet


class Term(ContentModel):
    """A term of the whole notice or of some articles: a length from its beginning, or its last day."""

    class Kind(models.TextChoices):
        FORCE = validity.TermKind.FORCE.value, _("有效期")
        IMPLEMENTATION = validity.TermKind.IMPLEMENTATION.value, _("实施期")
        PUBLICITY = validity.TermKind.PUBLICITY.value, _("公示期")
        TASKS = validity.TermKind.TASKS.value, _("办理期")

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="terms", verbose_name="公告")
    kind = models.CharField("种类", max_length=20, choices=Kind, default=Kind.FORCE)
    articles = models.CharField("条款", max_length=60, blank=True)
    begins_on = models.DateField("起算日期", null=True, blank=True)
    years = models.PositiveSmallIntegerField("年", default=0, validators=[MaxValueValidator(100)])
    months = models.PositiveSmallIntegerField("个月", default=0, validators=[MaxValueValidator(1200)])
    days = models.PositiveSmallIntegerField("天", default=0, validators=[MaxValueValidator(10000)])
    ends_on = models.DateField("截止日期", null=True, blank=True)
    quote = models.CharField("原文", max_length=300, blank=True)

    objects = StatementQuerySet.as_manager()
    tells_of = ("notice_id",)

    class Meta:
        verbose_name = verbose_name_plural = "期限"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in validity.TermKind]),
                name="notices_term_known_kind",
                violation_error_message="期限只能是有效期、实施期、公示期或办理期。",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=False, years=0, months=0, days=0)
                | (Q(ends_on__isnull=True) & (Q(years__gt=0) | Q(months__gt=0) | Q(days__gt=0))),
                name="notices_term_length_or_end",
                violation_error_message="请填写期限的长度（年、月、天）或者截止日期，只填其中一种。",
            ),
            models.CheckConstraint(
                condition=Q(begins_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("begins_on")),
                name="notices_term_ends_after_beginning",
                violation_error_message="截止日期不能早于起算日期。",
            ),
        ]

    def as_fact(self) -> validity.Term:
        return validity.Term(
            kind=self.kind,
            articles=self.articles,
            begins_on=self.begins_on,
            years=self.years,
            months=self.months,
            days=self.days,
            ends_on=self.ends_on,
            quote=self.quote,
        )

    def __str__(self):
        return f"{self.get_kind_display()} {self.quote}".strip()
