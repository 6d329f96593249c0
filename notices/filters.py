from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter

from publishing.facets import (
    FacetedFilterSet,
    FacetFilter,
    YearFilter,
    counted_relation,
    counted_targets,
    counted_years,
)
from publishing.text_search import matching
from zones.models import Zone

from .models import Notice

SEARCHED = (
    "title_zh_hans", "title_en", "summary_zh_hans", "summary_en", "doc_number", "issuer__name_zh_hans", "issuer__name_en",
)  # fmt: skip


def containing(words: str, columns) -> Q:
    """Rows that hold each of the words, wherever: 沈阳 知识产权 finds what has both."""
    condition = Q()
    for word in words.split()[:8]:
        condition &= Q.create([(f"{column}__icontains", word) for column in columns], connector=Q.OR)
    return condition


class NoticeFilter(FacetedFilterSet):
    q = CharFilter(label=_("标题、文号或发文机关"), method="search", max_length=80)
    category = FacetFilter(label=_("主题"), field_name="category__slug")
    issuer = FacetFilter(label=_("发文机关"), field_name="issuer__slug")
    year = YearFilter(label=_("年份"), field_name="published_date")
    zone = FacetFilter(label=_("开发区"), field_name="zones__slug")

    def search(self, rows, name, words):
        found = matching(Notice, words)
        return rows.filter(containing(words, SEARCHED) if found is None else Q(pk__in=found))

    def facet_parts(self, rows_for):
        return [
            counted_relation("category", rows_for("category"), "category"),
            counted_relation("issuer", rows_for("issuer"), "issuer"),
            counted_years("year", rows_for("year"), "published_date"),
            counted_targets("zone", rows_for("zone"), Zone.objects.published(), "notices"),
        ]
