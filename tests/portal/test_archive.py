"""A backup archive is whole or it is refused, and never half there under its final name."""

import json
import os
import tarfile

import pytest

from portal.archive import ArchiveError, extract, verified_manifest, write_archive


@pytest.fixture
def archive(tmp_path):
    (tmp_path / "picture").write_bytes(b"picture" * 50_000)
    (tmp_path / "database").write_bytes(b"rows" * 1000)
    members = [("database.dump", tmp_path / "database"), ("media/图/a.webp", tmp_path / "picture")]
    write_archive(tmp_path / "portal.tar", members, {"app": "1"})
    return tmp_path / "portal.tar"


def remade(archive, change):
    """The archive with its (name, bytes) pairs changed."""
    with tarfile.open(archive) as tar:
        parts = [(info.name, tar.extractfile(info).read()) for info in tar]
    other = archive.with_name("other.tar")
    with tarfile.open(other, "w") as tar:
        for name, content in change(parts):
            (archive.parent / "member").write_bytes(content)
            tar.add(archive.parent / "member", name)
    return other


def test_what_was_written_comes_back_and_only_its_owner_may_read_it(archive, tmp_path):
    manifest = verified_manifest(archive)
    assert set(manifest["members"]) == {"database.dump", "media/图/a.webp"}
    assert archive.stat().st_mode & 0o777 == 0o600
    extract(archive, {"media/图/a.webp": tmp_path / "new" / "a.webp"})
    assert (tmp_path / "new" / "a.webp").read_bytes() == b"picture" * 50_000
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.webp"]


def test_an_archive_cut_anywhere_is_refused(archive):
    whole = archive.read_bytes()
    for size in (0, 100, 4000, 200_000, len(whole) // 2):
        archive.write_bytes(whole[:size])
        with pytest.raises(ArchiveError):
            verified_manifest(archive)


def test_one_changed_byte_is_found(archive):
    content = bytearray(archive.read_bytes())
    content[content.index(b"picture") + 3] ^= 1
    archive.write_bytes(content)
    with pytest.raises(ArchiveError, match=r"media/图/a\.webp"):
        verified_manifest(archive)


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "media/../../outside", "media\\x", "media//x"])
def test_a_member_that_would_land_outside_is_refused(archive, name):
    other = remade(archive, lambda parts: [(name, b"x"), *parts])
    with pytest.raises(ArchiveError):
        verified_manifest(other)


def test_a_member_that_is_missing_or_was_added_is_refused(archive):
    with pytest.raises(ArchiveError, match=r"database\.dump"):
        verified_manifest(remade(archive, lambda parts: parts[1:]))
    with pytest.raises(ArchiveError, match="extra"):
        verified_manifest(remade(archive, lambda parts: [("extra", b"x"), *parts]))


def test_a_manifest_of_another_format_is_refused(archive):
    def newer(parts):
        return [*parts[:-1], ("manifest.json", json.dumps({"format": 2, "members": {}}).encode())]

    with pytest.raises(ArchiveError, match="another version"):
        verified_manifest(remade(archive, newer))


def test_a_disk_that_fails_midway_leaves_nothing_and_keeps_what_was_there(archive, tmp_path):
    before = archive.read_bytes()

    def members():
        yield "database.dump", tmp_path / "database"
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        write_archive(archive, members(), {})
    assert archive.read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


def test_a_file_deleted_meanwhile_is_left_out(archive, tmp_path):
    write_archive(archive, [("media/gone", tmp_path / "gone"), ("database.dump", tmp_path / "database")], {})
    assert set(verified_manifest(archive)["members"]) == {"database.dump"}


def test_a_file_with_two_names_is_two_plain_members(archive, tmp_path):
    """tarfile would write the second as a link."""
    os.link(tmp_path / "picture", tmp_path / "twin")
    write_archive(archive, [("media/a", tmp_path / "picture"), ("media/b", tmp_path / "twin")], {})
    members = verified_manifest(archive)["members"]
    assert members["media/a"] == members["media/b"]
