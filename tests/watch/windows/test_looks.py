"""A look counts accounts once and posts as often as they come."""

from collections import defaultdict

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.watch.live_posts import START, frame, post
from unisono.watch.windows import Windows
from unisono.watch.windows.chunks import LAYERS
from unisono.watch.windows.looks import count_objects, count_per_account, pairs_of, take_look, uses_of


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 5)), max_size=60))
def test_objects_are_counted_as_a_dictionary_counts_them(acts: list[tuple[int, int]]) -> None:
    keys = np.array([key for key, _ in acts], np.uint64)
    accounts = np.array([account for _, account in acts], np.uint64)
    by: dict[int, list[int]] = defaultdict(list)
    for key, account in acts:
        by[key].append(account)
    found, _, distinct, rows = count_objects(keys, accounts, np.zeros(len(acts), np.uint8))
    counted = dict(zip(found.tolist(), zip(distinct.tolist(), rows.tolist(), strict=True), strict=True))
    assert counted == {key: (len(set(own)), len(own)) for key, own in by.items()}


def test_nothing_looked_at_is_an_empty_look() -> None:
    look = take_look([], 0, 10)
    assert (len(look.keys), look.totals.sum(), look.objects.sum(), look.window_s) == (0, 0.0, 0, 1e-05)
    assert len(uses_of([], 1, 0, 10)) == 0
    assert len(count_per_account([], 0, 10, 0).keys) == 0
    assert len(pairs_of([], np.array([1], np.uint64), 0, 10)) == 0


def test_totals_are_by_layer() -> None:
    windows = Windows()
    rows = [post(1.0, f"a{number}", hashtags=["x", "y"], mentions=["mayor"]) for number in range(4)]
    windows.add(frame(rows), START.timestamp() + 1)
    look = windows.look(10.0)
    assert look is not None
    assert look.totals[LAYERS.index("hashtag")] == 8
    assert look.totals[LAYERS.index("mention")] == 4
    assert look.objects[LAYERS.index("hashtag")] == 2
