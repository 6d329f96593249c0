"""How tests read pages: signed out and in, with the number of queries."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from publishing.models import SiteIdentity
from tests.factories import make_user


def signed_in(**fields) -> Client:
    client = Client()
    client.force_login(make_user(**fields), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def queries_of(client, address) -> int:
    """The queries of a reading while the site's identity is remembered."""
    SiteIdentity.current()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
