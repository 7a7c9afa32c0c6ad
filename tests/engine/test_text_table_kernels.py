"""The kernels that find texts likely to be alike agree with a plain search through dictionaries."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from unisono.engine.text_forms import Sketches
from unisono.engine.text_table import TextTable
from unisono.engine.text_table_kernels import KERNELS

TEXTS = st.lists(
    st.tuples(st.lists(st.integers(0, 5), min_size=3, max_size=3), st.lists(st.integers(0, 2), min_size=8, max_size=8)),
    min_size=2,
    max_size=30,
)


def _plain(texts: list[tuple[list[int], list[int]]], known: int, least: int, most: int) -> list[tuple[int, int, int]]:
    first: dict[tuple[int, int], int] = {}
    for row, (bands, _) in enumerate(texts):
        for line, band in enumerate(bands):
            first.setdefault((line, band), row)
    pairs = []
    for row in range(known, len(texts)):
        beside = {first[line, band] for line, band in enumerate(texts[row][0])} - {row}
        equal = {other: sum(a == b for a, b in zip(texts[row][1], texts[other][1], strict=True)) for other in beside}
        enough = sorted((-count, other) for other, count in equal.items() if count >= least and other < row)
        pairs += [(row, other, -count) for count, other in enough[:most]]
    return pairs


@given(TEXTS, st.integers(0, 1), st.integers(0, 4))
def test_each_new_text_is_set_beside_the_same_as_a_plain_search_does(
    texts: list[tuple[list[int], list[int]]], half: int, least: int
) -> None:
    known = half * (len(texts) // 2)
    # Bands far apart, so that no two of a column meet in one place of a table that is this large.
    bands = np.array([one for one, _ in texts], np.uint32) * np.uint32(700_000_001)
    sketches = Sketches(bands, np.array([one for _, one in texts], np.uint8))
    table = TextTable(3, 4_096)
    table.enter(sketches, np.arange(known, dtype=np.int32), 0)
    new = np.arange(known, len(texts), dtype=np.int32)
    table.enter(sketches, new, known)
    found = table.likeliest(sketches, new, least, 3)
    assert list(zip(*(one.tolist() for one in found), strict=True)) == _plain(texts, known, least, 3)


def test_all_kernels_are_listed() -> None:
    assert {kernel.__name__ for kernel in KERNELS} == {"enter_rows", "find_likeliest"}
