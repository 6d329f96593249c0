from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils import timezone

from publishing.models import ContentModel


class Blankless(models.CharField):
    """Text where blank means unknown: stored as NULL, so that a unique column may hold many."""

    def get_prep_value(self, value):
        return super().get_prep_value(value) or None


class BlanklessEmail(models.EmailField):
    def get_prep_value(self, value):
        return super().get_prep_value(value) or None


class User(AbstractUser):
    """An investor with an account, or a member of staff. Signs in by e-mail or user name."""

    first_name = None
    last_name = None
    email = BlanklessEmail("电子邮箱", null=True, blank=True, unique=True)
    phone = Blankless("手机", max_length=20, null=True, blank=True, unique=True)
    name = models.CharField("姓名", max_length=60, blank=True)
    company = models.CharField("单位", max_length=120, blank=True)
    password_changed_at = models.DateTimeField("密码更改时间", null=True, editable=False)

    objects = UserManager()

    class Meta(AbstractUser.Meta):
        verbose_name = verbose_name_plural = "用户"

    def set_password(self, raw_password):
        """Also notes the moment. A hash that is only renewed at sign-in saves the password alone, so not this."""
        super().set_password(raw_password)
        self.password_changed_at = timezone.now()

    def get_full_name(self):
        return self.name or self.company or self.username

    def get_short_name(self):
        return self.get_full_name()


class SavedZone(ContentModel):
    """收藏: a member keeps a zone."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_zones", verbose_name="用户"
    )
    zone = models.ForeignKey("zones.Zone", models.CASCADE, related_name="saves", verbose_name="开发区")
    saved_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "收藏"
        ordering = ["-saved_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "zone"],
                name="accounts_savedzone_once",
                violation_error_message="已经收藏过这个开发区。",
            )
        ]

    def __str__(self):
        return f"{self.user_id} {self.zone_id}"


class OfferedPermission(models.Model):
    """A permission that a role's group was given once (portal.role_groups): what operators take away stays away."""

    role = models.CharField("角色", max_length=150)
    permission = models.CharField("权限", max_length=200, help_text="例：zones.publish_zone")

    class Meta:
        default_permissions = ()
        verbose_name = verbose_name_plural = "已分配的权限"
        constraints = [
            models.UniqueConstraint(fields=["role", "permission"], name="accounts_offeredpermission_once")
        ]

    def __str__(self):
        return f"{self.role} {self.permission}"
