"""The state of every notice on every day, worked out beforehand so that lists filter and count by it."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from notices import validity

from .notice import Notice


class ValidityPeriodQuerySet(models.QuerySet):
    def on(self, day):
        """Those that the day is in."""
        return self.order_by().filter(begins_on__lte=day, ends_on__gte=day)


class ValidityPeriod(models.Model):
    """Days of one state, both ends included; notices.periods writes them, nobody else does.

    The periods of a notice leave no day out and do not overlap, but for COMPLETED: that badge stands beside the state.
    date.min and date.max are written where there is no first or last day, so that one comparison finds a day.
    """

    is_made_anew = True

    class State(models.TextChoices):
        IN_FORCE = validity.State.IN_FORCE.value, _("有效")
        AMENDED = validity.State.AMENDED.value, _("被修改")
        PROPOSED = validity.State.PROPOSED.value, _("拟废止")
        PARTLY = validity.State.PARTLY.value, _("部分失效")
        LAPSED = validity.State.LAPSED.value, _("已失效")
        REPEALED = validity.State.REPEALED.value, _("已废止")
        PENDING = validity.State.PENDING.value, _("未施行")
        UNSTATED = validity.State.UNSTATED.value, _("未注明")
        COMPLETED = "completed", _("实施期已满")

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="periods", verbose_name="公告")
    state = models.CharField("效力", max_length=10, choices=State)
    begins_on = models.DateField("起", default=date.min)
    ends_on = models.DateField("止", default=date.max)

    objects = ValidityPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "效力期间"
        ordering = ["begins_on", "pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["state", "begins_on", "ends_on", "notice"], name="notices_state_on_a_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("begins_on")),
                name="notices_period_not_reversed",
            ),
        ]

    def __str__(self):
        return f"{self.get_state_display()} {self.begins_on}—{self.ends_on}"
