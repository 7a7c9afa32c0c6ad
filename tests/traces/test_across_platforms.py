"""Links, domains, texts and hashtags join posts of all platforms; accounts stay those of their platform."""

from datetime import UTC, datetime

import polars as pl
import pytest

from unisono.model.tables import POSTS, conform
from unisono.traces import read_traces

WORDS = "Everybody has to read what the council decided behind closed doors this morning"
POST = {"created_at": datetime(2022, 5, 1, tzinfo=UTC), "kind": "post", "text": WORDS, "hashtags": ["Gate"]}


@pytest.mark.parametrize("layer", ["link", "domain", "text", "hashtag"])
def test_posts_of_several_platforms_leave_traces_on_one_object(layer: str) -> None:
    links = {
        "twitter": "https://example.org/story?utm_source=twitter",
        "bluesky": "https://www.example.org/story",
        "telegram": "http://example.org/story/",
    }
    rows = [
        {"platform": name, "post_id": "1", "account_id": "same", "urls": [link], **POST} for name, link in links.items()
    ]
    traces = read_traces(conform(pl.DataFrame(rows), POSTS), None, (layer,))[layer]
    assert traces["object"].n_unique() == 1
    assert sorted(traces["account"]) == ["bluesky:same", "telegram:same", "twitter:same"]
