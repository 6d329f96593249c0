from . import audit_log, own
from .base import ContentAdmin, PublishableAdmin
from .forms import Picture, PicturePublishableForm
from .inlines import RowInline

__all__ = [
    "ContentAdmin",
    "Picture",
    "PicturePublishableForm",
    "PublishableAdmin",
    "RowInline",
    "audit_log",
    "own",
]
