"""/media/: files in whole and in part, and nothing beside them. Films on the way in."""

import tempfile
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from hypothesis import given
from hypothesis import strategies as st

from publishing import uploads
from publishing.ranged import ONE_RANGE
from publishing.uploads import film_name, validate_mp4

TEN = b"0123456789"


class MediaTests(TestCase):
    def setUp(self):
        default_storage.save("films/a.mp4", ContentFile(TEN))

    def get(self, **headers):
        self.response = self.client.get("/media/films/a.mp4", headers=headers)
        return self.response.status_code, self.response.getvalue()

    def test_the_whole_file(self):
        self.assertEqual(self.get(), (200, TEN))
        for header, value in {
            "Content-Type": "video/mp4",
            "Content-Length": "10",
            "Accept-Ranges": "bytes",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Cache-Control": "public, max-age=31536000, immutable",
        }.items():
            self.assertEqual(self.response[header], value)
        self.assertNotIn("Content-Disposition", self.response)
        self.assertFalse(self.response.cookies)

    def test_one_range(self):
        for asked, part, told in (
            ("bytes=0-3", b"0123", "bytes 0-3/10"),
            ("bytes=7-", b"789", "bytes 7-9/10"),
            ("bytes=-2", b"89", "bytes 8-9/10"),
            ("bytes=0-0", b"0", "bytes 0-0/10"),
            ("bytes=5-99", b"56789", "bytes 5-9/10"),
            ("bytes=-99", TEN, "bytes 0-9/10"),
        ):
            with self.subTest(asked):
                self.assertEqual(self.get(Range=asked), (206, part))
                self.assertEqual(self.response["Content-Range"], told)
                self.assertEqual(self.response["Content-Length"], str(len(part)))

    def test_a_range_beyond_the_end_is_416_and_says_the_size(self):
        for asked in ("bytes=10-", "bytes=99-100", "bytes=-0"):
            with self.subTest(asked):
                self.assertEqual(self.get(Range=asked), (416, b""))
                self.assertEqual(self.response["Content-Range"], "bytes */10")

    def test_what_is_no_single_range_gets_the_whole_file(self):
        for asked in (
            "bytes=0-1,4-5",
            "bytes=5-2",
            "bytes=-",
            "lines=1-2",
            "bytes=a-b",
            "bytes=" + "9" * 5000 + "-",
        ):
            with self.subTest(asked[:20]):
                self.assertEqual(self.get(Range=asked), (200, TEN))

    def test_if_range_gives_the_part_only_of_the_same_file(self):
        self.get()
        etag, modified = self.response["ETag"], self.response["Last-Modified"]
        self.assertEqual(self.get(Range="bytes=0-3", If_Range=etag)[0], 206)
        self.assertEqual(self.get(Range="bytes=0-3", If_Range=modified)[0], 206)
        self.assertEqual(self.get(Range="bytes=0-3", If_Range='"other"'), (200, TEN))

    def test_a_reader_that_has_it_gets_304(self):
        self.get()
        self.assertEqual(self.get(If_None_Match=self.response["ETag"]), (304, b""))

    def test_head_tells_the_size_and_reads_no_range(self):
        response = self.client.head("/media/films/a.mp4", headers={"Range": "bytes=0-1"})
        self.assertEqual((response.status_code, response["Content-Length"]), (200, "10"))

    def test_an_empty_file(self):
        default_storage.save("pictures/x/480.webp", ContentFile(b""))
        response = self.client.get("/media/pictures/x/480.webp")
        self.assertEqual(
            (response.status_code, response["Content-Length"], response.getvalue()), (200, "0", b"")
        )

    def test_what_is_not_on_the_short_list_is_a_download(self):
        for name in ("x.html", "x.svg", "x.js", "x"):
            default_storage.save(f"odd/{name}", ContentFile(b"<script>"))
            response = self.client.get(f"/media/odd/{name}")
            self.assertEqual(response["Content-Type"], "application/octet-stream")
            self.assertEqual(response["Content-Disposition"], f'attachment; filename="{name}"')

    def test_demo_files_come_with_the_code_and_are_asked_for_again_within_the_hour(self):
        with tempfile.TemporaryDirectory() as folder, self.settings(DEMO_MEDIA_ROOT=folder):
            (Path(folder) / "demo").mkdir()
            (Path(folder) / "demo" / "480.webp").write_bytes(TEN)
            (Path(folder) / "secret.webp").write_bytes(TEN)
            response = self.client.get("/media/demo/480.webp")
            self.assertEqual((response.status_code, response.getvalue()), (200, TEN))
            self.assertEqual(response["Content-Type"], "image/webp")
            self.assertEqual(response["Cache-Control"], "public, max-age=3600")
            self.assertEqual(self.client.get("/media/demo/../secret.webp").status_code, 404)

    def test_nothing_outside_the_two_roots(self):
        for name in (
            "../settings.py",
            "films/../../secret-key",
            "demo/../../notices/demo.json",
            "%2e%2e/%2e%2e/manage.py",
            "..%5c..%5cmanage.py",
            "/etc/passwd",
            "films//a.mp4",
            "./films/a.mp4",
            "films",
            "films/",
            "demo/",
            "unknown.webp",
            "a" * 3000,
        ):
            with self.subTest(name[:40]):
                self.assertEqual(self.client.get(f"/media/{name}").status_code, 404)

    def test_reading_only(self):
        self.assertEqual(self.client.post("/media/films/a.mp4").status_code, 405)


@given(st.text(max_size=30))
def test_a_range_that_is_read_is_digits_only(text):
    found = ONE_RANGE.fullmatch(text)
    assert found is None or all(part == "" or part.isdecimal() for part in found.groups())


def mp4(brand=b"isom", compatible=b"mp42"):
    return (20).to_bytes(4, "big") + b"ftyp" + brand + b"\0\0\2\0" + compatible + b"moov"


def test_an_mp4_is_taken():
    upload = SimpleUploadedFile("a.mp4", mp4())
    validate_mp4(upload)
    assert upload.read() == mp4()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b"\0\0\0\x18",
        mp4(b"qt  ", b"qt  "),
        mp4(b"heic", b"mif1"),
        b"\xff\xff\xff\xffftypisom" + b"\0" * 99,
    ],
)
def test_what_only_calls_itself_mp4_is_refused(content):
    with pytest.raises(ValidationError) as refused:
        validate_mp4(SimpleUploadedFile("a.mp4", content))
    assert refused.value.code == "not_an_mp4"


def test_two_hundred_megabytes_are_the_limit(monkeypatch):
    assert uploads.MAX_FILM_BYTES == 200 * 1024 * 1024
    monkeypatch.setattr(uploads, "MAX_FILM_BYTES", 23)
    with pytest.raises(ValidationError) as refused:
        validate_mp4(SimpleUploadedFile("a.mp4", mp4()))
    assert refused.value.code == "too_many_bytes"


def test_a_film_is_kept_under_a_random_name():
    names = {film_name(None, "宣传片.mp4") for _ in range(3)}
    assert len(names) == 3
    assert all(len(name) == len("films/.mp4") + 32 for name in names)
