"""Structured data for search engines. Nothing that is sample data, ever."""

import json

from django.templatetags.static import static
from django.utils.safestring import mark_safe

from publishing.chinese_text import ChineseText, chinese

ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def as_script(content: dict) -> str:
    """JSON-LD that is safe inside <script type="application/ld+json">; Chinese on an English page says so."""
    text = json.dumps(in_its_language(content), ensure_ascii=False)
    return mark_safe(text.translate(ESCAPES))  # noqa: S308  escaped above


def in_its_language(value):
    if isinstance(value, dict):
        return {key: in_its_language(inner) for key, inner in value.items()}
    return {"@language": "zh", "@value": str(value)} if isinstance(value, ChineseText) else value


def zone_jsonld(zone, address: str, site_url: str) -> str:
    """A zone as schema.org Place run by a GovernmentOrganization; "" where the zone itself is a sample."""
    if zone.is_sample:
        return ""
    content = {
        "@context": "https://schema.org",
        "@type": "Place",
        "@id": address,
        "name": zone.name,
        "url": address,
        "image": site_url + static("img/og.png"),
    }
    optional = {
        "alternateName": zone.short_name,
        "description": zone.lead,
        "slogan": chinese(" ".join(zone.slogan_parts)),
    }
    content |= {key: text for key, text in optional.items() if text}
    if zone.region:
        content["containedInPlace"] = {"@type": "AdministrativeArea", "name": zone.region}
    desk = zone.desk if zone.desk_is_public else None
    if desk and desk.phone and not desk.is_sample:
        content["telephone"] = desk.phone
    return as_script(content)
