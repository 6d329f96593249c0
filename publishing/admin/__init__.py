from . import audit_log, own
from .content import ContentAdmin
from .forms import Picture, PicturePublishableForm
from .inlines import RowInline
from .publishable import PublishableAdmin

__all__ = [
    "ContentAdmin",
    "Picture",
    "PicturePublishableForm",
    "PublishableAdmin",
    "RowInline",
    "audit_log",
    "own",
]
