"""A file as an answer, whole or in part. Browsers play a film only where the server answers Range (RFC 9110 §14)."""

import re

from django.http import FileResponse, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_http_date_safe, quote_etag

UNREADABLE = "sandbox; default-src 'none'"  # an opened file may run nothing and load nothing
BLOCK = 64 * 1024
ONE_RANGE = re.compile(r"bytes=(\d{0,19})-(\d{0,19})", re.ASCII)


class StoredFile:
    """An open file of a storage with its size in bytes and the moment it was written."""

    def __init__(self, storage, name: str):
        """OSError where the storage has no such file."""
        self.modified = int(storage.get_modified_time(name).timestamp())
        self.size = storage.size(name)
        self.opened = storage.open(name, "rb")

    @property
    def etag(self) -> str:
        return quote_etag(f"{self.modified:x}-{self.size:x}")


class _Part:
    """The next `length` bytes of a file, in the shape that FileResponse streams and closes."""

    def __init__(self, opened, length: int):
        self.opened, self.left = opened, length

    def read(self, size: int = -1) -> bytes:
        read = self.opened.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(read)
        return read

    def close(self):
        self.opened.close()


class _LargeBlocks(FileResponse):
    block_size = BLOCK


def file_response(request, stored: StoredFile, content_type: str, *, cache: str, download_as: str = ""):
    """200 with the file, 206 with one range of it, 304 where the reader has it, 416 beyond its end.

    Several ranges at once, and ranges that nobody can read, are answered with the whole file, as RFC 9110 allows.
    """
    span = _span(request, stored)
    if span == ():
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{stored.size}"})
        stored.opened.close()
    else:
        first, last = span or (0, stored.size - 1)
        stored.opened.seek(first)
        response = _LargeBlocks(
            _Part(stored.opened, last - first + 1),
            status=206 if span else 200,
            as_attachment=bool(download_as),
            filename=download_as,
        )
        response["Content-Length"] = str(last - first + 1)
        if span:
            response["Content-Range"] = f"bytes {first}-{last}/{stored.size}"
    response["Content-Type"] = content_type
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = stored.etag
    response["Last-Modified"] = http_date(stored.modified)
    response["Cache-Control"] = cache
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = UNREADABLE
    if span is None:
        return get_conditional_response(request, stored.etag, stored.modified, response)
    return response


def _span(request, stored: StoredFile) -> tuple[int, int] | tuple[()] | None:
    """(first, last) byte asked for, both included; () for a range beyond the end; None for the whole file."""
    asked = ONE_RANGE.fullmatch(request.headers.get("Range", "").strip())
    if (
        request.method != "GET"
        or not asked
        or asked.groups() == ("", "")
        or not _still_the_same(request, stored)
    ):
        return None
    first, last = asked.groups()
    if first and last and int(last) < int(first):
        return None
    if not first:
        span = max(stored.size - int(last), 0), stored.size - 1
    else:
        span = int(first), min(int(last) if last else stored.size - 1, stored.size - 1)
    return span if span[0] <= span[1] else ()


def _still_the_same(request, stored: StoredFile) -> bool:
    """If-Range: a part of a file that has changed since would not fit what the reader has."""
    known = request.headers.get("If-Range", "").strip()
    return not known or known == stored.etag or parse_http_date_safe(known) == stored.modified
