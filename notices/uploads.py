"""Attachments on the way in: the bytes must be what the name says."""

import zipfile
from pathlib import PurePath

from django.core.exceptions import ValidationError

MAX_BYTES = 15 * 1024 * 1024
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_PARTS = 5000
# What the packages of each format must contain (ISO/IEC 29500, GB/T 33190).
PARTS = {
    ".docx": {"[Content_Types].xml", "word/document.xml"},
    ".xlsx": {"[Content_Types].xml", "xl/workbook.xml"},
}
PARTS[".ofd"] = {"OFD.xml"}


def validate_document(upload):
    """ValidationError in Chinese unless the upload is a PDF, DOCX, XLSX or OFD of at most 15 MB, by its bytes.

    Only the table of contents of a package is read; nothing is unpacked. A stored file was checked on its way in.
    """
    if getattr(upload, "_committed", False):
        return
    if upload.size > MAX_BYTES:
        raise ValidationError("附件不能超过 15 MB，请压缩或拆分后再上传。", code="too_many_bytes")
    suffix = PurePath(upload.name).suffix.lower()
    upload.seek(0)
    is_right = upload.read(5) == b"%PDF-" if suffix == ".pdf" else _is_package(upload, PARTS.get(suffix))
    upload.seek(0)
    if not is_right:
        raise ValidationError(
            "文件内容与扩展名不符，或者文件已损坏。请用原来的软件另存后再上传。", code="not_as_named"
        )


def _is_package(upload, needed: set[str] | None) -> bool:
    if not needed:
        return False
    try:
        with zipfile.ZipFile(upload) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise ValidationError("文件解开后太大，请拆分后再上传。", code="too_large_unpacked")
    names = {part.filename for part in parts}
    return needed <= names and not any(name.endswith("vbaProject.bin") for name in names)
