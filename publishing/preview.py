"""Looking at a row before it is public: a signed link that expires, and the one row that it opens."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.apps import apps
from django.conf import settings
from django.core import signing

SALT = "publishing.preview"
_previewed: ContextVar = ContextVar("previewed", default=None)  # (model, key) while a preview is being made


def token_for(row) -> str:
    """What stands in the preview link of a row; it names the row, not its state, and holds for PREVIEW_DAYS."""
    return signing.dumps([row._meta.label, row.pk], salt=SALT)


def row_of(token: str):
    """The row of a token; None where the token is forged or too old, or its row gone."""
    try:
        label, key = signing.loads(token, salt=SALT, max_age=settings.PREVIEW_DAYS * 24 * 60 * 60)
        model = apps.get_model(label)
    except (signing.BadSignature, LookupError, ValueError, TypeError):
        return None
    return model._default_manager.filter(pk=key).first()


@contextmanager
def previewing(row):
    """Inside, published() holds that one row too, whatever its state: nothing else changes for the page."""
    reset = _previewed.set((type(row), row.pk))
    try:
        yield
    finally:
        _previewed.reset(reset)


def is_previewing() -> bool:
    return _previewed.get() is not None


def previewed_key(model):
    """The key of the previewed row, where it is one of that model (or of a child of it); else None."""
    shown = _previewed.get()
    return shown[1] if shown and issubclass(shown[0], model) else None
