from django import template
from django.utils.html import format_html

from portal.jsonld import as_script

register = template.Library()


@register.simple_tag
def structured(content):
    """{% structured content %}: JSON-LD of a page; nothing for None."""
    return (
        format_html('<script type="application/ld+json">{}</script>', as_script(content)) if content else ""
    )
