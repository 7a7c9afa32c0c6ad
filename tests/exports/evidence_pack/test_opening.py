"""A ZIP that was made to do harm is refused and told, and nothing of it is unpacked."""

import struct
import zipfile
from pathlib import Path

import pytest

from unisono.exports.evidence_pack import opening, verify_pack
from unisono.exports.evidence_pack.opening import open_pack


def a_zip(path: Path, *names: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), b"x")
    return path


def faults_of(path: Path) -> list[str]:
    with open_pack(path) as pack:
        return [what for _, what in pack.faults]


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/etc/passwd", "..", "C:a", "a\\..\\b", "a//b", "./a", "a/./b"])
def test_names_that_lead_elsewhere_are_told(tmp_path: Path, name: str) -> None:
    path = a_zip(tmp_path / "p.zip", "fine.txt", name)
    with open_pack(path) as pack:
        assert list(pack.sizes) == ["fine.txt"]
        assert len(pack.faults) == 1
    verdict = verify_pack(path)
    assert not verdict.ok
    assert {one["code"] for one in verdict.problems} == {"unsafe", "missing"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_told(tmp_path: Path) -> None:
    assert faults_of(a_zip(tmp_path / "p.zip", "a", "a")) == ["the ZIP has two files of this name"]


def test_a_name_with_a_nul_is_told(tmp_path: Path) -> None:
    content = a_zip(tmp_path / "p.zip", "abcd").read_bytes().replace(b"abcd", b"ab\0d")
    (tmp_path / "p.zip").write_bytes(content)
    assert faults_of(tmp_path / "p.zip") == ["its name leads out of the pack"]


def test_links_and_locked_files_are_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert faults_of(tmp_path / "p.zip") == ["it is no file but a link or device"]
    content = bytearray(a_zip(tmp_path / "q.zip", "a").read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "q.zip").write_bytes(content)
    assert faults_of(tmp_path / "q.zip") == ["it is locked with a password"]


def test_bombs_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "FREE_BYTES", 1_000)
    with zipfile.ZipFile(tmp_path / "p.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest-sha256.txt", bytes(10_000_000))
    assert "unpacks to 10,000,000 bytes" in faults_of(tmp_path / "p.zip")[0]
    monkeypatch.setattr(opening, "MOST_MEMBERS", 1)
    assert "2 members" in faults_of(a_zip(tmp_path / "q.zip", "a", "b"))[0]


def test_members_that_share_their_bytes_are_not_opened(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr("a", bytes(1_000))
    content = (tmp_path / "p.zip").read_bytes()
    start, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    entry = content[start:end]
    many = b"".join(entry[:-1] + bytes([65 + number]) for number in range(5))
    tail = bytearray(content[end:])
    struct.pack_into("<HHI", tail, 8, 5, 5, len(many))
    (tmp_path / "p.zip").write_bytes(content[:start] + many + tail)
    assert "overlap" in faults_of(tmp_path / "p.zip")[0]


def test_what_says_that_it_is_shorter_than_it_is_gives_no_more_than_it_says(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "p.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest-sha256.txt", b"x" * 50_000)
    content = bytearray((tmp_path / "p.zip").read_bytes())
    struct.pack_into("<I", content, content.index(b"PK\x01\x02") + 24, 10)
    (tmp_path / "p.zip").write_bytes(content)
    verdict = verify_pack(tmp_path / "p.zip")
    assert not verdict.ok


def test_a_zip_damaged_anywhere_is_told_and_never_stumbled_over(tmp_path: Path) -> None:
    import random

    with zipfile.ZipFile(tmp_path / "p.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("manifest-sha256.txt", "custody.jsonl", "манифест.txt"):
            archive.writestr(name, f"{name}\n" * 20)
    content, chance = (tmp_path / "p.zip").read_bytes(), random.Random(1)
    told = 0
    for _ in range(1_500):
        damaged = bytearray(content)
        for _ in range(chance.choice((1, 1, 3))):
            place = chance.randrange(len(damaged))
            damaged[place : place + chance.choice((0, 1, 1, 4))] = chance.randbytes(chance.choice((0, 1, 1, 2)))
        (tmp_path / "p.zip").write_bytes(damaged)
        told += not verify_pack(tmp_path / "p.zip").ok
    assert told == 1_500


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_zip_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "p.zip").write_bytes(content)
    assert not verify_pack(tmp_path / "p.zip").ok


def test_folders_and_files_are_listed_with_their_sizes(tmp_path: Path) -> None:
    (tmp_path / "pack" / "a").mkdir(parents=True)
    (tmp_path / "pack" / "a" / "b").write_bytes(b"123")
    with open_pack(tmp_path / "pack") as pack, pack.reading("a/b") as file:
        assert (pack.sizes, pack.faults, file.read()) == ({"a/b": 3}, (), b"123")
        assert pack.save("a/b", tmp_path / "copy", 3)
        assert not pack.save("a/b", tmp_path / "copy", 2)
        assert not pack.save("none", tmp_path / "copy", 2)


def test_a_pack_that_could_not_be_opened_holds_nothing() -> None:
    with pytest.raises(FileNotFoundError), opening.OpenPack().reading("a"):
        raise AssertionError("there is nothing to read")
