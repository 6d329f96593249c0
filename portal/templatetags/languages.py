"""What an English page says of its Chinese text: {% load languages %}."""

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from publishing import chinese_text
from publishing.untranslated import put_right

register = template.Library()
NOTE_PLACE = "<!-- note on Chinese text -->"
IN_CHINESE = ' lang="zh"'


@register.filter
def chinese(text):
    """{{ notice.doc_number|chinese }}: marks Chinese that no translation stands for, on an English page."""
    return chinese_text.chinese(text)


@register.simple_tag
def in_chinese(row, field):
    """<div{% in_chinese row "body" %}>: lang="zh" around rich text of which a row has no English."""
    is_missing = get_language() == "en" and getattr(row, field) and not getattr(row, f"{field}_en")
    return format_html("{}", mark_safe(IN_CHINESE)) if is_missing else ""


@register.simple_tag
def chinese_note():
    """Where the note stands that some of the page is in Chinese only; nothing where all of it is in one language."""
    return mark_safe(NOTE_PLACE)  # noqa: S308  a constant


@register.simple_block_tag
def page_in_languages(content):
    """Around a whole page: every mark of Chinese text where it may stand, and the note where there is such text."""
    page = put_right(content)
    note = render_to_string("components/chinese_note.html") if IN_CHINESE in page else ""
    return mark_safe(page.replace(NOTE_PLACE, note))  # noqa: S308  the page is rendered already
