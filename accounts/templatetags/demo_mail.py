from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def mail_stays_here() -> bool:
    """{% mail_stays_here as is_here %}: whether mails go to the terminal and var/mail/ instead of out (no MAIL_URL)."""
    return not settings.MAIL_URL
