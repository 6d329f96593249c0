"""Acts that write several tables."""

from django.db import transaction
from django.utils import translation

from .models import MovedAddress


@transaction.atomic
def record_move(*, old_path: str, new_path: str):
    """Remember that a page, and all below it, moved: its old address answers with 301, in both languages.

    Paths are Chinese ones (without /en) and end in a slash. Earlier moves to the old address follow along;
    an address that is in use again no longer leads away.
    """
    if old_path == new_path:
        return
    MovedAddress.objects.filter(new_path=old_path).update(new_path=new_path)
    MovedAddress.objects.filter(old_path=new_path).delete()
    MovedAddress.objects.update_or_create(old_path=old_path, defaults={"new_path": new_path})


def public_path(row) -> str:
    """The Chinese path of a row's own page; "" for what has none."""
    with translation.override("zh-hans"):
        return row.get_absolute_url() if hasattr(row, "get_absolute_url") else ""
