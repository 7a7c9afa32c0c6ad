"""Files without data are known by their bytes, notes beside the data by their names."""

import pytest

from unisono.importers.other_files import is_note, looks_like


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a picture (WebP)"),
        (b"\x00\x00\x00\x20ftypmp42", "a picture or film (MP4, HEIC or AVIF)"),
        (b"MZ\x90\x00\x03", "a program"),
        (b"SQLite format 3\x00", "an SQLite database"),
    ],
)
def test_a_file_is_named_by_its_first_bytes(head: bytes, what: str) -> None:
    assert looks_like(head) == what


@pytest.mark.parametrize("head", [b"BMW,Audi\n1,2\n", b"MZ,text\n", b"id,text\n", b'{"a": 1}', b"", b"PK\x03\x04"])
def test_what_may_be_data_is_not_judged(head: bytes) -> None:
    assert looks_like(head) is None


def test_notes_and_leftovers_are_known_by_name() -> None:
    for name in ("README", "data/ReadMe.txt", "LICENSE.md", ".DS_Store", "Thumbs.db", "notes.md", "make.py"):
        assert is_note(name), name
    for name in ("readme_tweets.csv", "posts.csv", "posts", "posts.txt", "tweets.js", "x.jsonl.gz"):
        assert is_note(name) is None, name
