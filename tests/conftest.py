import pytest
from django.core.cache import cache, caches

from publishing.models import SiteIdentity


@pytest.fixture(autouse=True, scope="session")
def own_cache(request):
    """Each test process has its own database of the cache server, so that limits of one are not met in another."""
    default = caches.settings["default"]
    worker = getattr(request.config, "workerinput", {}).get("workerid", "gw0").removeprefix("gw")
    if "redis" in default["BACKEND"].lower():
        default["LOCATION"] = f"{default['LOCATION']}?db={int(worker) + 1}"


@pytest.fixture(autouse=True)
def no_limits_left_over():
    """A cache server knows no rollback: what a test counted there is forgotten before the next."""
    if "Redis" in caches.settings["default"]["BACKEND"]:
        cache.clear()


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
