"""What is seen of a text does not depend on how it is cut."""

from pathlib import Path

import pytest

from unisono.engine.json_lines import Span
from unisono.importers.seen_bytes import SPANS, SeenBytes


@pytest.mark.parametrize("size", [1, 3, 100])
@pytest.mark.parametrize(
    ("text", "has_nul", "beyond"),
    [(b"plain text", False, -1), (b"caf\xc3\xa9 \xc3\xa9", False, 3), (b"a\x00b \xff", True, 4), (b"", False, -1)],
)
def test_nul_bytes_and_the_first_byte_beyond_ascii_are_seen(text: bytes, has_nul: bool, beyond: int, size: int) -> None:
    seen = SeenBytes()
    for start in range(0, len(text), size):
        seen.take(text[start : start + size])
    assert (seen.has_nul, seen.beyond_ascii, seen.taken) == (has_nul, beyond, len(text))


@pytest.mark.parametrize("size", [5, 100])
def test_the_lines_of_json_are_noticed_and_those_of_tables_are_not(size: int) -> None:
    for text, expected in ((b' {"a": 1}\n\n{}', {SPANS: (Path("a"), (Span(1, 3, 0, 13),))}), (b"a,b\n1,2\n", {})):
        seen = SeenBytes()
        for start in range(0, len(text), size):
            seen.take(text[start : start + size])
        assert seen.noticed(Path("a")) == expected
