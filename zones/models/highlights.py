from django.db import models

from publishing.fields import labelled_lines

from .base import ZoneContent


class Highlight(ZoneContent):
    title = models.CharField("标题", max_length=40)
    summary = models.CharField("概括", max_length=240)
    points = models.TextField("要点", blank=True, help_text="每行一条，写成“标签｜内容”。")

    class Meta(ZoneContent.Meta):
        verbose_name = verbose_name_plural = "区域亮点"

    def __str__(self):
        return self.title

    @property
    def point_lines(self):
        return labelled_lines(self.points)
