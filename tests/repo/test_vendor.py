"""Other people's files are there as their lock says: nothing changed by hand, nothing without licence and reason."""

import hashlib
import json
from pathlib import Path

VENDOR = Path(__file__).resolve().parents[2] / "static" / "vendor"


def test_every_vendored_file_is_locked_and_unchanged():
    lock = json.loads((VENDOR / "vendor.lock.json").read_text(encoding="utf-8"))
    found = {name: digest for library in lock for name, digest in library["files"].items()}
    assert all(library["licence"] and library["why"] and library["version"] for library in lock)
    for name, digest in found.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name
    there = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*.*s") if path.is_file()}
    assert there == set(found)


def test_every_library_comes_with_its_licence():
    for folder in (path for path in VENDOR.iterdir() if path.is_dir()):
        assert list(folder.glob("LICENSE*")), folder.name
