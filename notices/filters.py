from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter

from publishing.facet_counts import counted_relation, counted_targets, counted_texts, counted_years
from publishing.facets import FacetedFilterSet, FacetFilter, SortFilter, YearFilter
from zones.models import Zone

SEARCHED = (
    "title_zh_hans", "title_en", "summary_zh_hans", "summary_en", "doc_number", "issuer__name_zh_hans", "issuer__name_en",
)  # fmt: skip


SORTS = [("newest", _("最新在前")), ("relevance", _("相关在前"))]  # relevance needs words to be relevant to


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
    region = FacetFilter(label=_("适用地区"), field_name="region_zh_hans")
    year = YearFilter(label=_("年份"), field_name="published_date")
    zone = FacetFilter(label=_("开发区"), field_name="zones__slug")
    sort = SortFilter(label=_("排序"), choices=SORTS, method="in_order")

    def in_order(self, rows, name, order):
        """The one place that decides what 相关 means. Nothing ranks notices yet, so both orders are by date."""
        return rows

    def search(self, rows, name, words):
        return rows.filter(containing(words, SEARCHED))

    def facet_parts(self, rows_for):
        return [
            counted_relation("category", rows_for("category"), "category"),
            counted_relation("issuer", rows_for("issuer"), "issuer"),
            counted_texts("region", rows_for("region"), "region"),
            counted_years("year", rows_for("year"), "published_date"),
            counted_targets("zone", rows_for("zone"), Zone.objects.published(), "notices"),
        ]
