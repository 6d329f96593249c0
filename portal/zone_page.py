"""What the sections of a zone page show, each from one query. Drafts and locked values never get this far."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch

from policies.awards import AwardLine, award_lines
from policies.models import Award, Policy
from portal.zone_values import readable_conditions
from zones.locks import behind_the_lock
from zones.models import CostItem, Enterprise, EntryRequirement, Industry, IndustryFigure, Media, Surrounding

ENTERPRISES_SHOWN = 12
POLICIES_SHOWN = 4
SURROUNDINGS_SHOWN = 6


@dataclass(frozen=True)
class Choice:
    """One link of a row of filters: 高端装备制造 (1)."""

    slug: str
    name: str
    count: int
    is_current: bool


@dataclass(frozen=True)
class Chosen:
    """A list with its filter links; `rows` are those of the current link, `count` those of all links."""

    choices: list[Choice]
    rows: list
    count: int
    is_all: bool


def chosen(rows, group_of, slug, limit) -> Chosen:
    """Rows narrowed to the group of that slug; a slug that no group has leaves all."""
    rows = list(rows)
    groups = {group.pk: group for group in map(group_of, rows)}
    current = next((group for group in groups.values() if group.slug == slug), None)
    sizes = {pk: sum(group_of(row).pk == pk for row in rows) for pk in groups}
    links = [
        Choice(group.slug, group.name, sizes[pk], group is current)
        for pk, group in sorted(groups.items(), key=lambda pair: (pair[1].position, pair[0]))
    ]
    kept = [row for row in rows if current is None or group_of(row).pk == current.pk]
    return Chosen(links, kept[:limit], len(rows), current is None)


def industries(zone, user) -> list[Industry]:
    """Published industries with `shown_figures` and the one `headline` among them (or None)."""
    figures = Prefetch("figures", IndustryFigure.objects.visible_to(user), to_attr="shown_figures")
    found = list(Industry.objects.visible_to(user).filter(zone=zone).prefetch_related(figures))
    for industry in found:
        industry.headline = next((figure for figure in industry.shown_figures if figure.is_headline), None)
    return found


@dataclass(frozen=True)
class Gallery:
    hero: Media | None
    videos: list[Media]
    pictures: list[Media]


def gallery(zone, user) -> Gallery:
    found = list(Media.objects.visible_to(user).filter(zone=zone))
    return Gallery(
        hero=next((media for media in found if media.in_hero), None),
        videos=[media for media in found if media.kind == Media.Kind.VIDEO],
        pictures=[media for media in found if media.kind == Media.Kind.PICTURE],
    )


def conditions(zone, user) -> dict:
    """Readable values of costs and entry requirements and, for a visitor, what is behind the lock."""
    locked = {"costs": None, "entry": None}
    if not user.is_authenticated:
        locked = {
            "costs": behind_the_lock(CostItem.objects.filter(zone=zone)),
            "entry": behind_the_lock(EntryRequirement.objects.filter(zone=zone)),
        }
    return {
        "locked": locked,
        "locked_count": sum(summary.count for summary in locked.values() if summary),
        "readable": readable_conditions(zone, user),
    }


def key_enterprises(zone, user, track) -> Chosen:
    rows = Enterprise.objects.visible_to(user).filter(zone=zone, is_key=True).select_related("track__parent")
    return chosen(rows, lambda row: row.track.parent or row.track, track, ENTERPRISES_SHOWN)


@dataclass(frozen=True)
class PolicyDigest:
    chosen: Chosen
    featured: Policy | None
    awards: list[AwardLine]


def policy_digest(zone, category) -> PolicyDigest:
    """Policies by category, and the awards of the first one that promises any. A sample never shows a sum."""
    awards = Award.objects.filter(policy=OuterRef("pk"))
    rows = Policy.objects.for_list().filter(zones=zone).annotate(has_awards=Exists(awards))
    found = chosen(rows, lambda row: row.category, category, POLICIES_SHOWN)
    featured = next((row for row in found.rows if row.has_awards and not row.is_sample), None)
    return PolicyDigest(found, featured, award_lines(featured.awards.all()) if featured else [])


@dataclass(frozen=True)
class Surroundings:
    rows: list[Surrounding]
    count: int
    has_sample: bool


def surroundings(zone, user) -> Surroundings:
    found = list(Surrounding.objects.visible_to(user).filter(zone=zone))
    shown = found[:SURROUNDINGS_SHOWN]
    return Surroundings(shown, len(found), any(row.is_sample for row in shown))
