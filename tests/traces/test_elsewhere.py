"""Layers read post by post elsewhere: the same traces as read at once, without what they do not ask for."""

import pickle

import polars as pl
import pytest

from tests.traces.posts_by_hand import posts
from unisono.engine.engines import InParts, PartSizes, RowFunction
from unisono.engine.parts.here import InThisProcess
from unisono.traces import Likeness, layer_named, read_traces
from unisono.traces.elsewhere import POST_BY_POST


class Sending(InParts):
    """Sends each function to itself, as it would to another process."""

    def map_rows(self, rows: pl.DataFrame, function: RowFunction) -> pl.DataFrame:
        return super().map_rows(rows, pickle.loads(pickle.dumps(function)))


POSTS = posts(
    {"text": "Read https://example.org/a #Now @one", "urls": ["https://example.org/a"], "hashtags": ["Now", "Then"]},
    {"text": "Read http://www.example.org/a and more of it #now #then", "account_id": "b"},
    {"text": "Read https://t.co/xyz #Now #Then, said @two and @one", "media": ["picture.jpg", "other.jpg"]},
    {"text": "Nothing to see for anybody here today", "account_id": "c", "mentions": ["two"]},
    {"text": "RT @two: nothing", "kind": "repost", "media": ["picture.jpg"]},
)


@pytest.mark.parametrize("name", POST_BY_POST)
def test_traces_read_in_parts_are_those_read_at_once(name: str) -> None:
    engine = Sending("here", InThisProcess(), PartSizes(rows=1, least_rows=0))
    at_once = read_traces(POSTS, None, (name,))[name]
    assert at_once.height > 0
    assert read_traces(POSTS, None, (name,), engine=engine)[name].equals(at_once)


@pytest.mark.parametrize("name", POST_BY_POST)
def test_a_reader_goes_by_its_name(name: str) -> None:
    read = layer_named(name).read
    assert pickle.loads(pickle.dumps(read)) is read


def test_what_is_known_of_wordings_is_asked_in_this_process_alone() -> None:
    likeness = Likeness(wordings=lambda texts: texts.str.slice(0, 7))
    elsewhere = Sending("here", InThisProcess(), PartSizes(rows=1, least_rows=0))
    here = read_traces(POSTS, None, ("wording",), likeness=likeness)["wording"]
    sent = read_traces(POSTS, None, ("wording",), likeness=likeness, engine=elsewhere)["wording"]
    assert here["object"].to_list() == ["Read ht", "Read ht", "Read ht", "Nothing"]
    assert sent.equals(read_traces(POSTS, None, ("wording",))["wording"])
