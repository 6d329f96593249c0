from django.db import models


class MovedAddress(models.Model):
    """A page's former address: answered with 301 to where the page is now."""

    old_path = models.CharField("旧地址", max_length=200, unique=True)
    new_path = models.CharField("新地址", max_length=200)
    moved_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "已迁移地址"

    def __str__(self):
        return f"{self.old_path} → {self.new_path}"
