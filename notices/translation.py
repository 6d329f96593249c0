import simple_history
from modeltranslation.translator import TranslationOptions, register

from .models import Attachment, Issuer, Notice, NoticeCategory


@register([Issuer, NoticeCategory])
class VocabularyTranslation(TranslationOptions):
    fields = ("name",)


@register(Notice)
class NoticeTranslation(TranslationOptions):
    fields = ("title", "region", "summary", "body")


@register(Attachment)
class AttachmentTranslation(TranslationOptions):
    fields = ("title",)


for model in (Issuer, NoticeCategory, Notice, Attachment):
    simple_history.register(model, app="notices")
