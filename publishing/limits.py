"""How often one address may do something that costs us: counted in the cache, which every worker shares."""

import ipaddress
import time
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache, caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac


def client_address(request) -> str:
    """The reader's IP address: the socket's, or the one that the last trusted proxy wrote; "" if unknown."""
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    count = settings.TRUSTED_PROXY_COUNT
    address = forwarded[-count] if 0 < count <= len(forwarded) else request.META.get("REMOTE_ADDR", "")
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return ""


class Limit(NamedTuple):
    """At most `most` of one action from one network within a window of `seconds`."""

    action: str
    most: int
    seconds: int

    def is_reached(self, request) -> bool:
        return cache.get(self._key(request), 0) >= self.most

    def count(self, request):
        """Write down that it happened once; parallel requests may pass a few more than `most`, no matter."""
        key = self._key(request)
        cache.set(key, cache.get(key, 0) + 1, self.seconds)

    def _key(self, request) -> str:
        """The network as a keyed hash: no address is kept, and the hash no longer than the window."""
        network = network_of(client_address(request))
        who = salted_hmac("publishing.limits", network, algorithm="sha256").hexdigest()
        return f"limit:{self.action}:{int(time.time() // self.seconds)}:{who}"


def delete_lapsed():
    """The database cache keeps lapsed rows until it is full; a cache server forgets them by itself."""
    if not isinstance(caches["default"], DatabaseCache):
        return
    table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
    now = connection.ops.adapt_datetimefield_value(timezone.now().replace(microsecond=0))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608  a name of our settings


def network_of(address: str) -> str:
    """What counts as one: an IPv4 address, or the /64 that a home or a firm has in IPv6."""
    if ":" not in address:
        return address
    return str(ipaddress.ip_network(f"{address}/64", strict=False))
