import simple_history
from modeltranslation.translator import TranslationOptions, register

from .models import SiteIdentity, Source


@register(SiteIdentity)
class SiteIdentityTranslation(TranslationOptions):
    fields = ("name", "host_organisation", "address", "hours")


@register(Source)
class SourceTranslation(TranslationOptions):
    fields = ("title", "issuer")


for model in (SiteIdentity, Source):
    simple_history.register(model, app="publishing")
