"""How much of the published content is there in English: one query a model, for the staff's list of things to do."""

from typing import NamedTuple

from django.db.models import Count, Model, Q
from modeltranslation.translator import translator

from .models import Publishable, PublishableQuerySet


class Completeness(NamedTuple):
    """Published rows of a model, and how many of them have English wherever they have Chinese."""

    model: type[Model]
    name: str  # verbose_name
    translated: int
    total: int


def english_completeness() -> list[Completeness]:
    """A row for each translated model that has published rows, by the names staff know; least complete first."""
    models = [model for model in translator.get_registered_models(abstract=False) if is_published(model)]
    rows = [completeness_of(model) for model in models]
    return sorted((row for row in rows if row.total), key=lambda row: (row.translated - row.total, row.name))


def is_published(model) -> bool:
    """Whether rows of the model are published by themselves; a carrier is counted as park, plant or land."""
    fields = translator.get_options_for_model(model).get_field_names()
    return bool(fields) and issubclass(model, Publishable) and not model_has_kinds(model)


def model_has_kinds(model) -> bool:
    return any(model in child._meta.parents for child in translator.get_registered_models(abstract=False))


def completeness_of(model) -> Completeness:
    """Counts of one model, in one query."""
    counts = published(model).aggregate(
        total=Count("pk"), lacking=Count("pk", filter=any_untranslated(model))
    )
    name = str(model._meta.verbose_name)
    return Completeness(model, name, counts["total"] - counts["lacking"], counts["total"])


def untranslated(model):
    """The published rows of a model that have Chinese without English somewhere."""
    return published(model).filter(any_untranslated(model))


def any_untranslated(model) -> Q:
    fields = translator.get_options_for_model(model).get_field_names()
    return Q(*(without_english(field) for field in fields), _connector=Q.OR)


def published(model):
    return PublishableQuerySet(model).published()


def without_english(field: str) -> Q:
    """Chinese is there and English is not. What nobody has written in Chinese needs no English."""
    is_blank, has_none = Q(**{f"{field}_en": ""}), Q(**{f"{field}_en__isnull": True})
    has_chinese = ~Q(**{f"{field}_zh_hans": ""}) & Q(**{f"{field}_zh_hans__isnull": False})
    return has_chinese & (is_blank | has_none)
