"""The uploaded file between dry run and confirmation: private, one for each user and list, gone within the hour."""

from contextlib import suppress
from datetime import timedelta

from django.core.files.storage import storages
from django.utils import timezone
from import_export.tmp_storages import MediaStorage

from publishing.jobs import run_daily

FOLDER = "imports"
LIVES = timedelta(hours=1)


class KeptTable(MediaStorage):
    """Nothing that a browser sends becomes part of a path: the name is the user's number and the model."""

    def __init__(self, user, model):
        super().__init__(name=f"{user.pk}-{model._meta.label_lower}", MEDIA_FOLDER=FOLDER)

    def _configure_storage(self):
        self._storage = storages["private"]

    def save(self, data: bytes):
        delete_lapsed_tables()
        self.remove()
        super().save(data)

    def read(self) -> bytes | None:
        """The content; None where there is none any more."""
        delete_lapsed_tables()
        try:
            return super().read()
        except FileNotFoundError:
            return None


@run_daily
def delete_lapsed_tables():
    """Also done whenever a table is uploaded or read: the worker need not run."""
    storage = storages["private"]
    if not storage.exists(FOLDER):
        return
    for name in storage.listdir(FOLDER)[1]:
        path = f"{FOLDER}/{name}"
        with suppress(FileNotFoundError):  # somebody else was quicker
            if storage.get_modified_time(path) < timezone.now() - LIVES:
                storage.delete(path)
