"""Pictures on the way in: sniffed, limited before decoding, stripped of EXIF, written at four widths as WebP and JPEG."""

import secrets
import warnings
from io import BytesIO
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageOps, UnidentifiedImageError

WIDTHS = (480, 960, 1440, 1920)
MAX_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 40_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")


class StoredPicture(NamedTuple):
    folder: str
    width: int
    height: int


def open_picture(upload) -> Image.Image:
    """The upload as an undecoded image; ValidationError in Chinese when it is too large or no picture at all.

    The kind is read from the bytes, never from the name; the pixel count from the header, before decoding.
    """
    if upload.size > MAX_BYTES:
        raise ValidationError("图片不能超过 15 MB，请压缩后再上传。", code="too_many_bytes")
    upload.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(upload, formats=FORMATS)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ValidationError(
            "这个文件不是 JPG、PNG、WebP 或 AVIF 图片（不接受 SVG）。", code="not_a_picture"
        ) from error
    if picture.width * picture.height > MAX_PIXELS:
        raise ValidationError("图片不能超过 4000 万像素，请缩小后再上传。", code="too_many_pixels")
    return picture


def store_picture(upload) -> StoredPicture:
    """Write the picture's renditions under a random name in public media; the original is not kept."""
    picture = open_picture(upload)
    try:
        picture.draft("RGB", (2 * WIDTHS[-1], 2 * WIDTHS[-1]))  # JPEG only: decode at a reduced scale
        picture = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, SyntaxError, ValueError) as error:
        raise ValidationError("图片文件已损坏，请换一个文件。", code="broken_picture") from error
    if picture.width > WIDTHS[-1]:
        picture = _narrowed(picture, WIDTHS[-1])
    stored = StoredPicture(f"pictures/{secrets.token_hex(16)}", picture.width, picture.height)
    for width in sorted({stored.width, *(width for width in WIDTHS if width < stored.width)}, reverse=True):
        if width < picture.width:
            picture = _narrowed(picture, width)
        _write(picture, f"{stored.folder}/{width}.webp", "WEBP", quality=75, method=4)
        _write(picture, f"{stored.folder}/{width}.jpg", "JPEG", quality=80, progressive=True)
    return stored


def _narrowed(picture: Image.Image, width: int) -> Image.Image:
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _write(picture: Image.Image, name: str, image_format: str, **options):
    written = BytesIO()
    picture.save(written, image_format, **options)
    default_storage.save(name, ContentFile(written.getvalue()))
