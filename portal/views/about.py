from django.conf import settings
from django.shortcuts import render
from django.utils.translation import get_language

from inquiries.retention import KEPT_DAYS as INQUIRY_KEPT_DAYS
from publishing.mail import KEPT_DAYS as MAIL_KEPT_DAYS
from publishing.read_only import read_only


@read_only
def privacy(request):
    """个人信息保护: a text of its own in each language; its periods are those that the code keeps."""
    periods = {
        "inquiry_days": INQUIRY_KEPT_DAYS,
        "mail_days": MAIL_KEPT_DAYS,
        "audit_days": settings.AUDIT_KEPT_DAYS,
        "session_days": settings.SESSION_COOKIE_AGE // (24 * 60 * 60),
    }
    return render(request, statement("privacy"), periods)


@read_only
def accessibility(request):
    return render(request, statement("accessibility"))


def statement(name):
    return f"about/{name}.{get_language()}.html"
