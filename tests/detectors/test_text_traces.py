"""Texts are looked up in numbers as they are in a table of traces."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from tests.accounts.in_slices import InSlices
from tests.significance.test_growing_layers import Names
from tests.traces.test_by_part import LAYERS, read_by_part
from unisono.detectors.alike import likeness_of_posts
from unisono.detectors.text_traces import REPEATED, HeldTexts, NumberedTexts
from unisono.model.names import ACCOUNT_NAME, POST_NAME
from unisono.model.tables import POSTS, conform
from unisono.significance.growing_layers import GrowingLayers
from unisono.traces import read_traces

START = datetime(2018, 6, 1, tzinfo=UTC)

Both = tuple[HeldTexts, NumberedTexts]


@pytest.fixture(scope="module")
def table() -> pl.DataFrame:
    """Posts of which some say the same as others, also at one moment and by one account."""
    rows = [
        {
            "platform": "x",
            "post_id": f"{number * 7919 % 1_000}",
            "account_id": f"a{number % 5}",
            "created_at": START + timedelta(minutes=number // 40),
            "kind": "post",
            "text": f"the harbour of town number {number * number % 210} opens again, and {number % 70 % 9} ships come",
        }
        for number in range(400)
    ]
    return conform(pl.DataFrame(rows, schema={name: POSTS[name] for name in rows[0]}), POSTS)


@pytest.fixture(scope="module")
def both(table: pl.DataFrame) -> Both:
    likeness = likeness_of_posts(table, 0.99)
    traces = read_traces(table, None, LAYERS, likeness=likeness)["text"]
    layers = GrowingLayers(LAYERS)
    for part in read_by_part(table, 211, likeness):
        layers.add(part)
    layers.tell_wordings_apart()
    repeated = layers.repeated("text", Names(table))
    text = next(layer for layer in layers.finish(Names(table)).layers if layer.layer == "text")
    return HeldTexts(traces, InSlices(table, 100)), NumberedTexts(text, repeated)


def test_they_count_the_same(both: Both) -> None:
    held, numbered = both
    assert (held.count, held.objects, held.accounts) == (numbered.count, numbered.objects, numbered.accounts)
    assert held.objects < held.count


def test_texts_of_several_posts_are_the_same(both: Both) -> None:
    one, other = (texts.repeated.sort(REPEATED) for texts in both)
    assert one.height > 60
    assert one.equals(other)


def test_posts_are_given_their_texts(both: Both, table: pl.DataFrame) -> None:
    every = table.select(pl.int_range(pl.len()).alias("place"), POST_NAME, ACCOUNT_NAME)
    for asked in (every, every.sample(50, seed=1), every.clear()):
        one, other = (texts.objects_of(asked) for texts in both)
        assert one.equals(other)
    assert both[0].objects_of(every).height == both[0].count


@pytest.mark.parametrize("most", [1, 40, 100_000])
def test_the_first_posts_of_other_texts_are_the_same(both: Both, most: int) -> None:
    tested = both[0].repeated["object"].unique().sort().head(5)
    one, other = (texts.first_places(tested, most) for texts in both)
    assert 0 < len(one) <= most
    assert one.tolist() == other.tolist()


def test_no_texts_are_none() -> None:
    nothing = NumberedTexts(None, pl.DataFrame(schema={**dict.fromkeys(REPEATED[:-1], pl.String), "place": pl.Int64}))
    assert (nothing.count, nothing.objects, nothing.accounts) == (0, 0, 0)
    assert len(nothing.first_places(pl.Series([], dtype=pl.String), 5)) == 0
    asked = pl.DataFrame({"place": [1], "post": ["p"], "account": ["a"]})
    assert nothing.objects_of(asked).is_empty()
