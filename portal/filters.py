"""What a reader may narrow a tab of the zone by. A bad value keeps the list and is told beside its field."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from publishing.chinese_text import chinese
from zones.models import Enterprise


class EnterpriseFilter(django_filters.FilterSet):
    """?track=<slug of a group or a track>&key=true, over the tracks handed in (with `count`, parents loaded)."""

    track = django_filters.ChoiceFilter(label=_("赛道"), method="in_track", empty_label=_("全部赛道"))
    key = django_filters.ChoiceFilter(
        label=_("范围"), method="only_key", choices=[("true", _("只看重点企业"))], empty_label=_("全部企业")
    )

    class Meta:
        model = Enterprise
        fields: list[str] = []

    def __init__(self, *args, tracks, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["track"].extra["choices"] = track_choices(tracks)

    def in_track(self, rows, name, slug):
        return rows.filter(Q(track__slug=slug) | Q(track__parent__slug=slug))

    def only_key(self, rows, name, value):
        return rows.filter(is_key=True)


def track_choices(tracks) -> list[tuple[str, str]]:
    """(slug, "name (count)") of each group, followed by its tracks."""
    groups = {(track.parent or track).pk: track.parent or track for track in tracks}
    choices = []
    for group in sorted(groups.values(), key=lambda group: (group.position, group.pk)):
        members = [track for track in tracks if group in (track, track.parent)]
        choices.append((group.slug, chinese(f"{group.name} ({sum(track.count for track in members)})")))
        choices += [
            (track.slug, chinese(f"— {track.name} ({track.count})"))
            for track in members
            if track.pk != group.pk
        ]
    return choices
