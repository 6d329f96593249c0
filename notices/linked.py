"""What documents say of each other, as the page of either of them lists it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from publishing.chinese_text import chinese

from .models import Link, Notice
from .validity_words import articles_in_words


@dataclass(frozen=True)
class Linked:
    """One end of a link as the other end's page tells it; no document where it is not in the library, or the page itself."""

    relation: str
    title: str
    document: Notice | None
    articles: str
    quote: str


def links_of(notice) -> list[Linked]:
    """The links in both directions that readers may know of; of a row that was read with_facts()."""
    active = {
        "supersedes": _("代替的文件"),
        "amends": _("修改的文件"),
        "repeals": _("废止的文件"),
        "proposes_repeal": _("拟废止的文件"),
        "interprets": _("解读的文件"),
    }
    passive = {
        "supersedes": _("代替本文件的文件"),
        "amends": _("修改本文件的文件"),
        "repeals": _("废止本文件的文件"),
        "proposes_repeal": _("提出废止本文件的文件"),
        "interprets": _("对本文件的解读"),
    }
    found = []
    for link in notice.says:
        document = link.target if link.target_id != notice.pk else None
        title = document.title if document else chinese(link.target_title) or notice.title
        found.append(_linked(link, active[link.kind], title, document))
    for link in notice.said_of_it:
        if link.notice_id != notice.pk:
            found.append(_linked(link, passive[link.kind], link.notice.title, link.notice))
    return found


def _linked(link: Link, relation, title, document) -> Linked:
    return Linked(relation, title, document, articles_in_words(link.articles), chinese(link.quote))
