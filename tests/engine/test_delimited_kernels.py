"""Records are counted, and their regularity judged, as Python's own readers do."""

import csv
import io

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from unisono.engine.machine_code import Kernels

PARTS = [b"a", b",", b'"', b"\n", b"\r\n", "é".encode(), "🐝".encode(), b"\xc3", b"\xff", b"\xed\xa0\x80", b"\x00"]


def surveyed(text: bytes, width: int) -> tuple[int, int, bool, bool]:
    given, found, plain = np.frombuffer(text, np.uint8), np.zeros(4, np.int64), np.zeros(256, np.uint8)
    plain[1:128] = 1
    plain[list(b',"\r\n')] = 0
    records = Kernels("delimited_kernels")["survey"](given, len(given), ord(","), width, plain, found)
    return records, int(found[0]), bool(found[1]), bool(found[3])


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=30))
def test_what_is_taken_as_regular_is_what_strict_readers_agree_on(parts: list[bytes]) -> None:
    text = b"".join(parts) + b"\n"
    records, end, is_ragged, is_odd = surveyed(text, 2)
    taken = text[:end].decode()  # fails where a byte is no UTF-8
    assert "\x00" not in taken
    rows = list(csv.reader(io.StringIO(taken, newline=""), strict=True))
    assert len(rows) == records
    assert is_ragged == any(len(row) != 2 for row in rows)
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    assert list(csv.reader(io.StringIO(written.getvalue(), newline=""))) == rows
    if not is_odd and end < len(text):
        assert text[end:].count(b'"') % 2 == 1  # a quote is open, so the rest is one record without its end
