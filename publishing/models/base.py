"""What all content shares: the version that every write raises, and the rule of what is public."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from publishing.changes import content_changed, one_content_change  # noqa: F401  imports find it here
from publishing.preview import previewed_key


class ContentQuerySet(models.QuerySet):
    """Bulk writes, of which Django sends no signal, are told as single saves are (publishing.changes)."""

    def update(self, **fields):
        ids = list(self.order_by().values_list("pk", flat=True))  # before: afterwards it may find others
        changed = super().update(**fields)
        content_changed(self.model, ids, self.db)
        return changed

    update.alters_data = True

    def bulk_create(self, *args, **kwargs):
        made = super().bulk_create(*args, **kwargs)
        content_changed(self.model, [row.pk for row in made], self.db)
        return made


class ContentModel(models.Model):
    """A row that readers see, published or not."""

    objects = ContentQuerySet.as_manager()

    class Meta:
        abstract = True


class PublishableQuerySet(ContentQuerySet):
    def published(self, at=None):
        """Rows that anybody may know of at that moment (default: now): published, begun, not expired."""
        at = at or timezone.now()
        rule = Q(
            Q(publish_at__isnull=True) | Q(publish_at__lte=at),
            Q(expire_at__isnull=True) | Q(expire_at__gt=at),
            status=self.model.Status.PUBLISHED,
        )
        shown = previewed_key(self.model)  # None but inside portal.views.preview
        return self.filter(rule if shown is None else rule | Q(pk=shown))


class Publishable(ContentModel):
    """Content with the workflow 草稿 → 待审核 → 已发布 → 已归档, a schedule, an order and an edit version."""

    class Status(models.TextChoices):
        DRAFT = "draft", "草稿"
        REVIEW = "review", "待审核"
        PUBLISHED = "published", "已发布"
        ARCHIVED = "archived", "已归档"

    status = models.CharField("状态", max_length=10, choices=Status, default=Status.DRAFT, db_index=True)
    publish_at = models.DateTimeField(
        "定时发布", null=True, blank=True, help_text="到这个时间才公开；留空则发布后立即公开。"
    )
    expire_at = models.DateTimeField(
        "到期下线", null=True, blank=True, help_text="到这个时间自动下线；留空则一直公开。"
    )
    position = models.PositiveSmallIntegerField("排序", default=0, help_text="数字小的排在前面。")
    version = models.PositiveIntegerField("版次", default=1, editable=False)
    created_at = models.DateTimeField("创建时间", default=timezone.now, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = PublishableQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        default_permissions = ("add", "change", "delete", "view", "publish")
        constraints = [
            models.CheckConstraint(
                condition=Q(publish_at__isnull=True)
                | Q(expire_at__isnull=True)
                | Q(expire_at__gt=F("publish_at")),
                name="%(app_label)s_%(class)s_expires_after_publishing",
                violation_error_message="到期下线的时间必须晚于定时发布的时间。",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "review", "published", "archived"]),
                name="%(app_label)s_%(class)s_known_status",
                violation_error_message="状态只能是草稿、待审核、已发布或已归档。",
            ),
        ]
