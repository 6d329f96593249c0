import os

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage, storages
from django.utils._os import safe_join


class PublicMediaStorage(FileSystemStorage):
    """Public media under MEDIA_ROOT; names below demo/ are the demo's committed files, read-only."""

    def path(self, name):
        if name.startswith("demo/"):
            return safe_join(settings.DEMO_MEDIA_ROOT, name)
        return super().path(name)

    def _save(self, name, content):
        self._refuse_demo(name)
        return super()._save(name, content)

    def delete(self, name):
        self._refuse_demo(name)
        super().delete(name)

    def _refuse_demo(self, name):
        if name.startswith("demo/"):
            raise SuspiciousFileOperation("Files of the demo are part of the code and cannot be written.")


class PrivateFileStorage(FileSystemStorage):
    """Files below PRIVATE_MEDIA_ROOT. They have no address: a view serves them once it knows that it may."""

    @property
    def base_location(self):
        return settings.PRIVATE_MEDIA_ROOT

    @property
    def location(self):
        return os.path.abspath(self.base_location)

    def url(self, name):
        raise ValueError("Private files have no public address.")


def private_files():
    """For FileField(storage=…): settings name the storage, migrations do not."""
    return storages["private"]
