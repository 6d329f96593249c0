"""Pictures: sniffed, limited before decoding, re-encoded without EXIF under random names."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from publishing.renditions import open_picture, store_picture


def upload(name="a.jpg", size=(2400, 1600), image_format="JPEG", **options):
    written = BytesIO()
    Image.new("RGB", size, "#1d4a38").save(written, image_format, **options)
    return SimpleUploadedFile(name, written.getvalue())


def test_four_widths_in_two_formats_are_written():
    stored = store_picture(upload())
    assert (stored.width, stored.height) == (1920, 1280)
    for width in (480, 960, 1440, 1920):
        for suffix, kind in (("webp", "WEBP"), ("jpg", "JPEG")):
            with (
                default_storage.open(f"{stored.folder}/{width}.{suffix}") as file,
                Image.open(file) as written,
            ):
                assert (written.format, written.width) == (kind, width)


def test_a_small_picture_is_never_blown_up():
    stored = store_picture(upload(size=(700, 500)))
    _, names = default_storage.listdir(stored.folder)
    assert sorted(names) == ["480.jpg", "480.webp", "700.jpg", "700.webp"]


def test_the_camera_s_place_and_owner_are_gone():
    exif = Image.Exif()
    exif[0x010F], exif[0x8825] = "camera", {1: "N", 2: (41.6, 0.0, 0.0)}
    stored = store_picture(upload(exif=exif))
    with default_storage.open(f"{stored.folder}/1920.jpg") as file, Image.open(file) as written:
        assert not written.getexif()


def test_a_turned_photograph_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    stored = store_picture(upload(size=(800, 600), exif=exif))
    assert (stored.width, stored.height) == (600, 800)


def test_names_are_random():
    assert store_picture(upload(size=(500, 400))).folder != store_picture(upload(size=(500, 400))).folder


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "a.svg"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "a.png"),
        (b"GIF89a" + bytes(50), "a.jpg"),
        (b"<html></html>", "a.jpg"),
        (b"", "a.jpg"),
    ],
)
def test_what_is_no_picture_is_refused_by_its_bytes(content, name):
    with pytest.raises(ValidationError, match="不是 JPG"):
        open_picture(SimpleUploadedFile(name, content))


def test_a_picture_of_too_many_pixels_is_refused_undecoded():
    with pytest.raises(ValidationError, match="4000 万像素"):
        open_picture(upload("bomb.png", (7000, 6000), "PNG"))


def test_a_bomb_that_pillow_itself_refuses_gets_a_clear_answer():
    header = bytearray(upload("bomb.png", (10, 10), "PNG").read())
    header[16:24] = (60_000).to_bytes(4, "big") * 2
    with pytest.raises(ValidationError):
        open_picture(SimpleUploadedFile("bomb.png", bytes(header)))


def test_a_file_over_15_mb_is_refused():
    with pytest.raises(ValidationError, match="15 MB"):
        open_picture(SimpleUploadedFile("a.jpg", bytes(15 * 1024 * 1024 + 1)))


def test_a_cut_off_picture_is_refused_and_leaves_no_file(settings):
    whole = upload().read()
    with pytest.raises(ValidationError, match="损坏"):
        store_picture(SimpleUploadedFile("a.jpg", whole[: len(whole) // 2]))
    assert not settings.MEDIA_ROOT.exists() or not any(settings.MEDIA_ROOT.rglob("*.jpg"))
