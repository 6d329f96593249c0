"""Mail leaves the site in one place: pages fill the outbox, the worker empties it (`manage.py work`)."""

import logging
from datetime import timedelta

from django.core.mail import EmailMultiAlternatives, InvalidMailer
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from .models import OutboxMail

logger = logging.getLogger(__name__)
RETRY_MINUTES = (1, 5, 30, 120, 720)
KEPT_DAYS = 30


class OutboxBackend(BaseEmailBackend):
    """The default mailer: writes each message to the outbox, in the transaction of what caused it."""

    def send_messages(self, email_messages):
        rows = [
            OutboxMail(
                to=", ".join(message.to),
                subject=message.subject,
                body=message.body,
                html_body=next((part.content for part in getattr(message, "alternatives", [])), ""),
                from_email=message.from_email,
                reply_to=", ".join(message.reply_to),
            )
            for message in email_messages
        ]
        OutboxMail.objects.bulk_create(rows)
        return len(rows)


def deliver_due_mail(limit=50) -> int:
    """Send the mails that are due; what fails is tried again after RETRY_MINUTES. Returns how many were sent."""
    due = OutboxMail.objects.filter(sent_at=None, next_attempt_at__lte=timezone.now())
    found = list(due.filter(attempts__lte=len(RETRY_MINUTES))[:limit])
    return sum(_deliver(mail) for mail in found if claim(mail))


def delete_old_mail() -> int:
    """Delete mails KEPT_DAYS after they were written, sent or not: they hold codes. Returns how many."""
    old = timezone.now() - timedelta(days=KEPT_DAYS)
    return OutboxMail.objects.filter(created_at__lt=old).delete()[0]


def claim(mail: OutboxMail) -> bool:
    """Take this attempt, so that no other worker sends the same mail and no lock is held while it is sent.

    The next attempt is set down first: a worker that dies in between leaves the mail to be sent again.
    """
    mine = OutboxMail.objects.filter(pk=mail.pk, sent_at=None, attempts=mail.attempts)
    minutes = RETRY_MINUTES[min(mail.attempts, len(RETRY_MINUTES) - 1)]
    mail.attempts += 1
    mail.next_attempt_at = timezone.now() + timedelta(minutes=minutes)
    return bool(mine.update(attempts=mail.attempts, next_attempt_at=mail.next_attempt_at))


def _deliver(mail: OutboxMail) -> bool:
    reply_to = mail.reply_to.split(", ") if mail.reply_to else None
    message = EmailMultiAlternatives(
        mail.subject, mail.body, mail.from_email, mail.to.split(", "), reply_to=reply_to
    )
    if mail.html_body:
        message.attach_alternative(mail.html_body, "text/html")
    try:
        message.send(using="delivery")
    # the connection and smtplib's errors, a header or address that cannot be, a folder that cannot be written
    except (OSError, ValueError, InvalidMailer) as error:
        logger.warning("Mail %s could not be sent, attempt %s: %s", mail.pk, mail.attempts, error)
        OutboxMail.objects.filter(pk=mail.pk).update(last_error=str(error)[:300])
        return False
    OutboxMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now(), last_error="")
    return True
