from modeltranslation.translator import TranslationOptions, register

from publishing.relations import keep_history

from .models import Attachment, Issuer, Link, Notice, NoticeCategory, Reader, Term


@register([Issuer, NoticeCategory, Reader])
class VocabularyTranslation(TranslationOptions):
    fields = ("name",)


@register(Notice)
class NoticeTranslation(TranslationOptions):
    fields = ("title", "region", "summary", "body")


@register(Attachment)
class AttachmentTranslation(TranslationOptions):
    fields = ("title",)


for model in (Issuer, NoticeCategory, Reader, Notice, Attachment, Term, Link):
    keep_history(model, app="notices")
