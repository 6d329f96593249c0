from django.utils.html import format_html_join

from publishing.related import RelatedPage

from .models import Policy


def policies_of_notice(notice) -> list[RelatedPage]:
    """Published policies whose text is that notice."""
    policies = Policy.objects.for_list().filter(notice=notice)
    return [
        RelatedPage(
            policy.title,
            policy.get_absolute_url(),
            format_html_join(" · ", "{}", ((words,) for words in kind_of(policy) if words)),
            policy.is_sample,
        )
        for policy in policies
    ]


def kind_of(policy) -> tuple[str, str]:
    return policy.category.name, policy.get_level_display()
