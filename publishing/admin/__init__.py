from . import own
from .base import ContentAdmin, PublishableAdmin
from .forms import Picture, PicturePublishableForm
from .inlines import RowInline

__all__ = ["ContentAdmin", "Picture", "PicturePublishableForm", "PublishableAdmin", "RowInline", "own"]
