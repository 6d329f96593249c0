import pytest

from publishing.models import SiteIdentity


@pytest.fixture(autouse=True)
def fresh_site_identity():
    """Each test reads its own database's identity, not the one a former test remembered."""
    SiteIdentity.forget()


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    """Uploads of a test land in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_MEDIA_ROOT = tmp_path / "private"
