"""The files of a notice."""

from pathlib import PurePosixPath

from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models.fields.files import FieldFile
from django.urls import reverse

from notices.uploads import validate_document
from publishing.models import ContentModel
from publishing.storage import private_files

from .notice import Notice


class AttachmentFile(FieldFile):
    """The private storage knows no addresses; forms of the admin link to the view of theirs that serves it."""

    @property
    def url(self):
        return reverse("admin:notices_notice_attachment", args=[self.instance.notice_id, self.instance.pk])


class AttachmentField(models.FileField):
    attr_class = AttachmentFile

    def deconstruct(self):
        """To the database it is a FileField like any other."""
        name, _path, arguments, options = super().deconstruct()
        return name, "django.db.models.FileField", arguments, options


class Attachment(ContentModel):
    """A file that belongs to a notice; without a file, only its name is known."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="attachments", verbose_name="公告")
    title = models.CharField("名称", max_length=200)
    file = AttachmentField(
        "文件",
        upload_to="attachments/",
        storage=private_files,
        blank=True,
        validators=[
            FileExtensionValidator(["pdf", "docx", "xlsx", "ofd"], "只接受 pdf、docx、xlsx 和 ofd 文件。"),
            validate_document,
        ],
        help_text="pdf、docx、xlsx 或 ofd，不超过 15 MB；只知道名称、没有文件就留空。",
    )
    position = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("notices:attachment", args=[self.notice_id, self.pk])

    @property
    def suffix(self) -> str:
        """The ending of the stored file: .pdf, .docx, .xlsx or .ofd; "" without a file."""
        return PurePosixPath(self.file.name or "").suffix.lower()

    @property
    def format(self) -> str:
        """PDF, DOCX, XLSX or OFD; "" without a file."""
        return self.suffix[1:].upper()

    @property
    def file_name(self) -> str:
        """What the file is called once downloaded: the title with the ending that the file really has."""
        return f"{self.title.removesuffix(self.suffix)}{self.suffix}"

    @property
    def size(self) -> int | None:
        """Bytes; None without a file, or where the storage has lost it."""
        try:
            return self.file.size if self.file else None
        except OSError:
            return None
