"""QR codes of absolute addresses, for phones and for paper."""

from functools import lru_cache

import segno
from django.utils.safestring import SafeString, mark_safe


@lru_cache(500)  # a code takes longer to compute than the rest of a short page
def qr_svg(address: str) -> SafeString:
    """An inline SVG without size, colour or style of its own: the page's style sheet gives all three."""
    code = segno.make(address, micro=False, error="m")
    drawn = code.svg_inline(border=0, omitsize=True, svgclass=None, lineclass=None)
    return mark_safe(drawn.replace("<svg ", '<svg aria-hidden="true" ', 1))  # noqa: S308  segno's own markup
