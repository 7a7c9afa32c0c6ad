"""Recordings read straight from their files."""

import time
from pathlib import Path

import pytest

from tests.watch.sources.reading import lines, read_all
from tests.watch.streams import post_line, write_lines
from unisono.model.errors import DataRejectedError, UsageError
from unisono.watch.sources import open_source
from unisono.watch.sources.declaration import SourceOptions

POSTS = [post_line(account, at=account * 10) for account in range(4)]


@pytest.mark.parametrize("name", ["posts.jsonl", "posts of 5:30, new.jsonl.gz", "posts.jsonl.zst"])
def test_a_file_is_read_plain_or_packed_whatever_its_name(name: str, tmp_path: Path) -> None:
    path = write_lines(tmp_path / name, POSTS)
    source = open_source(f"replay:{path}")
    assert read_all(source) == (POSTS, None)
    assert (source.name, source.ends, source.is_recording) == (f"replay:{path}", True, True)


def test_compression_is_told_by_the_bytes_and_several_parts_are_one(tmp_path: Path) -> None:
    first = write_lines(tmp_path / "a.gz", POSTS[:2]).read_bytes()
    second = write_lines(tmp_path / "b.gz", POSTS[2:]).read_bytes()
    path = tmp_path / "both.jsonl"
    path.write_bytes(first + second)
    assert read_all(open_source(f"replay:{path}")) == (POSTS, None)


def test_a_file_of_another_importers_lines_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "tweets.jsonl"
    path.write_bytes(b'{"id":1}\r\n\r\n{"id":2}')
    assert lines(read_all(open_source(f"replay:{path}"))[0]) == [b'{"id":1}', b'{"id":2}']


@pytest.mark.parametrize("name", ["posts.gz", "posts.zst"])
def test_of_a_torn_file_what_can_be_read_comes_and_then_an_error(name: str, tmp_path: Path) -> None:
    path = write_lines(tmp_path / name, [post_line(account, at=account) for account in range(9000)])
    path.write_bytes(path.read_bytes()[:-100])
    got, ended = read_all(open_source(f"replay:{path}"))
    assert 1000 < len(lines(got)) < 9000
    assert isinstance(ended, DataRejectedError)
    assert "ends early" in str(ended)


def test_a_damaged_file_and_an_archive_are_errors_that_name_it(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.gz"
    damaged.write_bytes(b"\x1f\x8b no gzip at all")
    assert "is damaged" in str(read_all(open_source(f"replay:{damaged}"))[1])
    archive = tmp_path / "posts.zip"
    archive.write_bytes(b"PK\x03\x04rest")
    assert "Unpack it" in str(read_all(open_source(f"replay:{archive}"))[1])


@pytest.mark.parametrize("typed", ["", "missing.jsonl", ".", "nul\0name"])
def test_what_is_no_file_is_refused_with_what_to_type(typed: str) -> None:
    with pytest.raises(UsageError, match="--from replay:FILE"):
        open_source(f"replay:{typed}")


def test_at_a_speed_each_line_comes_when_it_is_due(tmp_path: Path) -> None:
    undated = b'{"no":"time"}'
    path = write_lines(tmp_path / "posts.jsonl", [POSTS[0], POSTS[1], undated, POSTS[2]])
    begun = time.monotonic()
    got, _ = read_all(open_source(f"replay:{path}", SourceOptions(speed=100)))
    assert 0.19 < time.monotonic() - begun < 5
    assert got == [POSTS[0], POSTS[1], undated, POSTS[2]]
