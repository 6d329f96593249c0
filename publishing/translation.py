from modeltranslation.translator import TranslationOptions, register

from .models import SiteIdentity, Source
from .relations import keep_history


@register(SiteIdentity)
class SiteIdentityTranslation(TranslationOptions):
    fields = ("name", "host_organisation", "address", "hours")


@register(Source)
class SourceTranslation(TranslationOptions):
    fields = ("title", "issuer")


for model in (SiteIdentity, Source):
    keep_history(model, app="publishing")
