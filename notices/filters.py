from functools import cached_property

from django.core.exceptions import ValidationError
from django.db.models import Case, Q, When
from django.forms import DateField
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, DateFilter

from publishing.facet_counts import (
    Offered,
    counted_choices,
    counted_relation,
    counted_targets,
    counted_texts,
    counted_years,
)
from publishing.facets import FacetedFilterSet, FacetFilter, SortFilter, YearFilter
from publishing.text_search import matching, titled
from zones.models import Zone

from .models import Notice, ValidityPeriod
from .models.notice import COUNTED

TITLES = ("title_zh_hans", "title_en")
SEARCHED = (
    *TITLES, "summary_zh_hans", "summary_en", "doc_number", "issuer__name_zh_hans", "issuer__name_en",
)  # fmt: skip


SORTS = [("newest", _("最新在前")), ("relevance", _("相关在前"))]  # relevance needs words to be relevant to
DAY = {"input_formats": ["%Y-%m-%d"], "error_messages": {"invalid": _("请写成 2025-06-28 这样的日期。")}}


def asked_day(asked) -> tuple:
    """(the day of ?as_of=…, else today; "" or what is wrong with it)."""
    try:
        return DateField(required=False, **DAY).clean(asked.get("as_of")) or timezone.localdate(), ""
    except ValidationError as error:
        return timezone.localdate(), error.messages[0]


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
    validity = FacetFilter(label=_("效力"), method="in_state")
    as_of = DateFilter(label=_("按哪一天的效力"), method="unchanged", **DAY)
    zone = FacetFilter(label=_("开发区"), field_name="zones__slug")
    sort = SortFilter(label=_("排序"), choices=SORTS, method="in_order")

    def in_order(self, rows, name, order):
        """The one place that decides what 相关 means: titles that hold all words come first, each part by date."""
        words = self.chosen.get("q")
        if order != "relevance" or not words:
            return rows
        found = titled(Notice, words)
        is_titled = containing(words, TITLES) if found is None else found
        return rows.order_by(Case(When(is_titled, then=0), default=1), "-published_date", "-pk")

    typed = ("as_of",)
    whole = ("category", "issuer", "year")
    costly, columns = "q", ("pk", *COUNTED)

    def __init__(self, data, queryset, **kwargs):
        super().__init__(data, queryset, **kwargs)
        states = dict(ValidityPeriod.State.choices)
        asked = data.get("validity")
        if asked in states and asked not in [found.value for found in self.offered["validity"]]:
            self.offered["validity"].append(Offered(asked, str(states[asked]), 0))
        self.filters["validity"].extra["choices"] = ValidityPeriod.State.choices

    @cached_property
    def day(self):
        """The day whose validity counts; read from what was asked, for the choices depend on it."""
        return asked_day(self.data)[0]

    def label_of(self, name):
        if name == "as_of":
            return gettext("按 %(day)s 的效力") % {"day": self.day.isoformat()}
        return super().label_of(name)

    def in_state(self, rows, name, state):
        return rows.in_state(state, self.day)

    def unchanged(self, rows, name, value):
        return rows

    def search(self, rows, name, words):
        found = matching(Notice, words)
        return rows.filter(containing(words, SEARCHED) if found is None else found)

    def facet_parts(self, rows_for):
        return [
            counted_relation("category", rows_for("category"), "category"),
            counted_relation("issuer", rows_for("issuer"), "issuer"),
            counted_texts("region", rows_for("region"), "region"),
            counted_years("year", rows_for("year"), "published_date"),
            counted_choices(
                "validity",
                ValidityPeriod.objects.on(self.day).filter(
                    notice__in=rows_for("validity").order_by().values("pk")
                ),
                "state",
                ValidityPeriod.State.choices,
            ),
            counted_targets("zone", rows_for("zone"), Zone.objects.published(), "notices"),
        ]
