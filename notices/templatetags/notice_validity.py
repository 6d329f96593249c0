from django import template
from django.utils import timezone

from notices.badges import badge_on

register = template.Library()


@register.inclusion_tag("notices/validity.html")
def validity(notice, as_of=None):
    """{% validity notice %}: the badge of a notice that was read with its periods, today or on that day."""
    return {"badge": badge_on(notice, as_of or timezone.localdate()) if notice else None}
