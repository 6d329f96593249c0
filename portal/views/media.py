from pathlib import PurePosixPath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import Http404

from publishing.ranged import StoredFile, file_response
from publishing.read_only import read_only

SHOWN = {
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".avif": "image/avif",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt; charset=utf-8",
}
# Uploads get random names and never change; what is below demo/ changes with the code.
NAMED_AT_RANDOM = ("pictures/", "films/")
FOR_GOOD = "public, max-age=31536000, immutable"
FOR_AN_HOUR = "public, max-age=3600"


@read_only
def media(request, name):
    """A file of public media. What a browser need not show inside a page is handed out as a download."""
    path = PurePosixPath(name)
    if str(path) != name or ".." in path.parts or "\\" in name:
        raise Http404("Not the name of a file.")
    try:
        stored = StoredFile(default_storage, name)
    except (OSError, SuspiciousFileOperation, ValueError) as error:
        raise Http404("The storage has no such file.") from error
    kind = SHOWN.get(path.suffix.lower())
    return file_response(
        request,
        stored,
        kind or "application/octet-stream",
        cache=FOR_GOOD if name.startswith(NAMED_AT_RANDOM) else FOR_AN_HOUR,
        download_as="" if kind else path.name,
    )
