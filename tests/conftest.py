import os
from datetime import datetime

import pytest
import time_machine
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from publishing.append_only import drop_triggers
from publishing.models import SiteIdentity

# No test is timed: how long an example takes depends on what else the machine has to do.
hypothesis_settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("untimed")


@pytest.fixture(autouse=True, scope="session")
def given_clock():
    """TEST_CLOCK=2028-02-29T23:59:00+08:00 runs all tests from that moment on: none may depend on today."""
    moment = os.environ.get("TEST_CLOCK")
    if not moment:
        yield
        return
    with time_machine.travel(datetime.fromisoformat(moment), tick=True):
        yield


@pytest.fixture(autouse=True, scope="session")
def own_cache(request):
    """Each test process has its own database of the cache server, so that limits of one are not met in another."""
    default = django_settings.CACHES[
        "default"
    ]  # itself: a test that overrides the setting gives this one back
    worker = getattr(request.config, "workerinput", {}).get("workerid", "gw0").removeprefix("gw")
    if "Redis" in default["BACKEND"]:
        default["OPTIONS"]["db"] = int(worker) + 1


@pytest.fixture(autouse=True)
def no_limits_left_over():
    """A cache server knows no rollback: what a test counted there is forgotten before the next."""
    if "Redis" in django_settings.CACHES["default"]["BACKEND"]:
        cache.clear()


@pytest.fixture(autouse=True)
def audit_log_can_be_emptied(request):
    """A test with transactions ends by emptying every table, then post_migrate makes the triggers again."""
    marker = request.node.get_closest_marker("django_db")
    empties = "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction"))
    if empties:
        request.getfixturevalue("transactional_db")  # first, so that it ends after this
    yield
    if empties:
        drop_triggers(connection)


@pytest.fixture(autouse=True)
def fresh_site_identity(monkeypatch):
    """Each test reads its own database's identity, and once: a slow test must not count a second reading."""
    monkeypatch.setattr("publishing.models.site.REMEMBERED_SECONDS", 3600)
    SiteIdentity.forget()


@pytest.fixture(autouse=True, scope="session")
def quick_passwords():
    """For the whole session, so that users made in setUpTestData are quick as well."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    """Uploads of a test land in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_MEDIA_ROOT = tmp_path / "private"
