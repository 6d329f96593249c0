from .models import Inquiry


def inquiries_of(user) -> list[Inquiry]:
    """What this member asked, newest first, for /me/."""
    return list(Inquiry.objects.filter(user=user).only("code", "created_at", "status", "text"))
