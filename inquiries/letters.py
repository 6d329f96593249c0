"""The two letters about an inquiry, through the outbox: one to the desk, a receipt to whoever left an address."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from publishing.models import SiteIdentity

from .origin import desk_address, origin_of


def write_letters(inquiry):
    identity = SiteIdentity.current()
    desk = desk_address(inquiry.from_path) or identity.email
    context = {"inquiry": inquiry, "identity": identity, "site_url": settings.SITE_URL}
    if desk:
        with translation.override(settings.LANGUAGE_CODE):
            told = context | {"origin": origin_of(inquiry.from_path)}
            reply_to = [inquiry.email] if inquiry.email else None
            send("inquiries/mail/desk", told, to=desk, reply_to=reply_to)
    if inquiry.email:
        with translation.override(inquiry.language):
            track = settings.SITE_URL + reverse("inquiries:track") + f"?code={inquiry.code}"
            send("inquiries/mail/receipt", context | {"track": track}, to=inquiry.email)


def send(prefix, context, *, to, reply_to=None):
    """What the sender wrote is only told to the desk: a receipt that quoted it could carry spam to strangers."""
    subject = " ".join(render_to_string(f"{prefix}_subject.txt", context).split())
    body = render_to_string(f"{prefix}_body.txt", context).strip()
    EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [to], reply_to=reply_to).send()
