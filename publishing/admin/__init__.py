from . import audit_log, own
from .content import ContentAdmin
from .forms import Picture, PicturePublishableForm
from .inlines import RowInline
from .only_read import ReadOnlyAdmin
from .publishable import PublishableAdmin

__all__ = [
    "ContentAdmin",
    "Picture",
    "PicturePublishableForm",
    "PublishableAdmin",
    "ReadOnlyAdmin",
    "RowInline",
    "audit_log",
    "own",
]
