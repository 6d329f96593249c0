from django.db import models


class WorkerBeat(models.Model):
    """One row: when `manage.py work` was last seen alive."""

    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "后台进程心跳"

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M:%S}"
