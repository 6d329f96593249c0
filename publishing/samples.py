"""What is marked 示例数据: rows whose source says so, and vocabularies made for them, which have no source."""

from django.apps import apps

from .models import Provenance, Source

SAMPLE_SLUG = "sample-"  # how the addresses of a sample's issuers and categories begin


def provenance_models():
    """Every content model whose own table holds a source (children of a parent table go with their parent)."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, Provenance) and any(field.name == "source" for field in model._meta.local_fields)
    ]


def sample_vocabularies():
    """Querysets of rows without a source whose address says that they were made for a sample."""
    return [
        model._default_manager.filter(slug__startswith=SAMPLE_SLUG)
        for model in apps.get_models()
        if not issubclass(model, Provenance)
        and any(field.name == "slug" for field in model._meta.local_fields)
    ]


def has_real_content() -> bool:
    """Whether there is any content that is not a sample."""
    return any(
        model._default_manager.exclude(source__kind=Source.Kind.SAMPLE).exists()
        for model in provenance_models()
    )
