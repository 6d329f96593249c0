"""/.well-known/security.txt (RFC 9116): whom to tell of a weakness in this site."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from publishing.models import SiteIdentity
from publishing.read_only import read_only

VALID_DAYS = 180  # RFC 9116 §2.5.5 advises less than a year


@read_only
def security_txt(request):
    fields = [
        ("Contact", contact()),
        ("Expires", f"{expires():%Y-%m-%dT%H:%M:%SZ}"),
        ("Preferred-Languages", "zh, en"),
        ("Canonical", f"{settings.SITE_URL}{reverse('security_txt')}"),
    ]
    text = "".join(f"{name}: {value}\n" for name, value in fields)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def contact() -> str:
    """A URI: SECURITY_CONTACT, else the site's own mail address unless it is a sample, else 立即沟通."""
    identity = SiteIdentity.current()
    named = settings.SECURITY_CONTACT or ("" if identity.has_sample_contact else identity.email)
    if not named:
        return f"{settings.SITE_URL}{reverse('inquiries:new')}"
    return f"mailto:{named}" if "@" in named and ":" not in named else named


def expires() -> datetime:
    """Midnight (UTC) in VALID_DAYS: the answer is the same all day."""
    day = timezone.now().astimezone(UTC).date() + timedelta(days=VALID_DAYS)
    return datetime.combine(day, time(), UTC)
