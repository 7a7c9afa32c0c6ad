"""Python's reader of wanted fields gives what the kernels give, and its own answer where they refuse."""

import numpy as np
import orjson
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from unisono.engine.json_fields import read_fields
from unisono.engine.json_objects import as_number, as_text, read_objects
from unisono.engine.json_plan import Wanted, plan_fields

WANTED = (
    Wanted("id_str", "id"),
    Wanted("id", "id", rank=1),
    Wanted("user.name", "name"),
    Wanted("user.profile.name", "name", rank=1),
    Wanted("likes", "likes", "number"),
    Wanted("is_new", "is_new", "flag"),
    Wanted("original", "has_original", "object"),
    Wanted("tags[]", "tags"),
    Wanted("entities.urls[].long", "urls", rank=0, item_rank=0),
    Wanted("entities.urls[].short", "urls", rank=0, item_rank=1),
    Wanted("links[].long", "urls", rank=1),
)
TEXT = st.none() | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)
LINK = st.fixed_dictionaries({}, optional={"long": TEXT, "short": TEXT})
LINE = st.fixed_dictionaries(
    {},
    optional={
        "id": TEXT | st.integers(0, 10**17),
        "id_str": TEXT,
        "user": st.none()
        | st.fixed_dictionaries(
            {}, optional={"name": TEXT, "profile": st.fixed_dictionaries({}, optional={"name": TEXT})}
        ),
        "likes": st.none() | st.integers(-(10**17), 10**17),
        "is_new": st.none() | st.booleans(),
        "original": st.none() | st.just({"id": 1}),
        "tags": st.none() | st.lists(TEXT, max_size=3),
        "entities": st.none() | st.fixed_dictionaries({}, optional={"urls": st.none() | st.lists(LINK, max_size=3)}),
        "links": st.none() | st.lists(LINK, max_size=2),
        "unknown": st.none() | st.lists(st.integers(0, 9)),
    },
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=6))
def test_both_readers_give_the_same_of_plain_lines(lines: list[dict[str, object]]) -> None:
    written = b"".join(orjson.dumps(line) + b"\n" for line in lines)
    found = read_fields([np.frombuffer(written, np.uint8)], len(written), len(lines), plan_fields(WANTED))
    assert not found.refused
    by_kernel = found.table.with_columns(pl.col(pl.List(pl.String)).list.drop_nulls())
    assert_frame_equal(read_objects(lines, WANTED), by_kernel)


def test_a_value_of_another_kind_is_null_and_takes_nothing_with_it() -> None:
    found = read_objects([{"id": {"a": 1}, "likes": "12", "is_new": "yes", "tags": "a", "user": ["x"]}], WANTED)
    assert found.row(0, named=True) == {
        "id": None, "name": None, "likes": 12, "is_new": None, "has_original": None, "tags": None, "urls": None,
    }  # fmt: skip


def test_lists_of_lists_are_read_flat_in_order() -> None:
    wanted = (Wanted("facets[].features[].tag", "tags"), Wanted("facets[].features[].uri", "links"))
    lines = [
        {"facets": [{"features": [{"tag": "a"}, {"uri": "u"}]}, {"features": [{"tag": "b"}]}]},
        {"facets": []},
        {"facets": [{"features": None}, "x", {}]},
        {},
    ]
    found = read_objects(lines, wanted)
    assert found["tags"].to_list() == [["a", "b"], [], [], None]
    assert found["links"].to_list() == [["u"], [], [], None]


def test_an_item_that_is_to_be_left_out_is() -> None:
    wanted = (Wanted("media[].url", "media"), Wanted("media[].hidden", "media", "leave out"))
    assert read_objects([{"media": [{"url": "a"}, {"url": "b", "hidden": "1"}]}], wanted)["media"].to_list() == [["a"]]


def test_numbers_and_texts_are_read_from_each_other_only_where_nothing_is_lost() -> None:
    assert [as_text(value) for value in (1.5, 10**18, False, [])] == ["1.5", "1000000000000000000", None, None]
    assert [as_number(value) for value in (" 7 ", "-7", 2.0)] == [7, -7, 2]
    assert [as_number(value) for value in ("1.5", 1.5, 2**63, "٣")] == [None] * 4
