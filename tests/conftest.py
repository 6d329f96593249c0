import pytest

from publishing.models import SiteIdentity


@pytest.fixture(autouse=True)
def fresh_site_identity(monkeypatch):
    """Each test reads its own database's identity, and once: a slow test must not count a second reading."""
    monkeypatch.setattr("publishing.models.site.REMEMBERED_SECONDS", 3600)
    SiteIdentity.forget()


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    """Uploads of a test land in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_MEDIA_ROOT = tmp_path / "private"
