from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

from portal.jsonld import as_script

register = template.Library()


@register.simple_tag
def structured(content):
    """{% structured content %}: JSON-LD of a page; nothing for None."""
    return (
        format_html('<script type="application/ld+json">{}</script>', as_script(content)) if content else ""
    )


@register.simple_tag
def in_chinese(row, field):
    """{% in_chinese row "title" %}: lang="zh-CN" where an English page has to print a row's Chinese text."""
    is_missing = get_language() == "en" and not getattr(row, f"{field}_en")
    return format_html(' lang="{}"', "zh-CN") if is_missing else ""
