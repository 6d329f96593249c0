from publishing.related import RelatedPage, related_to

from .outline import Outlined


def related_policies(notice, text: Outlined) -> list[RelatedPage]:
    """What cites a notice; each clause with its place in the notice's text, where it has one."""
    return [
        page._replace(
            clauses=[clause._replace(anchor=text.anchor_of(clause.name)) for clause in page.clauses]
        )
        for page in related_to(notice)
    ]
