from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter

from notices.filters import containing
from publishing.facet_counts import counted_choices, counted_relation, counted_targets
from publishing.facets import FacetedFilterSet, FacetFilter
from zones.models import Zone

from .models import Policy

SEARCHED = ("title_zh_hans", "title_en", "summary_zh_hans", "summary_en", "issuer_zh_hans", "issuer_en")


class PolicyFilter(FacetedFilterSet):
    q = CharFilter(label=_("政策名称、摘要或机关"), method="search", max_length=80)
    category = FacetFilter(label=_("类别"), field_name="category__slug")
    level = FacetFilter(label=_("层级"), field_name="level")
    zone = FacetFilter(label=_("适用开发区"), field_name="zones__slug")

    def search(self, rows, name, words):
        return rows.filter(containing(words, SEARCHED))

    def facet_parts(self, rows_for):
        return [
            counted_relation("category", rows_for("category"), "category"),
            counted_choices("level", rows_for("level"), "level", Policy.Level.choices),
            counted_targets("zone", rows_for("zone"), Zone.objects.published(), "policies"),
        ]
