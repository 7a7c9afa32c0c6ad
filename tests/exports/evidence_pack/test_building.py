"""What is put into a pack is streamed, hashed and remembered; nothing is replaced."""

import hashlib
from pathlib import Path

import pytest

from unisono.exports.evidence_pack.building import PackFolder


def test_bytes_and_files_are_remembered_with_hash_and_size(tmp_path: Path) -> None:
    pack = PackFolder(tmp_path / "pack")
    pack.put("a/b.txt", b"abc")
    (tmp_path / "source").write_bytes(b"x" * 3_000_000)
    pack.copy("c", tmp_path / "source")
    with pack.writing("d") as file:
        file.write(b"12")
        file.write(b"3")
    assert pack.sizes == {"a/b.txt": 3, "c": 3_000_000, "d": 3}
    for name, sha256 in pack.sha256.items():
        assert hashlib.sha256((pack.path / name).read_bytes()).hexdigest() == sha256


def test_a_file_of_other_bytes_than_wanted_does_not_stay(tmp_path: Path) -> None:
    pack = PackFolder(tmp_path / "pack")
    (tmp_path / "source").write_bytes(b"x")
    assert pack.copy("c", tmp_path / "source", "ab" * 32) == hashlib.sha256(b"x").hexdigest()
    assert pack.sha256 == {}
    assert not (tmp_path / "pack" / "c").exists()


def test_nothing_is_put_in_the_place_of_something_else(tmp_path: Path) -> None:
    pack = PackFolder(tmp_path / "pack")
    pack.put("a", b"1")
    with pytest.raises(FileExistsError):
        pack.put("a", b"2")
