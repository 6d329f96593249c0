"""Chinese on English pages: what nobody has translated is printed in Chinese, and says so by lang="zh".

The text itself knows. A translated field without English gives a ChineseText, which marks itself wherever a template
escapes it; pages need to do nothing. Where markup cannot stand (attributes, <title>, <option>), put_right() moves the
mark to the element.
"""

import re

from django.db import models
from django.utils.translation import get_language
from modeltranslation.fields import TranslationFieldDescriptor
from modeltranslation.translator import translator

from .chinese_text import CLOSED, OPENED, chinese
from .fields import RichTextField

MARKED = re.compile(f"{OPENED}(.*?){CLOSED}", re.DOTALL)
ONLY_TEXT = re.compile(r"<(title|option|textarea)\b([^>]*)>([^<]*<span lang=zh>.*?)</\1>", re.DOTALL)
TAG = re.compile(r"<([a-z][a-z0-9-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)


class MarkedTranslation(TranslationFieldDescriptor):
    """A translated field that tells, in English, that its value is the Chinese one. It reads what was read before."""

    def __get__(self, instance, owner):
        value = super().__get__(instance, owner)
        if instance is None or get_language() != "en" or not isinstance(value, str):
            return value
        return value if getattr(instance, f"{self.field.name}_en") else chinese(value)


def mark_translations():
    """Let the translated texts of all models tell their language. Rich text is HTML: its container is marked instead."""
    for model in translator.get_registered_models(abstract=False):
        for name, descriptor in list(vars(model).items()):
            if type(descriptor) is TranslationFieldDescriptor and is_plain_text(descriptor.field):
                setattr(model, name, MarkedTranslation(**vars(descriptor)))


def is_plain_text(field) -> bool:
    return isinstance(field, models.CharField | models.TextField) and not isinstance(field, RichTextField)


def put_right(html: str) -> str:
    """A page in which every mark stands where it may: on the element where its text or attribute holds no markup."""
    if OPENED not in html:
        return html
    html = ONLY_TEXT.sub(_on_element, html)
    return TAG.sub(_on_tag, html).replace(OPENED, '<span lang="zh">')


def _on_element(found) -> str:
    name, attributes, text = found.groups()
    return f'<{name}{attributes} lang="zh">{MARKED.sub(r"\1", text)}</{name}>'


def _on_tag(found) -> str:
    name, attributes = found.groups()
    if OPENED not in attributes:
        return found[0]
    end = "/" if attributes.endswith("/") else ""
    bare = MARKED.sub(r"\1", attributes.removesuffix("/"))
    return f"<{name}{bare}{'' if ' lang=' in bare else ' lang="zh"'}{end}>"
