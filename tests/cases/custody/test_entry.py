"""Entries are bound to their place by two hashes."""

import hashlib
from dataclasses import asdict

from unisono.cases.custody.entry import FIRST, Entry, FileRecord, hash_of_line, own_hash
from unisono.model.json_text import json_line

ENTRY = Entry(0, "2026-11-23T00:00:00Z", "ann", "unisono 0", "import", inputs=(FileRecord("a", 1, "ab"),))


def test_an_entry_at_its_place_says_its_number_and_the_line_before() -> None:
    placed = ENTRY.bound(7, "cd" * 32)
    assert (placed.number, placed.previous) == (7, "cd" * 32)
    assert ENTRY.previous == FIRST


def test_the_own_hash_is_that_of_the_line_up_to_it_as_anybody_can_compute() -> None:
    line = json_line(asdict(ENTRY.bound(1, FIRST))).encode()
    before, _, after = line.rpartition(b',"own":')
    assert after == f'"{hashlib.sha256(before).hexdigest()}"}}'.encode()
    assert own_hash(line) == hashlib.sha256(before).hexdigest()


def test_the_next_line_holds_the_hash_of_the_whole_line() -> None:
    assert hash_of_line(b"{}") == hashlib.sha256(b"{}").hexdigest()
