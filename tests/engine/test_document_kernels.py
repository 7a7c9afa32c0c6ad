"""Values of a list come out as they went in, one a line; values are stepped over wherever a piece ends."""

import json

import numpy as np
from hypothesis import given, strategies

from unisono.engine.machine_code import Kernels

JSON = strategies.recursive(
    strategies.none() | strategies.booleans() | strategies.integers() | strategies.floats(allow_nan=False)
    | strategies.text(max_size=6),
    lambda inner: strategies.lists(inner, max_size=3) | strategies.dictionaries(strategies.text(max_size=4), inner),
    max_leaves=8,
)  # fmt: skip


def copied(text: bytes, more: bytes = b"") -> tuple[list[bytes], int, bool]:
    given, suffix = np.frombuffer(text, np.uint8), np.frombuffer(more, np.uint8) if more else np.empty(0, np.uint8)
    written, found = np.empty(2 * len(text) + len(more) + 2, np.uint8), np.zeros(3, np.int64)
    lines, place = [], 0
    while True:
        count = Kernels("document_kernels")["copy_values"](given, place, len(text), suffix, written, found)
        lines += written[: found[1]].tobytes().splitlines()
        place = int(found[0])
        if found[2] or not count or place >= len(text):
            return lines, place, bool(found[2])


@given(strategies.lists(JSON), strategies.sampled_from([None, 1, "\t"]), strategies.booleans())
def test_a_list_written_any_way_gives_its_values(values: list[object], indent: str | int | None, ascii: bool) -> None:
    text = json.dumps(values, indent=indent, ensure_ascii=ascii).encode("utf-8", "surrogatepass")
    lines, place, is_closed = copied(text[1:])
    assert [json.loads(line) for line in lines] == values
    assert (place, is_closed) == (len(text) - 1, True)
    assert all(line == line.strip() and b"\n" not in line for line in lines)


@given(strategies.lists(strategies.dictionaries(strategies.text(max_size=4).filter(lambda key: key != "_c"), JSON)))
def test_every_object_gets_the_member_that_is_given(values: list[dict[str, object]]) -> None:
    lines, _, _ = copied(json.dumps(values, indent=2).encode()[1:], b',"_c":{"id":1}')
    assert [json.loads(line) for line in lines] == [{**value, "_c": {"id": 1}} for value in values]


def test_blank_space_that_parts_two_words_stays() -> None:
    assert copied(b'{"a": 1 2, "b": tru  e}]')[0] == [b'{"a":1 2,"b":tru e}']


def test_a_line_feed_inside_a_text_is_escaped() -> None:
    assert copied(b'{"a": "one\ntwo \\" \\\\"}]')[0] == [b'{"a":"one\\ntwo \\" \\\\"}']


def test_a_value_that_is_cut_off_is_left_where_it_begins() -> None:
    assert copied(b' {"a": 1}, {"b": "x') == ([b'{"a":1}'], 9, False)
    assert copied(b"12, 3") == ([b"12"], 2, False)


@given(JSON, strategies.integers(1, 9))
def test_a_value_is_stepped_over_in_pieces_of_any_size(value: object, size: int) -> None:
    text = json.dumps([value], indent=1).encode()
    given, state, place = np.frombuffer(text + b",9]", np.uint8), np.zeros(4, np.int64), 0
    while not state[3]:
        place = Kernels("document_kernels")["step_over"](given, place, min(place + size, len(given)), state)
    assert place == len(text)
