from django.db import models

from publishing.renditions import WIDTHS


class Focus(models.TextChoices):
    """The part of a picture that stays in view where it is cropped: a field of a three by three grid."""

    TOP_LEFT = "top-left", "左上"
    TOP = "top", "上"
    TOP_RIGHT = "top-right", "右上"
    LEFT = "left", "左"
    CENTER = "center", "中间"
    RIGHT = "right", "右"
    BOTTOM_LEFT = "bottom-left", "左下"
    BOTTOM = "bottom", "下"
    BOTTOM_RIGHT = "bottom-right", "右下"


class PictureBase(models.Model):
    """A picture in a folder of its own under media, as <width>.webp and <width>.jpg (publishing.renditions)."""

    folder = models.CharField("文件夹", max_length=100, editable=False)
    width = models.PositiveIntegerField("宽（像素）", editable=False)
    height = models.PositiveIntegerField("高（像素）", editable=False)
    focus = models.CharField(
        "裁切时保留",
        max_length=12,
        choices=Focus,
        default=Focus.CENTER,
        help_text="画面要裁切时，保留图片的哪一部分。",
    )
    alt = models.CharField("替代文字", max_length=200, help_text="给看不到图的读者：图上有什么。")
    caption = models.CharField("图注", max_length=200, blank=True)
    credit = models.CharField("图片来源", max_length=100, help_text="作者或单位；示意图请写“本站绘制”。")

    class Meta:
        abstract = True

    @property
    def widths(self) -> list[int]:
        """The widths that exist as files, ascending, in pixels; never wider than the picture itself."""
        return sorted({*(width for width in WIDTHS if width < self.width), min(self.width, WIDTHS[-1])})
