"""Rules of passwords beyond Django's: only sites with a DENGBAO_PROFILE have them (docs/decisions/0017)."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KINDS = (str.islower, str.isupper, str.isdigit)


class ThreeKindsValidator:
    """At least three of: lower-case letters, upper-case letters, digits, others (等保 身份鉴别 a: 复杂度)."""

    def validate(self, password, user=None):
        kinds = {
            next((number for number, is_kind in enumerate(KINDS) if is_kind(each)), -1) for each in password
        }
        if len(kinds) < 3:
            raise ValidationError(self.get_help_text(), code="too_few_kinds")

    def get_help_text(self):
        return _("密码要含大写字母、小写字母、数字、符号四类中的至少三类。")


class AnotherPasswordValidator:
    """A new password is not the present one, or changing it every 90 days would change nothing."""

    def validate(self, password, user=None):
        if user and user.pk and user.check_password(password):
            raise ValidationError(self.get_help_text(), code="same_password")

    def get_help_text(self):
        return _("新密码不能和现在的密码相同。")


def password_hint():
    """What the forms say beside the field, as this site's rules are."""
    if settings.HAS_DENGBAO_PROFILE:
        return _("至少 10 个字符，含大写字母、小写字母、数字、符号中的三类，也不要用常见的密码。")
    return _("至少 10 个字符，不能全是数字，也不要用常见的密码。")


def is_too_old(user) -> bool:
    """Whether this member of staff has to change the password first; before the date was kept, sign-up counts."""
    if not settings.STAFF_PASSWORD_DAYS:
        return False
    set_at = user.password_changed_at or user.date_joined
    return timezone.now() - set_at > timedelta(days=settings.STAFF_PASSWORD_DAYS)
