"""The words that notices are sorted by."""

from django.db import models

from publishing.models import ContentModel
from publishing.slugs import not_reserved


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


class Reader(Vocabulary):
    """适用对象: whom a document is for, such as 企业 or 高校院所."""

    class Meta(Vocabulary.Meta):
        verbose_name = verbose_name_plural = "适用对象"
