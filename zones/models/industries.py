from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publishing.fields import labelled_lines
from publishing.models import ContentModel, Measure, Publishable

from .base import ZoneContent, ZoneContentQuerySet, address_field


class Track(ContentModel):
    """赛道: the site's one industry vocabulary, two levels deep (group, track)."""

    name = models.CharField("名称", max_length=40)
    slug = address_field(unique=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="tracks", verbose_name="上级",
        limit_choices_to={"parent": None},
    )  # fmt: skip
    position = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "赛道"
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name


class Industry(ZoneContent):
    zone = models.ForeignKey("zones.Zone", models.CASCADE, related_name="industries", verbose_name="开发区")
    name = models.CharField("名称", max_length=60)
    slug = address_field()
    tracks = models.ManyToManyField(Track, blank=True, related_name="industries", verbose_name="赛道")
    gist = models.CharField("一句话概括", max_length=200)
    facts = models.TextField("要点", help_text="每行一条，写成“标签｜内容”。")

    class Meta(ZoneContent.Meta):
        verbose_name = verbose_name_plural = "产业"
        constraints = [
            *ZoneContent.Meta.constraints,
            models.UniqueConstraint(
                fields=["zone", "slug"],
                name="zones_industry_address_once_a_zone",
                violation_error_message="本开发区已有使用这个网址标识的产业。",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("zones:industry", args=[self.zone.slug, self.slug])

    @property
    def fact_lines(self):
        return labelled_lines(self.facts)


class IndustryFigure(Publishable, Measure):
    """A dated figure of an industry; one with a stage is an investment project and its sum."""

    class Stage(models.TextChoices):
        LANDED = "landed", _("已落地")
        LAND_WON = "land_won", _("土地已摘牌")
        STARTED = "started", _("已开工")
        BUILDING = "building", _("在建")

    industry = models.ForeignKey(Industry, models.CASCADE, related_name="figures", verbose_name="产业")
    is_headline = models.BooleanField("作为该产业的醒目数字", default=False)
    stage = models.CharField("项目进度", max_length=10, choices=Stage, blank=True, help_text="投资项目才填。")

    objects = ZoneContentQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "产业数字"
        constraints = [
            *Publishable.Meta.constraints,
            *Measure.Meta.constraints,
            models.CheckConstraint(
                condition=Q(stage__in=["", "landed", "land_won", "started", "building"]),
                name="zones_industryfigure_known_stage",
                violation_error_message="请从列表中选择项目进度。",
            ),
        ]

    def __str__(self):
        return self.label
