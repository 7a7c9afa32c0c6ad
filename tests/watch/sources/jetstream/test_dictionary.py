"""Compressed messages."""

import os
from pathlib import Path

import pytest
import zstandard

from unisono.model.errors import UsageError
from unisono.watch.sources.jetstream.dictionary import FRAME, NOT_UNPACKED, read_dictionary
from unisono.watch.sources.readable_lines import TOO_LARGE


@pytest.fixture(scope="module")
def dictionary() -> zstandard.ZstdCompressionDict:
    return zstandard.train_dictionary(2048, [os.urandom(40) + b'{"did":"did:plc:ann"}' * 5 for _ in range(300)])


@pytest.fixture
def file(dictionary: zstandard.ZstdCompressionDict, tmp_path: Path) -> Path:
    path = tmp_path / "zstd_dictionary"
    path.write_bytes(dictionary.as_bytes())
    return path


def test_a_message_is_unpacked_by_its_dictionary(file: Path, dictionary: zstandard.ZstdCompressionDict) -> None:
    known = read_dictionary(file)
    packed = zstandard.ZstdCompressor(dict_data=dictionary).compress(b'{"a":1}' * 9)
    assert known.number == dictionary.dict_id()
    assert known.unpack(packed, 1000) == b'{"a":1}' * 9


def test_a_message_that_is_not_packed_stays_as_it_is(file: Path) -> None:
    assert read_dictionary(file).unpack(b'{"a":1}', 1000) == b'{"a":1}'


def test_what_was_packed_otherwise_or_is_torn_is_not_unpacked(file: Path) -> None:
    known = read_dictionary(file)
    other = zstandard.train_dictionary(2048, [os.urandom(40) + b"other" * 9 for _ in range(300)])
    packed = zstandard.ZstdCompressor(dict_data=other).compress(b"other" * 99)
    assert known.unpack(packed, 10_000) == NOT_UNPACKED
    assert known.unpack(packed[: len(packed) // 2], 10_000) == NOT_UNPACKED
    assert known.unpack(FRAME, 10_000) == NOT_UNPACKED


@pytest.mark.parametrize("tells_size", [True, False])
def test_a_small_message_that_unpacks_to_a_huge_one_is_left_out(file: Path, tells_size: bool) -> None:
    bomb = zstandard.ZstdCompressor(write_content_size=tells_size).compress(b"x" * 50_000_000)
    assert len(bomb) < 10_000
    assert read_dictionary(file).unpack(bomb, 100_000) in (TOO_LARGE, NOT_UNPACKED)


@pytest.mark.parametrize("held", [b"", b"7\xa40\xec", b"7\xa40\xec\x01\x02\x03\x04 torn", b"no dictionary at all"])
def test_a_file_that_is_no_dictionary_is_refused_with_what_to_do(held: bytes, tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(held)
    with pytest.raises(UsageError, match="is no zstd dictionary"):
        read_dictionary(path)


def test_a_missing_dictionary_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        read_dictionary(tmp_path / "nothing")
