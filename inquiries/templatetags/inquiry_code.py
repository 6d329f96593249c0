from django import template

register = template.Library()


@register.filter
def in_fours(code: str) -> str:
    """A code in groups of four, as it is easier to copy by hand: 1a2b 3c4d …; the tracking form takes both."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))
