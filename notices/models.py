"""政策公告: documents that others issued, as the zone lists them."""

from pathlib import PurePosixPath

from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publishing.fields import RichTextField
from publishing.models import ContentModel, Provenance, Publishable, PublishableQuerySet
from publishing.slugs import not_reserved
from publishing.storage import private_files

from .uploads import validate_document


class Vocabulary(ContentModel):
    name = models.CharField("名称", max_length=60)
    slug = models.SlugField("网址标识", max_length=60, unique=True, validators=[not_reserved])
    position = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        constraints = [  # and not unique=True, which the columns of the history would inherit
            models.UniqueConstraint(
                fields=["name"],
                name="%(app_label)s_%(class)s_name_once",
                violation_error_message="已经有这个名称。",
            )
        ]

    def __str__(self):
        return self.name


class Issuer(Vocabulary):
    """发文机关."""

    class Meta(Vocabulary.Meta):
        verbose_name = verbose_name_plural = "发文机关"


class NoticeCategory(Vocabulary):
    """主题分类."""

    class Meta(Vocabulary.Meta):
        verbose_name = verbose_name_plural = "主题分类"


class NoticeQuerySet(PublishableQuerySet):
    def for_list(self):
        """Published notices, newest first, without their bodies."""
        return (
            self.published()
            .select_related("issuer", "category", "source")
            .defer("body")
            .order_by("-published_date", "-pk")
        )

    def for_reading(self):
        """Published notices with all that their own page prints."""
        return self.published().select_related("issuer", "category", "source").prefetch_related("attachments")

    def next_to(self, notice):
        """(newer, older): the published notices before and after that one by date, or None; titles only."""
        titles = self.published().only("title")
        newer = titles.filter(
            Q(published_date__gt=notice.published_date)
            | Q(published_date=notice.published_date, pk__gt=notice.pk)
        )
        older = titles.filter(
            Q(published_date__lt=notice.published_date)
            | Q(published_date=notice.published_date, pk__lt=notice.pk)
        )
        return newer.order_by("published_date", "pk").first(), older.order_by(
            "-published_date", "-pk"
        ).first()


class Notice(Publishable, Provenance):
    """One notice: metadata of 政府信息公开 as far as known, and its text, a digest of it, or neither."""

    class BodyKind(models.TextChoices):
        FULL = "full", _("全文")
        DIGEST = "digest", _("摘要")
        MISSING = "missing", _("正文缺失")

    title = models.CharField("标题", max_length=200)
    issuer = models.ForeignKey(Issuer, models.PROTECT, related_name="notices", verbose_name="发文机关")
    category = models.ForeignKey(
        NoticeCategory, models.PROTECT, related_name="notices", verbose_name="主题分类"
    )
    zones = models.ManyToManyField(
        "zones.Zone", blank=True, related_name="notices", verbose_name="相关开发区"
    )
    doc_number = models.CharField("文号", max_length=60, blank=True, help_text="原文没有就留空。")
    written_date = models.DateField("成文日期", null=True, blank=True)
    published_date = models.DateField("发布日期", db_index=True)
    region = models.CharField("适用地区", max_length=60, blank=True)
    summary = models.CharField("一句话摘要", max_length=200, blank=True)
    body_kind = models.CharField("正文种类", max_length=8, choices=BodyKind, default=BodyKind.FULL)
    body = RichTextField("正文", blank=True)
    source_url = models.URLField("原文网址", blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "公告"
        ordering = ["-published_date", "-pk"]
        indexes = [
            models.Index(fields=["-published_date", "-id"], name="notices_newest_first"),
            models.Index(fields=["category", "-published_date", "-id"], name="notices_by_category"),
            models.Index(fields=["issuer", "-published_date", "-id"], name="notices_by_issuer"),
        ]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(written_date__isnull=True) | Q(published_date__gte=models.F("written_date")),
                name="notices_notice_written_before_published",
                violation_error_message="发布日期不能早于成文日期。",
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

    def get_absolute_url(self):
        return reverse("notices:detail", args=[self.pk])


class AttachmentFile(FieldFile):
    """The private storage knows no addresses; forms and lists of the admin link to the view that serves it."""

    @property
    def url(self):
        return self.instance.get_absolute_url()


class AttachmentField(models.FileField):
    attr_class = AttachmentFile

    def deconstruct(self):
        """To the database it is a FileField like any other."""
        name, _path, arguments, options = super().deconstruct()
        return name, "django.db.models.FileField", arguments, options


class Attachment(ContentModel):
    """A file that belongs to a notice; without a file, only its name is known."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="attachments", verbose_name="公告")
    title = models.CharField("名称", max_length=200)
    file = AttachmentField(
        "文件",
        upload_to="attachments/",
        storage=private_files,
        blank=True,
        validators=[
            FileExtensionValidator(["pdf", "docx", "xlsx", "ofd"], "只接受 pdf、docx、xlsx 和 ofd 文件。"),
            validate_document,
        ],
        help_text="pdf、docx、xlsx 或 ofd，不超过 15 MB；只知道名称、没有文件就留空。",
    )
    position = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("notices:attachment", args=[self.notice_id, self.pk])

    @property
    def suffix(self) -> str:
        """The ending of the stored file: .pdf, .docx, .xlsx or .ofd; "" without a file."""
        return PurePosixPath(self.file.name or "").suffix.lower()

    @property
    def format(self) -> str:
        """PDF, DOCX, XLSX or OFD; "" without a file."""
        return self.suffix[1:].upper()

    @property
    def file_name(self) -> str:
        """What the file is called once downloaded: the title with the ending that the file really has."""
        return f"{self.title.removesuffix(self.suffix)}{self.suffix}"

    @property
    def size(self) -> int | None:
        """Bytes; None without a file, or where the storage has lost it."""
        try:
            return self.file.size if self.file else None
        except OSError:
            return None


from .models_quality import Concern, Fingerprint, FingerprintMark, LinkCheck  # noqa: E402, F401
