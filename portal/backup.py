"""What a backup of this site holds and where it goes; `manage.py backup`, `restore` and `firstrun` share it."""

import shutil
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from .archive import write_archive
from .snapshots import take_snapshot

DAY = 24 * 60 * 60


def media_roots() -> dict[str, Path]:
    """{folder in the archive: folder on the disk}; the demo's own files are part of the code."""
    return {"media": Path(settings.MEDIA_ROOT), "private": Path(settings.PRIVATE_MEDIA_ROOT)}


def media_files() -> Iterator[tuple[str, Path]]:
    for name, root in media_roots().items():
        for path in sorted(root.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield f"{name}/{path.relative_to(root).as_posix()}", path


def make_backup(folder: Path, *, prefix: str = "portal", with_media: bool = True, keep: int = 0) -> Path:
    """Write one archive into the folder and return its path; with `keep`, delete all but the newest that many.

    The database is copied first, so that no row points to a file that is not there; a picture uploaded meanwhile
    may be in the archive without its row. Raises SnapshotError, OSError or a database error, and leaves nothing then.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    delete_leftovers(folder)
    target = folder / f"{prefix}-{timezone.localtime():%Y%m%d-%H%M%S-%f}.tar"
    with tempfile.TemporaryDirectory(dir=folder, prefix=".unfinished-") as unfinished:
        snapshot = take_snapshot(Path(unfinished))
        facts = {
            "app": app_version(),
            "made_at": timezone.localtime().isoformat(timespec="seconds"),
            "database": snapshot.kind,
            "with_media": with_media,
            "migrations": snapshot.migrations,
            "rows": snapshot.rows,
        }
        members = [(snapshot.file.name, snapshot.file), *(media_files() if with_media else ())]
        write_archive(target, members, facts)
    if keep:
        delete_older(folder, prefix, keep)
    return target


def delete_leftovers(folder: Path):
    """Delete what a backup that was killed left behind, after a day: it holds personal data, and no restore takes it."""
    for path in [*folder.glob(".unfinished-*"), *folder.glob("*.tar.part")]:
        if time.time() - path.stat().st_mtime > DAY:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def delete_older(folder: Path, prefix: str, keep: int):
    """Delete all but the newest `keep` archives of that prefix; their names sort by time."""
    for old in sorted(folder.glob(f"{prefix}-*.tar"))[:-keep]:
        old.unlink()


def app_version() -> str:
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    return project["project"]["version"]
