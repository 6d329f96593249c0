from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from notices.badges import badge_on

register = template.Library()


@register.simple_tag
def validity(notice, as_of=None):
    """{% validity notice %}: the badge of a notice that was read with its periods, today or on that day."""
    return printed(badge_on(notice, as_of or timezone.localdate()), get_language()) if notice else ""


@lru_cache(maxsize=1_000)  # a page of a list prints the same few again and again
def printed(badge, language):
    return render_to_string("notices/validity.html", {"badge": badge})
