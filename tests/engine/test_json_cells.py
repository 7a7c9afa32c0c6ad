"""The kernel that writes cells, called by itself."""

import json

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from unisono.engine.json_bytes import LANES
from unisono.engine.machine_code import Kernels

json_cells = Kernels("json_cells")
ESCAPED = 1 << 30


def store(text: bytes, length: int) -> tuple[bytes, int]:
    """Write one text; return it as its view tells it, and how far the texts are filled."""
    data = np.frombuffer(text + b"\n", np.uint8)
    sizes = np.array([len(data), 1, 1, 1, 1, 0, 0, 1, 1, 0], np.int64)
    slots, cells = np.zeros((1, 4), np.int64), np.array([[0, length, 0]], np.int64)
    records, chains = np.array([[0, -1, 0, 0]], np.int64), np.zeros((2, 3), np.int64)
    rows, owners = np.zeros((1, 2), np.int64), np.zeros((1, 3, 1), np.int64)
    marks, views = np.zeros((1, 1), np.uint8), np.zeros((1, 1, 2), np.uint64)
    texts = np.zeros(len(data) + 2 * LANES, np.uint8)
    unused = np.zeros(4, np.int64)
    noted = (records, cells, unused, chains, rows)
    given = (sizes, data, slots, *noted, owners, marks, views, unused, unused, unused, unused, texts)
    assert json_cells["store_cells"](*(array.ctypes.data for array in given)) == 0
    assert (rows.tolist(), marks.tolist()) == ([[1, 1]], [[0]])
    view = views.tobytes()
    size = int.from_bytes(view[:4], "little")
    if size <= 12:
        assert view[4 + size :] == bytes(12 - size)
        return view[4 : 4 + size], int(sizes[9])
    begin = int.from_bytes(view[12:], "little")
    assert view[4:8] == texts[begin : begin + 4].tobytes()
    return texts[begin : begin + size].tobytes(), int(sizes[9])


def test_a_short_text_lies_in_its_view_and_a_long_one_among_the_texts() -> None:
    assert store(b"short", 5) == (b"short", 0)
    assert store(b"longer than its view", 20) == (b"longer than its view", 20)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escapes_are_undone(text: str) -> None:
    written = json.dumps(text)[1:-1].encode()
    assert store(written, len(written) | ESCAPED)[0] == text.encode()


def test_every_short_escape_is_known() -> None:
    written = rb"\"\\\/\b\f\n\r\t"
    assert store(written, len(written) | ESCAPED)[0] == b'"\\/\b\f\n\r\t'
