"""The pieces every template may use. A piece prints what it is given; it never queries.

The one exception is edit_bar, which looks its page up for signed-in staff, so that no view has to know of it.
"""

import re
from functools import cache, lru_cache

from django import template
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.edit_bar import edit_links
from portal.templatetags.measures import plain

register = template.Library()
PHRASE_ENDS = re.compile(
    r"(人民政府办公室|人民政府(?!办公室)|办公厅|委员会|科技局|关于印发|关于废止|关于(?!印发|废止)|年|的(?=通知|公示|公告|意见|决定))"
    r"|(?<=\w\w)(?=(?:实施|工作|总体)方案|若干(?:政策|措施|意见)|(?:管理|实施)办法|实施细则|行动计划)"
)


@register.simple_tag
def icon(name):
    """{% icon "phone" %}: an icon of the one sprite; it always stands beside a word."""
    return drawn(static("img/sprite.svg"), name)


@cache  # few, and each is printed often
def drawn(sprite, name):
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#i-{}"/></svg>', sprite, name)


@register.filter
def phrases(title):
    """An official title with <wbr> at the words where a reader pauses (人民政府, 关于印发, 的通知, 实施方案 …)."""
    return mark_safe(PHRASE_ENDS.sub(r"\1<wbr>", conditional_escape(title)))  # noqa: S308  escaped above


@register.simple_tag
def sample(row):
    """{% sample row %}: the mark 示例 where a row's source is sample; nothing else."""
    return format_html('<span class="sample">{}</span>', _("示例")) if row.is_sample else ""


@register.simple_tag
def list_facet(facet):
    """{% list_facet facet %}: a filter of a list with its counts, of which a whole list shows the same to everybody."""
    hashable = facet._replace(options=tuple(facet.options), errors=tuple(facet.errors))
    return printed_facet(hashable, get_language())


@lru_cache(maxsize=100)
def printed_facet(facet, language):
    return render_to_string("components/list_facet.html", {"facet": facet})


@register.simple_tag
def options(facet):
    """{% options facet %}: what a <select> offers, which may be hundreds; without values that would leave nothing."""
    return mark_safe(  # noqa: S308  escaped here
        "".join(
            f'<option value="{conditional_escape(one.value)}"{" selected" if one.is_chosen else ""}>'
            f"{conditional_escape(one.label)} ({plain(one.count)})</option>"
            for one in facet.options
            if one.count or one.is_chosen
        )
    )


@register.inclusion_tag("components/edit_bar.html")
def edit_bar(request):
    """{% edit_bar request %}: for signed-in staff, the way from this page to where it is edited."""
    return {"links": edit_links(request)}


@register.inclusion_tag("components/source.html")
def source_note(row):
    """{% source_note row %}: as-of date and origin of a row, one tap away."""
    return {"source": row.source, "as_of": row.as_of}


@register.inclusion_tag("components/picture.html")
def picture(shown, sizes="100vw", lazy=True):
    """{% picture media sizes="…" %}: WebP and JPEG at every width that exists, with width and height set."""

    def sources(suffix):
        return ", ".join(
            f"{default_storage.url(f'{shown.folder}/{width}.{suffix}')} {width}w" for width in shown.widths
        )

    middle = shown.widths[len(shown.widths) // 2]
    return {
        "shown": shown,
        "webp": sources("webp"),
        "jpeg": sources("jpg"),
        "fallback": default_storage.url(f"{shown.folder}/{middle}.jpg"),
        "sizes": sizes,
        "lazy": lazy,
    }


@register.simple_block_tag
def section(content, heading, anchor, note="", tint=False, wide=False, stay=True):
    """{% section heading=… anchor=… %}…{% endsection %}: a titled band of a page, head beside body on a desk."""
    return render_to_string(
        "components/section.html",
        {
            "content": content,
            "heading": heading,
            "anchor": anchor,
            "note": note,
            "tint": tint,
            "wide": wide,
            "stay": stay,
        },
    )
