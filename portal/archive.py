"""A backup is one tar file; its last member, manifest.json, names size and SHA-256 of every other.

An archive is written beside its final name, flushed to the disk, and only then renamed: whatever bears the final
name is whole. Reading checks everything before anything is used.
"""

import hashlib
import io
import json
import os
import shutil
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

MANIFEST = "manifest.json"
FORMAT = 1
BLOCK = 1024 * 1024


class ArchiveError(Exception):
    """Not a whole archive of ours; the message says what is wrong, in Chinese and English."""


class _Hashed:
    """A file that is read once, and digested on the way."""

    def __init__(self, opened: IO[bytes]) -> None:
        self.opened, self.digest = opened, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self.opened.read(size)
        self.digest.update(block)
        return block


def write_archive(target: Path, members: Iterable[tuple[str, Path]], facts: dict[str, Any]) -> None:
    """Write the members (name in the archive, file) and a manifest that holds `facts` besides their digests."""
    part = target.with_name(f"{target.name}.part")
    try:
        with open(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as raw:
            with tarfile.open(fileobj=raw, mode="w") as tar:
                listed = {name: digest for name, path in members if (digest := _add(tar, name, path))}
                text = json.dumps(
                    {"format": FORMAT, **facts, "members": listed}, ensure_ascii=False, indent=1
                )
                info = tarfile.TarInfo(MANIFEST)
                info.size = len(text.encode())
                tar.addfile(info, io.BytesIO(text.encode()))
            raw.flush()
            os.fsync(raw.fileno())
        os.replace(part, target)
        _flush_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)


def _add(tar: tarfile.TarFile, name: str, path: Path) -> dict[str, Any] | None:
    """Add a file; {"size", "sha256"}, or None when it was deleted meanwhile."""
    try:
        opened = path.open("rb")
    except FileNotFoundError:
        return None
    with opened:
        status = os.fstat(opened.fileno())
        info = tarfile.TarInfo(name)  # a plain file, whatever the disk makes of it
        info.size, info.mtime, info.mode = status.st_size, int(status.st_mtime), 0o600
        hashed = _Hashed(opened)
        tar.addfile(info, hashed)
        return {"size": info.size, "sha256": hashed.digest.hexdigest()}


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def _opened(path: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(path, "r:") as tar:
            yield tar
    except (tarfile.TarError, EOFError) as error:
        raise ArchiveError(f"{path.name} 不是完整的备份。It is not a whole archive: {error}") from error


def verified_manifest(path: Path) -> dict[str, Any]:
    """The manifest, after every member was found to be what it says. Raises ArchiveError or OSError."""
    found: dict[str, dict[str, Any]] = {}
    manifest: dict[str, Any] | None = None
    with _opened(path) as tar:
        for info in tar:
            if manifest is not None or not info.isfile() or not is_safe(info.name) or info.name in found:
                raise ArchiveError(f"备份里有不该有的内容。It holds what it should not: {info.name}")
            if info.name == MANIFEST:
                manifest = _read_manifest(_content(tar, info))
            else:
                hashed = _Hashed(_content(tar, info))
                while hashed.read(BLOCK):
                    pass
                found[info.name] = {"size": info.size, "sha256": hashed.digest.hexdigest()}
    if manifest is None:
        raise ArchiveError("备份没有写完：缺少清单。The archive is cut short: it has no manifest.")
    bad = sorted(name for name in found.keys() | manifest["members"].keys()
                 if found.get(name) != manifest["members"].get(name))  # fmt: skip
    if bad:
        raise ArchiveError(f"校验和不符。The checksum does not match: {', '.join(bad[:5])}")
    return manifest


def _content(tar: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    opened = tar.extractfile(info)
    assert opened is not None, "only plain files come here"
    return opened


def _read_manifest(opened: IO[bytes]) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(opened.read())
        known = manifest["format"] == FORMAT and isinstance(manifest["members"], dict)
    except (ValueError, KeyError, TypeError) as error:
        raise ArchiveError(f"清单无法读取。The manifest cannot be read: {error}") from error
    if not known:
        raise ArchiveError("清单的格式来自别的版本。The manifest is of another version.")
    return manifest


def is_safe(name: str) -> bool:
    path = PurePosixPath(name)
    return str(path) == name and not path.is_absolute() and ".." not in path.parts and "\\" not in name


def extract(path: Path, targets: dict[str, Path]) -> None:
    """Write the members named in `targets` to those files, each under its final name only once it is whole."""
    with _opened(path) as tar:
        for info in tar:
            target = targets.get(info.name)
            if target is None:
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_name(f"{target.name}.part")
            with part.open("wb") as written:
                shutil.copyfileobj(_content(tar, info), written, BLOCK)
                written.flush()
                os.fsync(written.fileno())
            os.utime(part, (info.mtime, info.mtime))
            os.replace(part, target)
