"""Looking at a row, or at a proposed change of one, before it is public: a signed link that expires, and what it opens."""

from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from django.apps import apps
from django.conf import settings
from django.core import signing

SALT = "publishing.preview"


class Previewed(NamedTuple):
    """The row of the preview that is being made, and what its columns are shown to hold instead of what they do."""

    model: type
    key: int
    values: dict


_previewed: ContextVar = ContextVar("previewed", default=None)


def token_for(row) -> str:
    """What stands in the preview link of a row or a ProposedChange; it names it, not its state, for PREVIEW_DAYS."""
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
def previewing(row, values: dict):
    """Inside, published() holds that one row too, whatever its state, and it is read with these values by column.

    Nothing else changes for the page, and nothing is written.
    """
    reset = _previewed.set(Previewed(type(row), row.pk, values))
    try:
        yield
    finally:
        _previewed.reset(reset)


def is_previewing() -> bool:
    return _previewed.get() is not None


def previewed_key(model):
    """The key of the previewed row, where it is one of that model (or of a child of it); else None."""
    shown = _previewed.get()
    return shown.key if shown and issubclass(shown.model, model) else None


def as_previewed(row):
    """A row just read, with the values of the preview in those columns that were read: a locked one stays away."""
    shown = _previewed.get()
    if shown and shown.values and shown.key == row.pk and issubclass(shown.model, type(row)):
        for name in shown.values.keys() & row.__dict__.keys():
            setattr(row, name, shown.values[name])
    return row
