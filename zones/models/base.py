"""What the subjects of a zone share: their zone, the workflow, provenance, and the lock."""

from django.db import models
from django.db.models import FETCH_RAISE

from publishing.models import Provenance, Publishable, PublishableQuerySet
from publishing.slugs import not_reserved


def address_field(**options):
    return models.SlugField(
        "网址标识",
        max_length=60,
        validators=[not_reserved],
        help_text="网址里的英文名，小写字母、数字和短横；留空则按名称的拼音生成。",
        **options,
    )


class ZoneContentQuerySet(PublishableQuerySet):
    def visible_to(self, user):
        """Published rows as that reader may have them; subjects with locked columns narrow it (LockedColumnsQuerySet)."""
        return self.published().select_related("source")


class LockedColumnsQuerySet(ZoneContentQuerySet):
    """Subjects with columns for members: a visitor's rows are fetched without them, and cannot fetch them later.

    The model names what everybody may read in `public_fields` (translated fields by their plain name).
    """

    def visible_to(self, user):
        rows = super().visible_to(user)
        return rows if user.is_authenticated else rows.only(*self.model.public_fields).fetch_mode(FETCH_RAISE)


class Visibility(models.TextChoices):
    PUBLIC = "public", "所有人"
    MEMBERS = "members", "登录用户"
    STAFF = "staff", "仅工作人员"


class LockedRowsQuerySet(ZoneContentQuerySet):
    """Subjects whose rows are locked one by one (costs, entry requirements, surroundings)."""

    def visible_to(self, user):
        rows = super().visible_to(user)
        if not user.is_authenticated:
            return rows.filter(visibility=Visibility.PUBLIC)
        return rows if user.is_staff else rows.exclude(visibility=Visibility.STAFF)

    def offered(self):
        """What is there for readers, signed in or not: all but the staff's own rows."""
        return self.published().exclude(visibility=Visibility.STAFF)

    def offered_to_members(self):
        """What a visitor may know of the rows that signing in opens: never a value (see behind_the_lock)."""
        return self.published().filter(visibility=Visibility.MEMBERS)


class ZoneContent(Publishable, Provenance):
    """One row of one subject of one zone."""

    zone = models.ForeignKey("zones.Zone", models.CASCADE, related_name="%(class)ss", verbose_name="开发区")

    objects = ZoneContentQuerySet.as_manager()

    class Meta(Publishable.Meta):
        abstract = True


class LockedRow(models.Model):
    visibility = models.CharField(
        "谁能看到数值",
        max_length=10,
        choices=Visibility,
        default=Visibility.MEMBERS,
        help_text="默认登录后可见；未登录的读者只看到有哪些类别、各有几项、何时更新。",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(visibility__in=["public", "members", "staff"]),
                name="%(app_label)s_%(class)s_known_visibility",
                violation_error_message="可见范围只能是所有人、登录用户或仅工作人员。",
            )
        ]
