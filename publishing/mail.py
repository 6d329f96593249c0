"""Mail leaves the site in one place: pages fill the outbox, the worker empties it."""

import logging
from datetime import timedelta

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.utils import timezone

from .models import OutboxMail

logger = logging.getLogger(__name__)
RETRY_MINUTES = (1, 5, 30, 120, 720)


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
    sent = 0
    for _ in range(limit):
        with transaction.atomic():
            due = OutboxMail.objects.filter(sent_at=None, next_attempt_at__lte=timezone.now())
            due = due.filter(attempts__lte=len(RETRY_MINUTES))
            if connection.features.has_select_for_update_skip_locked:
                due = due.select_for_update(skip_locked=True)
            mail = due.first()
            if mail is None:
                return sent
            sent += _deliver(mail)
    return sent


def _deliver(mail: OutboxMail) -> bool:
    reply_to = mail.reply_to.split(", ") if mail.reply_to else None
    message = EmailMultiAlternatives(
        mail.subject, mail.body, mail.from_email, mail.to.split(", "), reply_to=reply_to
    )
    if mail.html_body:
        message.attach_alternative(mail.html_body, "text/html")
    try:
        message.send(using="delivery")
    except OSError as error:  # smtplib's errors and refused connections alike
        minutes = RETRY_MINUTES[min(mail.attempts, len(RETRY_MINUTES) - 1)]
        mail.next_attempt_at = timezone.now() + timedelta(minutes=minutes)
        mail.last_error = str(error)[:300]
        logger.warning("Mail %s could not be sent, next try in %s minutes.", mail.pk, minutes)
    else:
        mail.sent_at = timezone.now()
        mail.last_error = ""
    mail.attempts += 1
    mail.save()
    return mail.sent_at is not None
