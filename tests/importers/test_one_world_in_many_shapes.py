"""One small world written by several tools: whoever collected a post, it is the same post in the case."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.importers.table_sources import written_source
from tests.importers.tweet_shapes import (
    as_apify,
    as_page_object,
    as_scraped,
    collected,
    kept_by_4cat,
    small_world,
)
from unisono.importers.declaration import Importer, ReadSettings
from unisono.importers.formats.apify_twitter import IMPORTER as APIFY
from unisono.importers.formats.twitter_v1 import IMPORTER as V1
from unisono.importers.formats.twscrape import IMPORTER as TWSCRAPE
from unisono.importers.formats.zeeschuimer import IMPORTER as ZEESCHUIMER
from unisono.importers.json_files import declared
from unisono.model.batches import Batch

SAME = [
    *("platform", "post_id", "account_id", "handle", "display_name", "created_at", "text", "text_complete", "kind"),
    *("ref_post_id", "ref_account_id", "ref_handle", "ref_created_at", "hashtags", "urls", "mentions", "lang"),
    *("client", "repost_count", "like_count"),
]
Shape = Callable[[dict[str, Any]], dict[str, Any]]
SHAPES: dict[str, tuple[Importer, Shape]] = {
    "page": (ZEESCHUIMER, lambda post: collected(as_page_object(post))),
    "page, one deeper": (ZEESCHUIMER, lambda post: collected(as_page_object(post, nested=True))),
    "older page": (ZEESCHUIMER, lambda post: collected(as_page_object(post, newer_user=False), "x.com")),
    "reply on a page": (ZEESCHUIMER, lambda post: collected({"tweet": as_page_object(post), "id": 4})),
    "4cat": (ZEESCHUIMER, lambda post: kept_by_4cat(collected(as_page_object(post)))),
    "bare": (ZEESCHUIMER, as_page_object),
    "twscrape": (TWSCRAPE, as_scraped),
    "snscrape": (TWSCRAPE, lambda post: as_scraped(post, is_older=True)),
    "apify": (APIFY, as_apify),
}


def read(importer: Importer, posts: list[dict[str, Any]], folder: Path) -> Batch:
    text = "".join(json.dumps(post, ensure_ascii=False) + "\n" for post in posts)
    source = written_source(folder, text, "posts.jsonl")
    assert importer.recognise(source) >= 0.5
    (batch,) = importer.read(source, ReadSettings())
    assert batch.read == len(posts) == batch.posts.height
    return batch


@pytest.mark.parametrize("least", [0, 1 << 40], ids=["kernels", "objects"])
@pytest.mark.parametrize("name", SHAPES)
def test_a_post_is_the_same_whatever_tool_wrote_it(
    name: str, least: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(declared, "LEAST_IN_PLACE", least)
    importer, shape = SHAPES[name]
    # Scrapers and pages that lost a quoted post but its id: only some tell it.
    world = small_world() if importer is not TWSCRAPE else small_world()[:-1]
    expected = read(V1, world, tmp_path)
    found = read(importer, [shape(post) for post in world], tmp_path)
    assert found.posts.select(SAME).to_dicts() == expected.posts.select(SAME).to_dicts()
    told = ["platform", "post_id", "account_id", "handle", "created_at", "text", "like_count"]
    originals = [
        batch.references.select(told).filter(pl.col("account_id").is_not_null()).sort("post_id").to_dicts()
        for batch in (found, expected)
    ]
    assert originals[0] == originals[1]
    people = ["account_id", "handle", "bio", "created_at", "followers", "location_text", "verified"]
    profiles = [set(batch.accounts.select(people).rows()) for batch in (found, expected)]
    assert profiles[0] == profiles[1]
