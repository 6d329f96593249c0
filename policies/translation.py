from modeltranslation.translator import TranslationOptions, register

from publishing.relations import keep_history

from .models import Award, Policy, PolicyCategory


@register(PolicyCategory)
class PolicyCategoryTranslation(TranslationOptions):
    fields = ("name",)


@register(Policy)
class PolicyTranslation(TranslationOptions):
    fields = (
        "title",
        "issuer",
        "summary",
        "body",
        "beneficiary",
        "how_to_claim",
        "term_note",
        "combining_note",
    )


@register(Award)
class AwardTranslation(TranslationOptions):
    fields = ("beneficiary", "condition", "base")


for model in (PolicyCategory, Policy, Award):
    keep_history(model, app="policies")
