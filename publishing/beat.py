"""The worker's sign of life: it writes down that it is there, and /readyz looks when that was."""

from datetime import timedelta

from django.utils import timezone

from .models import WorkerBeat

EVERY_SECONDS = 15
GONE_AFTER_SECONDS = 120  # a daily job may take a while


def beat():
    WorkerBeat.objects.update_or_create(pk=1, defaults={"at": timezone.now()})


def is_beating() -> bool:
    since = timezone.now() - timedelta(seconds=GONE_AFTER_SECONDS)
    return WorkerBeat.objects.filter(pk=1, at__gte=since).exists()
