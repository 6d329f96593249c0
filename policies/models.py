"""产业政策: what an enterprise can get, as clauses rather than paragraphs."""

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notices.models import Notice
from publishing.fields import PartialDateField, RichTextField
from publishing.models import ContentModel, Provenance, Publishable, PublishableQuerySet, Source
from publishing.slugs import not_reserved
from zones.models import Zone


class PolicyCategory(ContentModel):
    name = models.CharField("名称", max_length=30)
    slug = models.SlugField("网址标识", max_length=60, unique=True, validators=[not_reserved])
    position = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "政策类别"
        ordering = ["position", "pk"]
        constraints = [  # and not unique=True, which the columns of the history would inherit
            models.UniqueConstraint(
                fields=["name"],
                name="policies_policycategory_name_once",
                violation_error_message="已经有这个名称。",
            )
        ]

    def __str__(self):
        return self.name


class PolicyQuerySet(PublishableQuerySet):
    def for_list(self):
        """Published policies in the order of their categories, without their texts."""
        rows = self.published().select_related("category", "source").defer("body")
        return rows.order_by("category__position", "position", "pk")

    def with_notice(self):
        """With published_notice, the notice that is its text, and when that was in force; None where there is none."""
        notice = Notice.objects.published().only("title").with_periods()
        return self.prefetch_related(Prefetch("notice", notice, to_attr="published_notice"))

    def with_top_award(self):
        """Adds top_award, the largest sum a policy promises; None for samples, which never show a sum."""
        awards = Award.objects.filter(policy=OuterRef("pk")).exclude(policy__source__kind=Source.Kind.SAMPLE)
        return self.annotate(top_award=Subquery(awards.order_by("-amount").values("amount")[:1]))

    def for_reading(self):
        """Published policies with all that their own page prints of themselves."""
        zones = Prefetch("zones", Zone.objects.published(), to_attr="published_zones")
        return self.published().select_related("category", "source").prefetch_related(zones)

    def for_calculating(self):
        """Published policies that name sums, with their texts, awards and published_notice; never a sample."""
        notice = Prefetch("notice", Notice.objects.published(), to_attr="published_notice")
        rows = self.published().exclude(source__kind=Source.Kind.SAMPLE)
        rows = rows.filter(Exists(Award.objects.filter(policy=OuterRef("pk"))))
        rows = rows.select_related("category", "source").prefetch_related("awards", notice)
        return rows.order_by("category__position", "position", "pk")


class Policy(Publishable, Provenance):
    class Level(models.TextChoices):
        NATIONAL = "national", _("国家")
        PROVINCIAL = "provincial", _("省")
        MUNICIPAL = "municipal", _("市")
        DISTRICT = "district", _("区县")
        ZONE = "zone", _("开发区")

    title = models.CharField("政策名称", max_length=120)
    slug = models.SlugField("网址标识", max_length=60, unique=True, validators=[not_reserved])
    category = models.ForeignKey(PolicyCategory, models.PROTECT, related_name="policies", verbose_name="类别")
    zones = models.ManyToManyField(
        "zones.Zone", blank=True, related_name="policies", verbose_name="适用开发区"
    )
    level = models.CharField(
        "层级", max_length=10, choices=Level, blank=True, help_text="原文没有写明就留空。"
    )
    issuer = models.CharField("发布机关", max_length=100, blank=True, help_text="原文没有就留空。")
    summary = models.CharField("政策摘要", max_length=300)
    body = RichTextField("政策内容", blank=True)
    beneficiary = models.CharField("适用对象", max_length=200, blank=True)
    how_to_claim = models.CharField("申报办法", max_length=300, blank=True)
    effective_from = PartialDateField("施行日期")
    effective_to = PartialDateField("有效期至")
    term_note = models.CharField(
        "原文对有效期的说法",
        max_length=200,
        blank=True,
        help_text="原文没有写明截止日期，只写了年限的，照原文填写。例：自印发之日起有效期3年，第6条5年。",
    )
    combining_note = models.CharField(
        "原文对兼得的说法",
        max_length=200,
        blank=True,
        help_text="原文写明“就高不兼得”一类规则的，照原意填写，测算结果旁会写出这句话。",
    )
    notice = models.ForeignKey(
        "notices.Notice",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="policies",
        verbose_name="政策原文",
    )

    objects = PolicyQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "政策"
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(level__in=["", "national", "provincial", "municipal", "district", "zone"]),
                name="policies_policy_known_level",
                violation_error_message="请从列表中选择层级。",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("policies:detail", args=[self.slug])


class Award(ContentModel):
    """One sum a policy promises: for whom, on what condition, how much at most."""

    class Rule(models.TextChoices):
        FIXED = "fixed", _("定额")
        CAPPED = "capped", _("最高")

    policy = models.ForeignKey(Policy, models.CASCADE, related_name="awards", verbose_name="政策")
    clause = models.CharField("条款", max_length=20, help_text="例：1 或 第6条")
    beneficiary = models.CharField("对象", max_length=100)
    condition = models.CharField("条件", max_length=200, blank=True)
    rule = models.CharField("算法", max_length=8, choices=Rule, default=Rule.FIXED)
    amount = models.DecimalField("金额（元）", max_digits=18, decimal_places=2)
    rate = models.DecimalField("比例（%）", max_digits=5, decimal_places=2, null=True, blank=True)
    base = models.CharField(
        "按什么计",
        max_length=100,
        blank=True,
        help_text="有比例的条款填写比例所乘的数。例：项目当年实际完成投资额",
    )
    is_competitive = models.BooleanField("择优", default=False, help_text="原文写明“择优”的，不是申报就有。")
    position = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "奖补条款"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="policies_award_positive",
                violation_error_message="金额必须大于零。",
            )
        ]

    def __str__(self):
        return f"{self.clause} {self.beneficiary}"

    @property
    def anchor(self) -> str:
        """Where it stands on the page of its policy."""
        return f"award-{self.pk}"
