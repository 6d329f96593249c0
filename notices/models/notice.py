"""One notice: what it says of itself, and its text."""

from django.apps import apps
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from notices import validity
from publishing.fields import RichTextField
from publishing.json_rows import JsonRows
from publishing.models import Provenance, Publishable, PublishableQuerySet

from .vocabulary import Issuer, NoticeCategory, Reader

NEWEST_FIRST = ["status", "-published_date", "-id", "publish_at", "expire_at"]
COUNTED = [
    "status", "category", "issuer", "published_date", "region_zh_hans", "region_en", "publish_at", "expire_at",
]  # fmt: skip

PRINTED_IN_A_ROW = (
    "title", "summary", "published_date", "region", "body_kind", "issuer__name", "category__name", "source__kind",
)  # fmt: skip


class NoticeQuerySet(PublishableQuerySet):
    def for_list(self):
        """Published notices, newest first, with their periods, without their bodies."""
        return (
            self.published()
            .select_related("issuer", "category", "source")
            .with_periods()
            .defer("body")
            .order_by("-published_date", "-pk")
        )

    def for_rows(self):
        """As for_list(), with no other columns than notices/row.html prints."""
        return self.for_list().defer(None).only(*PRINTED_IN_A_ROW)

    def with_periods(self):
        """With known_periods, what their badges are made of, as JSON in the same query (see notices.badges.badge_on)."""
        periods = apps.get_model("notices.ValidityPeriod").objects.filter(notice=OuterRef("pk"))
        one = JSONObject(state="state", begins_on="begins_on", ends_on="ends_on")
        rows = periods.order_by().values("notice").annotate(rows=JsonRows(one))
        return self.annotate(known_periods=Subquery(rows.values("rows")))

    def for_reading(self):
        """Published notices with all that their own page prints."""
        rows = self.published().select_related("issuer", "category", "source").with_facts()
        return rows.prefetch_related("attachments")

    def with_facts(self):
        """With all that their validity depends on, and with both ends of their links that readers may know of."""
        links = apps.get_model("notices.Link").objects
        return self.prefetch_related(
            "terms",
            Prefetch("links", links.to_known(), to_attr="says"),
            Prefetch("links_to_it", links.from_known(), to_attr="said_of_it"),
        )

    def in_state(self, state: str, day):
        """Those that were in that state on that day; also for ValidityPeriod.State.COMPLETED."""
        periods = apps.get_model("notices.ValidityPeriod").objects.on(day).filter(state=state)
        return self.filter(pk__in=periods.values("notice"))  # a join would read the long rows

    def next_to(self, notice):
        """(newer, older): the published notices before and after that one by date, or None; titles only."""
        day = notice.published_date
        titles = self.published().only("title")  # by conditions that the index by date begins and ends with
        newer = titles.filter(published_date__gte=day).exclude(published_date=day, pk__lte=notice.pk)
        older = titles.filter(published_date__lte=day).exclude(published_date=day, pk__gte=notice.pk)
        by_date = newer.order_by("published_date", "pk"), older.order_by("-published_date", "-pk")
        return tuple(rows.first() for rows in by_date)


class Genre(models.TextChoices):
    """体裁: what kind of document it is; blank where nobody has said."""

    NOTICE = "notice", _("通知")
    ANNOUNCEMENT = "announcement", pgettext_lazy("体裁", "公告")
    PUBLICITY = "publicity", _("公示")
    OPINION = "opinion", _("意见")
    MEASURES = "measures", _("办法")
    RULES = "rules", _("规则、细则")
    PLAN = "plan", _("方案、计划")
    POLICY = "policy", _("政策、措施")
    REGULATION = "regulation", _("条例")
    DECISION = "decision", _("决定")
    REPLY = "reply", _("批复")
    LETTER = "letter", _("函")
    INTERPRETATION = "interpretation", _("解读")
    OTHER = "other", _("其他")


class Notice(Publishable, Provenance):
    """One notice: metadata of 政府信息公开 as far as known, and its text, a digest of it, or neither."""

    Genre = Genre

    class BodyKind(models.TextChoices):
        FULL = "full", _("全文")
        DIGEST = "digest", _("摘要")
        MISSING = "missing", _("正文缺失")

    class Disclosure(models.TextChoices):
        OPEN = "open", _("主动公开")
        ON_REQUEST = "on_request", _("依申请公开")

    title = models.CharField("标题", max_length=200)
    issuer = models.ForeignKey(Issuer, models.PROTECT, related_name="notices", verbose_name="发文机关")
    category = models.ForeignKey(
        NoticeCategory, models.PROTECT, related_name="notices", verbose_name="主题分类"
    )
    zones = models.ManyToManyField(
        "zones.Zone", blank=True, related_name="notices", verbose_name="相关开发区"
    )
    doc_number = models.CharField("文号", max_length=60, blank=True, help_text="原文没有就留空。")
    index_number = models.CharField("索引号", max_length=60, blank=True)
    register_number = models.CharField("登记号", max_length=60, blank=True)
    genre = models.CharField("体裁", max_length=20, choices=Genre, blank=True)
    disclosure = models.CharField("公开方式", max_length=10, choices=Disclosure, blank=True)
    written_date = models.DateField("成文日期", null=True, blank=True)
    published_date = models.DateField("发布日期", db_index=True)
    effective_date = models.DateField("施行日期", null=True, blank=True)
    lapse_date = models.DateField("失效日期", null=True, blank=True)
    region = models.CharField("适用地区", max_length=60, blank=True)
    region_code = models.CharField(
        "行政区划代码",
        max_length=6,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{6}$", "行政区划代码是六位数字，例如 210111。")],
    )
    summary = models.CharField("一句话摘要", max_length=200, blank=True)
    body_kind = models.CharField("正文种类", max_length=8, choices=BodyKind, default=BodyKind.FULL)
    body = RichTextField("正文", blank=True)
    source_url = models.URLField("原文网址", blank=True)
    fetched_on = models.DateField("取得原文的日期", null=True, blank=True)
    content_hash = models.CharField("原文校验值", max_length=64, blank=True, editable=False)
    industries = models.ManyToManyField(
        "zones.Industry", blank=True, related_name="notices", verbose_name="关联产业"
    )
    readers = models.ManyToManyField(Reader, blank=True, related_name="notices", verbose_name="适用对象")
    relevance_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="关联性确认人",
    )
    relevance_confirmed_at = models.DateTimeField("关联性确认时间", null=True, blank=True, editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "公告"
        ordering = ["-published_date", "-pk"]
        indexes = [  # each covers what published() asks, so that a list and its counts are read from it alone
            models.Index(fields=NEWEST_FIRST, name="notices_newest_first"),
            models.Index(fields=["category", *NEWEST_FIRST], name="notices_by_category"),
            models.Index(fields=["issuer", *NEWEST_FIRST], name="notices_by_issuer"),
            models.Index(fields=COUNTED, name="notices_counted"),
        ]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(written_date__isnull=True) | Q(published_date__gte=models.F("written_date")),
                name="notices_notice_written_before_published",
                violation_error_message="发布日期不能早于成文日期。",
            ),
            models.CheckConstraint(
                condition=Q(effective_date__isnull=True)
                | Q(lapse_date__isnull=True)
                | Q(lapse_date__gte=models.F("effective_date")),
                name="notices_notice_lapses_after_effective",
                violation_error_message="失效日期不能早于施行日期。",
            ),
            models.CheckConstraint(
                condition=Q(genre__in=["", *Genre]),
                name="notices_notice_known_genre",
                violation_error_message="请从列表中选择体裁。",
            ),
            models.CheckConstraint(
                condition=Q(disclosure__in=["", "open", "on_request"]),
                name="notices_notice_known_disclosure",
                violation_error_message="公开方式只能是主动公开或依申请公开，原文没写就留空。",
            ),
            models.CheckConstraint(
                condition=Q(body_kind="missing", body="")
                | (Q(body_kind__in=["full", "digest"]) & ~Q(body="")),
                name="notices_notice_body_as_said",
                violation_error_message="正文种类与正文不符：有正文请选全文或摘要，没有正文请选正文缺失。",
            ),
        ]

    def __str__(self):
        return self.title

    def facts(self) -> validity.Facts:
        """What its validity depends on; of rows read with_facts()."""
        return validity.Facts(
            published_date=self.published_date,
            written_date=self.written_date,
            effective_date=self.effective_date,
            lapse_date=self.lapse_date,
            terms=tuple(term.as_fact() for term in self.terms.all()),
            links=tuple(link.as_fact() for link in self.said_of_it),
        )

    def get_absolute_url(self):
        return reverse("notices:detail", args=[self.pk])
