from django.utils.html import format_html_join

from publishing.related import Clause, RelatedPage

from .awards import clause_words
from .models import Award, Policy


def policies_of_notice(notice) -> list[RelatedPage]:
    """Published policies whose text is that notice, with their sums; a sample never shows a sum."""
    policies = Policy.objects.for_list().filter(notice=notice).prefetch_related("awards")
    return [
        RelatedPage(
            policy.title,
            policy.get_absolute_url(),
            format_html_join(" · ", "{}", ((words,) for words in kind_of(policy) if words)),
            policy.is_sample,
            [] if policy.is_sample else [clause_of(award) for award in policy.awards.all()],
        )
        for policy in policies
    ]


def clause_of(award) -> Clause:
    is_at_most = award.rate is not None or award.rule == Award.Rule.CAPPED
    return Clause(clause_words(award.clause), award.beneficiary, award.amount, is_at_most)


def kind_of(policy) -> tuple[str, str]:
    return policy.category.name, policy.get_level_display()
