"""The elements of 政府信息公开 that a notice has; what the source does not state is folded into one sentence."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from publishing.chinese_text import chinese

from .validity import force_terms


@dataclass(frozen=True)
class Fact:
    label: str
    text: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Metadata:
    """What is known in two columns, and the labels of what is not. The title and the state stand elsewhere on the page."""

    columns: tuple[list[Fact], list[Fact]]
    unstated: list[str]


def metadata_of(notice) -> Metadata:
    texts = [
        Fact(_("发文机关"), notice.issuer.name),
        Fact(_("文号"), chinese(notice.doc_number)),
        Fact(_("体裁"), notice.get_genre_display() if notice.genre else ""),
        Fact(_("主题"), notice.category.name),
        Fact(_("适用地区"), notice.region or ""),
        *([Fact(_("行政区划代码"), notice.region_code)] if notice.region_code else []),
        Fact(_("公开方式"), notice.get_disclosure_display() if notice.disclosure else ""),
    ]
    rest = [
        Fact(_("成文日期"), day=notice.written_date),
        Fact(_("发布日期"), day=notice.published_date),
        Fact(_("施行日期"), day=notice.effective_date),
        Fact(_("失效日期"), day=_last_day(notice)),
        Fact(_("索引号"), chinese(notice.index_number)),
        Fact(_("登记号"), chinese(notice.register_number)),
    ]
    known = tuple([fact for fact in column if fact.text or fact.day] for column in (texts, rest))
    return Metadata(known, [fact.label for fact in texts + rest if not (fact.text or fact.day)])


def _last_day(notice) -> date | None:
    """The last day of force of the whole document: stated, or its term counted out."""
    whole = [part.to_date for part in force_terms(notice.facts()) if not part.term.articles]
    return max(whole, default=None)
