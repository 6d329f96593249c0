from publishing.related import RelatedPage

from .models import Policy


def policies_of_notice(notice) -> list[RelatedPage]:
    """Published policies whose text is that notice."""
    policies = Policy.objects.for_list().filter(notice=notice)
    return [
        RelatedPage(
            policy.title,
            policy.get_absolute_url(),
            " · ".join(filter(None, [policy.category.name, policy.get_level_display()])),
            policy.is_sample,
        )
        for policy in policies
    ]
