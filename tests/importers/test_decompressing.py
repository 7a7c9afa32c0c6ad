"""Compressed streams are unpacked whole, in part, or refused."""

import gzip
import zipfile
import zlib
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unisono.importers.decompressing import Limits, decompress, sniff_compression, zip_members
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
    with pytest.raises(DataRejectedError, match="without a file"):
        zip_members(tmp_path / "empty.zip", "empty.zip")
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(DataRejectedError, match="damaged zip"):
        zip_members(tmp_path / "broken.zip", "broken.zip")
