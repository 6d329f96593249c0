from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from publishing.listing import listing
from publishing.qr import qr_svg
from publishing.ranged import StoredFile, file_response
from publishing.read_only import read_only

from .filters import NoticeFilter, asked_day
from .linked import links_of
from .metadata import metadata_of
from .models import Attachment, Notice
from .outline import outlined
from .related import related_policies
from .relevance import relevance_of
from .structured import as_legislation
from .validity_words import account_of

FILE_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ofd": "application/ofd",
}


@read_only
def notice_list(request):
    filters = NoticeFilter(request.GET, Notice.objects.for_rows())
    return render(
        request, "notices/list.html", {"area": "notices", "found": listing(filters, request.GET.get("page"))}
    )


@read_only
def notice_detail(request, pk):
    notice = get_object_or_404(Notice.objects.for_reading(), pk=pk)
    as_of, as_of_error = asked_day(request.GET)
    newer, older = Notice.objects.next_to(notice)
    text = outlined(notice.body)
    address = settings.SITE_URL + notice.get_absolute_url()
    context = {
        "area": "notices",
        "notice": notice,
        "account": account_of(notice, as_of),
        "as_of_error": as_of_error,
        "metadata": metadata_of(notice),
        "relevance": relevance_of(notice),
        "text": text,
        "links": links_of(notice),
        "attachments": notice.attachments.all(),
        "related": related_policies(notice, text),
        "newer": newer,
        "older": older,
        "address": address,
        "qr": qr_svg(address),
        "structured": None if notice.is_sample else as_legislation(notice, address),
    }
    return render(request, "notices/notice.html", context)


@read_only
def attachment(request, pk, attachment):
    """A file of a published notice; an unpublished notice's files are as unknown as the notice."""
    found = get_object_or_404(
        Attachment.objects.filter(notice__in=Notice.objects.published()).exclude(file=""),
        notice_id=pk,
        pk=attachment,
    )
    try:
        return file_of(request, found, cache="no-cache")
    except OSError as error:
        raise Http404("The storage has lost this file.") from error


def file_of(request, found, *, cache):
    """The file of an attachment as a download. OSError where the storage has lost it."""
    stored = StoredFile(found.file.storage, found.file.name)
    kind = FILE_TYPES.get(found.suffix, "application/octet-stream")
    return file_response(request, stored, kind, cache=cache, download_as=found.file_name)
