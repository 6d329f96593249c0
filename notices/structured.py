"""What search engines are told of a notice. Never of a sample."""

from django.utils.translation import get_language

from publishing.chinese_text import chinese

from .models import Notice


def as_legislation(notice: Notice, address: str) -> dict:
    """A notice as schema.org Legislation; what the source does not say is left out."""
    known = {
        "legislationIdentifier": chinese(notice.doc_number),
        "legislationDate": notice.written_date and notice.written_date.isoformat(),
        "abstract": notice.summary,
        "spatialCoverage": notice.region,
        "inLanguage": "en" if is_english(notice) else "zh-CN",
        "isBasedOn": notice.source_url,
    }
    return {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": address,
        "url": address,
        "name": notice.title,
        "datePublished": notice.published_date.isoformat(),
        "legislationPassedBy": {"@type": "GovernmentOrganization", "name": notice.issuer.name},
        "about": notice.category.name,
    } | {key: value for key, value in known.items() if value}


def is_english(notice: Notice) -> bool:
    return get_language() == "en" and bool(notice.body_en)
