"""How long an inquiry is kept. The privacy statement and the consent print the same number."""

from datetime import timedelta

from django.utils import timezone

from .models import Inquiry

KEPT_DAYS = 730


def delete_old_inquiries() -> int:
    """Delete inquiries KEPT_DAYS after they were sent in (PIPL art. 19: no longer than needed). Returns how many."""
    old = timezone.now() - timedelta(days=KEPT_DAYS)
    return Inquiry.objects.filter(created_at__lt=old).delete()[0]
