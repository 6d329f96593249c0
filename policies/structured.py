"""What search engines are told of a policy. Never of a sample."""

from .models import Policy


def as_government_service(policy: Policy, address: str) -> dict:
    """A policy as schema.org GovernmentService; what the source does not say is left out."""
    content = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "@id": address,
        "url": address,
        "name": policy.title,
        "description": policy.summary,
        "serviceType": policy.category.name,
    }
    if policy.issuer:
        content["provider"] = {"@type": "GovernmentOrganization", "name": policy.issuer}
    if policy.beneficiary:
        content["audience"] = {"@type": "Audience", "audienceType": policy.beneficiary}
    return content
