"""Attachments are what their names say, and small enough."""

import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from notices import uploads
from notices.uploads import validate_document


def package(*names, content=b"x"):
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in names:
            archive.writestr(name, content)
    return written.getvalue()


DOCX = package("[Content_Types].xml", "word/document.xml")
XLSX = package("[Content_Types].xml", "xl/workbook.xml")
OFD = package("OFD.xml")


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b"%PDF-1.7 ..."), ("a.docx", DOCX), ("A.XLSX", XLSX), ("a.ofd", OFD)],
)
def test_the_four_formats_are_taken(name, content):
    upload = SimpleUploadedFile(name, content)
    validate_document(upload)
    assert upload.read() == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"<html>"),
        ("a.pdf", DOCX),
        ("a.docx", b"PK\x03\x04 broken"),
        ("a.docx", XLSX),
        ("a.xlsx", package("xl/workbook.xml")),
        ("a.ofd", DOCX),
        ("a.docx", package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
        ("a.exe", b"%PDF-1.7"),
        ("a.pdf", b""),
    ],
)
def test_bytes_that_are_not_what_the_name_says_are_refused(name, content):
    with pytest.raises(ValidationError) as refused:
        validate_document(SimpleUploadedFile(name, content))
    assert refused.value.code == "not_as_named"


def test_fifteen_megabytes_are_the_limit(monkeypatch):
    monkeypatch.setattr(uploads, "MAX_BYTES", 20)
    validate_document(SimpleUploadedFile("a.pdf", b"%PDF-".ljust(20)))
    with pytest.raises(ValidationError) as refused:
        validate_document(SimpleUploadedFile("a.pdf", b"%PDF-".ljust(21)))
    assert refused.value.code == "too_many_bytes"
    assert 15 * 1024 * 1024 == 15728640


def test_a_package_that_unpacks_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(ValidationError) as refused:
        validate_document(SimpleUploadedFile("a.ofd", package("OFD.xml", content=b"0" * 1001)))
    assert refused.value.code == "too_large_unpacked"
