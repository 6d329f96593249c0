"""Asking a web server for an address without being led into our own network: every name is looked up and judged first.

Private, loopback, link-local and other addresses that are not public are never contacted, on any hop of a redirect:
the connection goes to the very number that was judged. settings.CHECK_LINKS_PRIVATE lifts that, for tests.
"""

import ipaddress
import socket
import ssl
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Timer
from urllib.parse import urljoin, urlsplit

from django.conf import settings

MOST_HOPS = 5
ALIVE = "正常"
MOVED = (301, 302, 303, 307, 308)
NO_HEAD = (403, 404, 405, 501)  # what servers say that do not know HEAD, too
UNWILLING = (
    401,
    403,
    412,
    429,
    521,
)  # there is a server, and it knows the address; it does not like programs


class RefusedError(Exception):
    """An address that is not contacted, with a sentence on why."""


def status_of(address: str, *, timeout: float) -> str:
    """ALIVE, or why the address does not lead anywhere, in a few words. HEAD first, then GET; at most MOST_HOPS hops."""
    try:
        for _hop in range(MOST_HOPS):
            code, onwards = _ask("HEAD", address, timeout)
            if code in NO_HEAD:
                code, onwards = _ask("GET", address, timeout)
            if code not in MOVED:
                return ALIVE if code < 400 or code in UNWILLING else f"服务器回答 {code}"
            address = urljoin(address, onwards)
    except RefusedError as error:
        return str(error)
    except (ValueError, UnicodeError):
        return "网址写得不对"
    except TimeoutError:
        return "超过时间没有回答"
    except ssl.SSLError:
        return "证书有问题"
    except (OSError, HTTPException):
        return "连不上服务器"
    return "转来转去没有尽头"


def _ask(method: str, address: str, timeout: float) -> tuple[int, str]:
    """(status code, Location). Of the answer only its head is read; a server that trickles is cut off."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise RefusedError("不是网页地址")
    number = public_number(parts.hostname, parts.port or (443 if parts.scheme == "https" else 80))
    connection = _connection(parts, number, timeout)
    patience = Timer(2 * timeout, _cut_off, [connection])
    patience.start()
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    headers = {
        "User-Agent": f"zone-portal link check (+{settings.SITE_URL})",
        "Accept": "*/*",
        "Connection": "close",
    }
    try:
        connection.request(method, _ascii(path), headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Location", "")
    finally:
        patience.cancel()
        connection.close()


def _cut_off(connection):
    with suppress(OSError, AttributeError):  # not connected yet, or no longer
        connection.sock.shutdown(socket.SHUT_RDWR)


def public_number(host: str, port: int) -> tuple:
    """(family, socket address) of the first of a host's numbers. Raises RefusedError unless all of them are public."""
    name = host.encode("idna").decode() if not host.isascii() else host
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    for *_kind, address in found:
        number = ipaddress.ip_address(address[0].partition("%")[0])
        number = getattr(number, "ipv4_mapped", None) or number
        if not (number.is_global and not number.is_multicast) and not settings.CHECK_LINKS_PRIVATE:
            raise RefusedError("指向内部网络，没有检查")
    return found[0][0], found[0][4]


def _connection(parts, number: tuple, timeout: float) -> HTTPConnection:
    """A connection that says the host's name and dials the number that was judged."""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname.encode("idna").decode(), port, timeout=timeout)
    connection._create_connection = lambda address, timeout, source: _dial(number, timeout)
    return connection


def _dial(number: tuple, timeout: float) -> socket.socket:
    family, address = number
    dialled = socket.socket(family, socket.SOCK_STREAM)
    dialled.settimeout(timeout)
    try:
        dialled.connect(address)
    except OSError:
        dialled.close()
        raise
    return dialled


def _ascii(path: str) -> str:
    """A path as it travels: Chinese letters and spaces as %E4%…."""
    return "".join(
        letter if "!" <= letter <= "~" else "".join(f"%{byte:02X}" for byte in letter.encode())
        for letter in path
    )
