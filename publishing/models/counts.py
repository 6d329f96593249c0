from django.db import connections, models
from django.db.models import F


class ContentVersion(models.Model):
    """One row, one number: raised by every committed change of content (made after every migrate)."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "内容版本"

    def __str__(self):
        return str(self.number)

    @classmethod
    def make_row(cls, using, **_):
        """Receiver of post_migrate, so that the row is there again after `flush`, too."""
        if cls._meta.db_table in connections[using].introspection.table_names():
            cls.objects.using(using).get_or_create(pk=1)

    @classmethod
    def add_one(cls, changes):
        """Listener: the number is one higher after each change, whatever has changed."""
        cls.objects.filter(pk=1).update(number=F("number") + 1)


class ViewCount(models.Model):
    """How often a page was read. A table of its own: editing a zone can never lose a view, nor a view an edit."""

    page = models.CharField("页面", max_length=120, unique=True, help_text="例：zones/xuesong")
    views = models.PositiveBigIntegerField("浏览次数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "浏览次数"

    def __str__(self):
        return self.page

    @classmethod
    def add_one(cls, page: str) -> int:
        """Count one view of that page, exactly even under parallel requests; returns the new number."""
        if not cls.objects.filter(page=page).update(views=F("views") + 1):
            cls.objects.get_or_create(page=page)
            cls.objects.filter(page=page).update(views=F("views") + 1)
        return cls.objects.values_list("views", flat=True).get(page=page)
