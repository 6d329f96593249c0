"""What search engines are told of a notice. Never of a sample."""

from .models import Notice


def as_legislation(notice: Notice, address: str) -> dict:
    """A notice as schema.org Legislation; what the source does not say is left out."""
    known = {
        "legislationIdentifier": notice.doc_number,
        "legislationDate": notice.written_date and notice.written_date.isoformat(),
        "abstract": notice.summary,
        "spatialCoverage": notice.region,
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
