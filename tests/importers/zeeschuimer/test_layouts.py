"""How items of a platform are read: times, counts, marks, addresses, and no path wanted twice."""

from collections import Counter
from datetime import UTC, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.importers.zeeschuimer import tiktok, tweets
from unisono.importers.zeeschuimer.items import LAYOUTS
from unisono.importers.zeeschuimer.layouts import (
    Layout,
    find_dotted_mentions,
    read_unix,
    texts,
    unwrapped,
    with_marks,
    with_numbers,
)

EVERY = (*LAYOUTS, tiktok.EMBEDDED_VIDEOS, tweets.WRAPPED)


@pytest.mark.parametrize("layout", EVERY, ids=lambda layout: (*layout.names, "another way")[0])
def test_no_path_is_wanted_twice_for_the_quick_reader_fills_one_column_of_it(layout: Layout) -> None:
    paths = Counter(one.path for one in layout.fields)
    assert [path for path, times in paths.items() if times > 1] == []


def test_every_platform_has_names_of_its_own() -> None:
    names = Counter(name for layout in LAYOUTS for name in layout.names)
    assert set(names.values()) == {1}


@given(st.lists(st.one_of(st.none(), st.integers(100_000_000, 4_000_000_000)), min_size=1))
def test_unix_times_are_the_same_in_seconds_milliseconds_and_microseconds(seconds: list[int | None]) -> None:
    for factor in (1, 1_000, 1_000_000):
        if factor > 1 and any(one is not None and one * factor < 100_000_000_000 * factor // 1_000 for one in seconds):
            continue  # read as a smaller unit: the sizes overlap before 1973
        written = pl.Series("created_at", [None if one is None else str(one * factor) for one in seconds], pl.String)
        expected = [None if one is None else datetime.fromtimestamp(one, UTC) for one in seconds]
        found = read_unix(written).to_list()
        assert found == expected or all(one is None for one in seconds)


def test_times_that_are_no_numbers_are_left_to_the_reader_of_times() -> None:
    mixed = pl.Series("created_at", ["1650000000", "2022-04-15T05:20:00Z", "0", None])
    assert read_unix(mixed).to_list() == ["1650000000", "2022-04-15T05:20:00Z", None, None]


def test_a_count_below_zero_is_unknown_and_words_are_no_counts() -> None:
    wide = with_numbers(pl.DataFrame({"like_count": ["3", "-1", "1.2万", None]}))
    assert wide["like_count"].to_list() == [3, None, None, None]


def test_handles_may_have_dots_inside_but_not_at_their_ends() -> None:
    text = pl.Series(["@a.b_c. and ＠d, not x@e.f", "mail@x.org @ @..", None])
    assert find_dotted_mentions(text).to_list() == [["a.b_c", "d"], [], None]


def test_a_redirect_is_where_it_leads_and_other_addresses_stay() -> None:
    written = pl.Series(
        ["https://l.threads.com/?u=https%3A%2F%2Fa.example%2F%3Fb%3D1%26c&e=1", "https://a.example/?u=x", None]
    )
    assert unwrapped(written).to_list() == ["https://a.example/?b=1&c", "https://a.example/?u=x", None]


def test_marks_are_found_in_the_text_only_where_the_item_lists_none() -> None:
    wide = pl.DataFrame(
        {"text": ["#a @b", "#a @b"], "hashtags": [["listed"], None], "more_urls": [["https://x.example"], None]},
        schema_overrides={"hashtags": pl.List(pl.String), "more_urls": pl.List(pl.String)},
    )
    found = with_marks(wide)
    assert found["hashtags"].to_list() == [["listed"], ["a"]]
    assert found["mentions"].to_list() == [["b"], ["b"]]
    assert found["urls"].to_list() == [["https://x.example"], []]


def test_wanted_texts_are_ranked_in_the_order_they_are_given() -> None:
    assert [(one.path, one.rank) for one in texts(post_id="code id")] == [("code", 0), ("id", 1)]
