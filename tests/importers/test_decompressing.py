"""Compressed streams are unpacked whole, in part, or refused."""

import gzip
import random
import zipfile
import zlib
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unisono.importers.decompressing import OPENERS, Limits, decompress, sniff_compression, zip_members
from unisono.importers.seen_bytes import SeenBytes
from unisono.model.errors import DataRejectedError


def test_compressions_are_told_apart_by_their_first_bytes() -> None:
    assert sniff_compression(gzip.compress(b"x")) == "gzip"
    assert sniff_compression(zstandard.compress(b"x")) == "zstd"
    assert sniff_compression(b"BZh91AY&SY") == "bzip2"
    assert sniff_compression(b"BZh is how his name began") is None
    assert sniff_compression(b"PK\x03\x04") == "zip"
    assert sniff_compression(b'{"a": 1}') is None


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(min_size=1, max_size=5000), st.integers(1, 5000), st.integers(0, 200))
def test_any_cut_gives_a_beginning_of_the_text_or_a_refusal(
    tmp_path: Path, plain: bytes, piece: int, lost: int
) -> None:
    packed = gzip.compress(plain)
    packed = packed[: max(2, len(packed) - lost)]
    pieces = iter([packed[start : start + piece] for start in range(0, len(packed), piece)])
    target = tmp_path / "plain"
    try:
        problems = decompress(pieces, "gzip", target, Limits(), "posts.gz")
    except DataRejectedError:
        assert lost
        return
    assert plain.startswith(target.read_bytes())
    assert bool(problems) == bool(lost)


def damaged(packed: bytes, chance: random.Random) -> bytes:
    """Cut a stream, change some of its bits or bytes, or put something behind it."""
    content = bytearray(packed)
    place = chance.randrange(len(content))
    match chance.randrange(6):
        case 0:
            del content[max(place, 2) :]
        case 1:
            content[place] ^= 1 << chance.randrange(8)
        case 2:
            content[place : place + 50] = b"\xff" * 50
        case 3:
            content[2 + place % 8] = chance.randrange(256)
        case 4:
            content[-1 - place % 8] ^= 0x55
        case _:
            content += chance.choice([b"\x00" * 20, b"a note", b"\x1f\x8b", packed[:20], packed])
    return bytes(content)


def test_damaged_streams_end_as_with_the_zlib_of_python_word_for_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(7)
    ends = set()
    for _ in range(400):
        plain = "".join(chance.choices(["ab", "é", "a post\n", "0123"], k=chance.randrange(1, 3000))).encode()
        packed = damaged(gzip.compress(plain, chance.choice([0, 1, 6, 9])), chance)
        size = chance.choice([13, 500, 1 << 16])
        ours = outcome(packed, size, tmp_path)
        with monkeypatch.context() as patched:
            patched.setitem(OPENERS, "gzip", lambda: zlib.decompressobj(31))
            assert outcome(packed, size, tmp_path) == ours
        ends.add("".join(sign for sign in ours[1] if not sign.isdigit()))
    assert len(ends) > 10


def outcome(packed: bytes, size: int, folder: Path) -> tuple[bytes, str]:
    """Return what a stream gives when it is read so many bytes at a time, and how it ends."""
    target = folder / "plain"
    pieces = iter([packed[start : start + size] for start in range(0, len(packed), size)])
    try:
        problems = decompress(pieces, "gzip", target, Limits(), "posts.gz")
    except DataRejectedError as error:
        return b"", str(error)
    return target.read_bytes(), "".join(f"{problem.code}: {problem.example}" for problem in problems)


def test_what_is_written_is_shown_to_who_looks_for_nul_bytes(tmp_path: Path) -> None:
    seen = SeenBytes()
    packed = gzip.compress(b"good\n" * 9) + gzip.compress(b"\xc3\xa9\x00\n")
    assert decompress(iter([packed]), "gzip", tmp_path / "plain", Limits(), "posts.gz", seen) == []
    assert (seen.has_nul, seen.beyond_ascii, seen.taken) == (True, 45, 49)


def test_a_wrong_checksum_is_refused(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(b"text" * 1000))
    packed[-8:-4] = zlib.crc32(b"other").to_bytes(4, "little")
    with pytest.raises(DataRejectedError, match="no readable gzip file"):
        decompress(iter([bytes(packed)]), "gzip", tmp_path / "plain", Limits(), "posts.gz")


def test_a_member_with_a_wrong_checksum_is_refused_whatever_came_before(tmp_path: Path) -> None:
    damaged = bytearray(gzip.compress(b"text" * 1000))
    damaged[-8:-4] = zlib.crc32(b"other").to_bytes(4, "little")
    packed = gzip.compress(b"good\n") + bytes(damaged)
    with pytest.raises(DataRejectedError, match=r"is damaged: .* none is imported"):
        decompress(iter([packed]), "gzip", tmp_path / "plain", Limits(), "posts.gz")


def test_bytes_after_the_last_member_are_left_out_and_reported(tmp_path: Path) -> None:
    packed = gzip.compress(b"good\n") + b"and a note"
    [problem] = decompress(iter([packed]), "gzip", tmp_path / "plain", Limits(), "posts.gz")
    assert problem.code == "file_ends_early"
    assert (tmp_path / "plain").read_bytes() == b"good\n"


def test_locked_and_empty_zips_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "empty.zip", "w") as archive:
        archive.mkdir("folder")
    with pytest.raises(DataRejectedError, match=r"It holds only folder/\. Look how it was made"):
        zip_members(tmp_path / "empty.zip", "empty.zip")
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(DataRejectedError, match="damaged zip"):
        zip_members(tmp_path / "broken.zip", "broken.zip")
