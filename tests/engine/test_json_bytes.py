"""Many bytes at once give what one byte after the other gives."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numba import cfunc, types

from unisono.engine import json_bytes
from unisono.engine.json_bytes import LANES, Pointer

INT64 = types.int64


@pytest.fixture(scope="module")
def calls() -> dict[str, Any]:
    @cfunc(INT64(Pointer, INT64))
    def odd(data: Any, place: int) -> int:
        return json_bytes.first_odd(data, place)

    @cfunc(INT64(Pointer, INT64))
    def backslash(data: Any, place: int) -> int:
        return json_bytes.first_backslash(data, place)

    @cfunc(INT64(Pointer, INT64, Pointer, INT64))
    def difference(one: Any, at: int, other: Any, place: int) -> int:
        return json_bytes.first_difference(one, at, other, place)

    @cfunc(INT64(Pointer, INT64, Pointer, INT64))
    def copy(target: Any, at: int, data: Any, place: int) -> int:
        return json_bytes.copy_lanes(target, at, data, place)

    @cfunc(INT64(Pointer, INT64))
    def eight(data: Any, place: int) -> int:
        return json_bytes.eight_bytes(data, place)

    return {"odd": odd, "backslash": backslash, "difference": difference, "copy": copy, "eight": eight}


def call(function: Any, *given: Any) -> int:
    arguments = [
        one.ctypes.data_as(kind) if isinstance(one, np.ndarray) else one
        for one, kind in zip(given, function.ctypes.argtypes, strict=True)
    ]
    return int(function.ctypes(*arguments))


BLOCKS = st.binary(min_size=LANES + 3, max_size=LANES + 3) | st.text('abc"\\é\n', min_size=LANES + 3).map(
    lambda text: text.encode()[: LANES + 3]
)


@given(content=BLOCKS, place=st.integers(0, 3))
def test_the_first_byte_that_is_not_plain_is_found(calls: dict[str, Any], content: bytes, place: int) -> None:
    looked_at = content[place : place + LANES]
    data = np.frombuffer(content, np.uint8)
    odd = [at for at, code in enumerate(looked_at) if code < 0x20 or code > 0x7F or code in b'"\\']
    assert call(calls["odd"], data, place) == (odd or [LANES])[0]
    assert call(calls["backslash"], data, place) == looked_at.find(b"\\") % (LANES + 1)


@given(one=BLOCKS, changed_at=st.integers(0, LANES + 2), place=st.integers(0, 3))
def test_the_first_difference_is_found(calls: dict[str, Any], one: bytes, changed_at: int, place: int) -> None:
    other = bytearray(one)
    other[changed_at] ^= 1
    left, right = np.frombuffer(one, np.uint8), np.frombuffer(bytes(other), np.uint8)
    expected = changed_at - place if place <= changed_at < place + LANES else LANES
    assert call(calls["difference"], left, place, right, place) == expected


@given(content=BLOCKS, place=st.integers(0, 3), at=st.integers(0, 5))
def test_copies_and_numbers_hold_the_bytes(calls: dict[str, Any], content: bytes, place: int, at: int) -> None:
    data, target = np.frombuffer(content, np.uint8), np.zeros(LANES + 5, np.uint8)
    call(calls["copy"], target, at, data, place)
    assert target.tobytes() == bytes(at) + content[place : place + LANES] + bytes(5 - at)
    assert call(calls["eight"], data, place) % (1 << 64) == int.from_bytes(content[place : place + 8], "little")
