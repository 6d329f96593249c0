from django.contrib import admin

from publishing.admin import ContentAdmin, PictureForm, PublishableAdmin

from . import models


class ZoneContentAdmin(PublishableAdmin):
    list_filter = ["status", "zone", "source__kind"]
    list_select_related = ["source", "zone"]
    autocomplete_fields = ["source", "zone"]
    search_fields = ["name"]


@admin.register(models.Zone)
class ZoneAdmin(PublishableAdmin):
    search_fields = ["name"]


@admin.register(models.Industry)
class IndustryAdmin(ZoneContentAdmin):
    filter_horizontal = ["tracks"]


@admin.register(models.IndustryFigure)
class IndustryFigureAdmin(PublishableAdmin):
    autocomplete_fields = ["source", "industry"]
    search_fields = ["label"]


@admin.register(models.ZoneArea, models.CostItem, models.EntryRequirement)
class MeasureAdmin(ZoneContentAdmin):
    search_fields = ["label"]


@admin.register(models.Highlight)
class HighlightAdmin(ZoneContentAdmin):
    search_fields = ["title"]


@admin.register(models.Enterprise)
class EnterpriseAdmin(ZoneContentAdmin):
    autocomplete_fields = ["source", "zone", "track"]
    filter_horizontal = ["industries", "honours"]


@admin.register(models.Fund, models.Park, models.Plant, models.Land)
class WithIndustriesAdmin(ZoneContentAdmin):
    filter_horizontal = ["industries"]


@admin.register(models.Contact, models.Surrounding)
class NamedContentAdmin(ZoneContentAdmin):
    pass


@admin.register(models.Media)
class MediaAdmin(ZoneContentAdmin):
    form = PictureForm
    search_fields = ["alt", "caption"]


@admin.register(models.CarrierPicture)
class CarrierPictureAdmin(ContentAdmin):
    form = PictureForm
    list_display = ["__str__", "carrier", "position"]
    list_select_related = ["carrier"]


@admin.register(models.Track, models.Honour)
class VocabularyAdmin(ContentAdmin):
    list_display = ["name", "slug", "position"]
    search_fields = ["name"]
