"""The zones' lists for machines: the same rows, filters and locks as the pages."""

from django.db.models import Prefetch
from ninja import Query, Router

from publishing.api import ApiPage, Listed, page_of_rows, refuse
from zones import api_schemas as schemas
from zones.filters import PlaceFilter
from zones.finder import existing_choices
from zones.locks import behind_the_lock
from zones.models import (
    CostItem,
    Enterprise,
    EntryRequirement,
    Fund,
    Industry,
    IndustryFigure,
    Surrounding,
    Zone,
)
from zones.places import readable_places, with_industries

router = Router(tags=["zones"])


@router.get("/zones", response=Listed[schemas.ZoneOut], summary="开发区")
def zones(request, page: Query[ApiPage]):
    return page_of_rows(Zone.objects.visible_to(request.user), page)


@router.get("/places", response=Listed[schemas.PlaceOut], summary="产业园、厂房、土地")
def places(request, page: Query[ApiPage], asked: Query[schemas.PlaceQuery]):
    """The parameters of /places/; `price_max` is for signed-in readers only."""
    rows = with_industries(readable_places(request.user), request.user)
    chosen = PlaceFilter(request.GET, rows, user=request.user, choices=existing_choices())
    refuse(chosen.errors)
    return page_of_rows(chosen.in_order(), page)


@router.get("/enterprises", response=Listed[schemas.EnterpriseOut], summary="企业")
def enterprises(request, page: Query[ApiPage], asked: Query[schemas.EnterpriseQuery]):
    rows = (
        of_zone(Enterprise, request, asked.zone).select_related("track__parent").prefetch_related("honours")
    )
    if asked.track:
        rows = rows.filter(track__slug=asked.track) | rows.filter(track__parent__slug=asked.track)
    return page_of_rows(rows.filter(is_key=True) if asked.key else rows, page)


@router.get("/industries", response=Listed[schemas.IndustryOut], summary="产业")
def industries(request, page: Query[ApiPage], asked: Query[schemas.ZoneQuery]):
    figures = Prefetch("figures", IndustryFigure.objects.visible_to(request.user))
    return page_of_rows(of_zone(Industry, request, asked.zone).prefetch_related(figures), page)


@router.get("/funds", response=Listed[schemas.FundOut], summary="基金")
def funds(request, page: Query[ApiPage], asked: Query[schemas.ZoneQuery]):
    return page_of_rows(of_zone(Fund, request, asked.zone), page)


@router.get("/costs", response=schemas.ListedWithLock[schemas.CostOut], summary="要素成本")
def costs(request, page: Query[ApiPage], asked: Query[schemas.ZoneQuery]):
    return rows_and_lock(CostItem, request, asked.zone, page)


@router.get("/entry", response=schemas.ListedWithLock[schemas.EntryOut], summary="入驻要求")
def entry(request, page: Query[ApiPage], asked: Query[schemas.ZoneQuery]):
    return rows_and_lock(EntryRequirement, request, asked.zone, page)


@router.get("/surroundings", response=schemas.ListedWithLock[schemas.SurroundingOut], summary="周边配套")
def surroundings(request, page: Query[ApiPage], asked: Query[schemas.ZoneQuery]):
    return rows_and_lock(Surrounding, request, asked.zone, page, by="kind")


def of_zone(model, request, slug):
    """The rows a reader may have, of one published zone or of all."""
    return in_zone(model.objects.visible_to(request.user), slug).select_related("zone")


def in_zone(rows, slug):
    zones = Zone.objects.published()
    if slug and not zones.filter(slug=slug).exists():
        refuse({"zone": ["没有这个开发区。"]})
    return rows.filter(zone__in=zones.filter(slug=slug) if slug else zones)


def rows_and_lock(model, request, slug, page, by="group"):
    """Values that this reader may have, and for a visitor the count of the others."""
    shown = page_of_rows(of_zone(model, request, slug), page)
    locked = None if request.user.is_authenticated else behind_the_lock(in_zone(model.objects, slug), by=by)
    return {**shown, "locked": locked}
