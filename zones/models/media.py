from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from publishing.models import PictureBase
from publishing.uploads import film_name, validate_mp4

from .base import ZoneContent


class Media(ZoneContent, PictureBase):
    """A picture of the zone, or a film with its poster; one of them may stand in the hero."""

    class Kind(models.TextChoices):
        PICTURE = "picture", _("图片")
        VIDEO = "video", _("视频")

    kind = models.CharField("种类", max_length=8, choices=Kind, default=Kind.PICTURE)
    in_hero = models.BooleanField("用作首屏大图", default=False)
    film = models.FileField(
        "视频文件",
        upload_to=film_name,
        blank=True,
        validators=[FileExtensionValidator(["mp4"], "请上传 MP4 视频。"), validate_mp4],
    )
    subtitles = models.CharField("字幕文件", max_length=100, blank=True, editable=False)
    seconds = models.PositiveSmallIntegerField("时长（秒）", null=True, blank=True)

    class Meta(ZoneContent.Meta):
        verbose_name = verbose_name_plural = "图片与视频"
        constraints = [
            *ZoneContent.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind="picture", film="") | (Q(kind="video") & ~Q(film="")),
                name="zones_media_film_for_video_only",
                violation_error_message="视频必须有视频文件，图片不能有。",
            ),
        ]

    def __str__(self):
        return self.caption or self.alt
