"""Bilingual columns, then history: simple_history must copy a model after its translated columns exist."""

from modeltranslation.translator import TranslationOptions, translator

from publishing.relations import keep_history

from . import models

TRANSLATED = {
    models.Zone: (
        "name", "short_name", "slogan", "pillars", "lead", "intro", "region", "level_note", "boundary",
        "lead_industries", "target_directions",
    ),
    models.ZoneArea: ("label", "note", "event", "authority"),
    models.Contact: ("name", "role", "hours", "languages"),
    models.Media: ("alt", "caption", "credit", "subtitles"),
    models.Track: ("name",),
    models.Industry: ("name", "gist", "facts"),
    models.IndustryFigure: ("label", "note"),
    models.Highlight: ("title", "summary", "points"),
    models.Honour: ("name",),
    models.Enterprise: ("name", "summary", "products", "park_name", "needs", "supplies"),
    models.Fund: ("name", "manager", "directions", "summary", "term", "contact"),
    models.CostItem: ("label", "note", "tier"),
    models.EntryRequirement: ("label", "note", "scope"),
    models.Surrounding: ("name", "remark"),
    models.Carrier: ("name", "summary", "address", "price_note"),
    models.Park: ("operator", "tenants", "facilities"),
    models.Plant: ("suits", "excludes"),
    models.Land: (),
    models.CarrierPicture: ("alt", "caption", "credit"),
}  # fmt: skip

for model, fields in TRANSLATED.items():
    translator.register(
        model, type(f"{model.__name__}Translation", (TranslationOptions,), {"fields": fields})
    )

for model in TRANSLATED:
    if model is not models.Carrier:  # kept by the history of its kinds
        keep_history(model, app="zones")
