"""Films on the way in."""

import secrets

from django.core.exceptions import ValidationError

MAX_FILM_BYTES = 200 * 1024 * 1024
FILM_BRANDS = {
    b"isom",
    b"iso2",
    b"iso3",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V ",
    b"dash",
    b"MSNV",
}


def film_name(_media, _filename) -> str:
    """Where an uploaded film is kept: under a random name, so that its address tells nothing and never changes hands."""
    return f"films/{secrets.token_hex(16)}.mp4"


def validate_mp4(upload):
    """ValidationError in Chinese unless the upload begins as an MP4 does (ISO/IEC 14496-12: a file type box).

    A stored film was checked on its way in.
    """
    if getattr(upload, "_committed", False):
        return
    if upload.size > MAX_FILM_BYTES:
        raise ValidationError("视频不能超过 200 MB，请压缩后再上传。", code="too_many_bytes")
    upload.seek(0)
    size, box = upload.read(4), upload.read(4)
    length = int.from_bytes(size, "big")
    if box != b"ftyp" or not 16 <= length <= 512:
        raise ValidationError("这个文件不是 MP4 视频。", code="not_an_mp4")
    brands = upload.read(length - 8)
    upload.seek(0)
    if not FILM_BRANDS & {brands[start : start + 4] for start in range(0, len(brands), 4) if start != 4}:
        raise ValidationError("这个文件不是 MP4 视频。", code="not_an_mp4")
