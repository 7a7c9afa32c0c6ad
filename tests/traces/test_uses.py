"""Uses of tags and links: each once a post, reposts with what their originals have."""

from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from unisono.model.tables import POSTS, REFERENCES, conform
from unisono.traces.uses import (
    USE_COLUMNS,
    USES_TOLD,
    read_link_uses,
    read_tag_uses,
    read_uses_of_tags,
    tag_uses_by_part,
)

START = datetime(2018, 6, 1, tzinfo=UTC)


def posts_of(*posts: dict[str, Any]) -> pl.DataFrame:
    """Return posts by accounts a0, a1, …, one a minute."""
    rows = [
        {
            "platform": "twitter",
            "post_id": str(number),
            "account_id": f"a{number}",
            "created_at": START + timedelta(minutes=number),
            "kind": "post",
            **post,
        }
        for number, post in enumerate(posts)
    ]
    names = sorted({name for row in rows for name in row})
    return conform(pl.DataFrame(rows, schema={name: POSTS[name] for name in names}), POSTS)


def pairs_of(uses: pl.DataFrame) -> list[tuple[str, str]]:
    return list(uses.select("post", "object").iter_rows())


def test_a_tag_counts_once_a_post_in_whatever_form() -> None:
    posts = posts_of(
        {"hashtags": ["Puerto", "PUERTO", "ＰＵＥＲＴＯ"]},
        {"text": "für #ميناء und #港", "hashtags": None},
        {"hashtags": []},
    )
    uses = read_tag_uses(posts)
    assert uses.columns == list(USE_COLUMNS)
    assert pairs_of(uses) == [("twitter:0", "puerto"), ("twitter:1", "ميناء"), ("twitter:1", "港")]


def test_a_repost_without_listed_tags_has_those_of_its_original_post_or_reference() -> None:
    posts = posts_of(
        {"hashtags": ["harbour"]},
        {"kind": "repost", "ref_post_id": "0", "text": "cut…"},
        {"kind": "repost", "ref_post_id": "77", "text": None},
        {"kind": "repost", "ref_post_id": "88", "text": None, "hashtags": []},
        {"kind": "post", "ref_post_id": "0", "text": "no tag"},
    )
    references = conform(
        pl.DataFrame({"platform": ["twitter"], "post_id": ["77"], "text": ["open it #Bridge"]}), REFERENCES
    )
    found = pairs_of(read_tag_uses(posts, references))
    assert found == [("twitter:0", "harbour"), ("twitter:1", "harbour"), ("twitter:2", "bridge")]


def test_a_link_counts_once_a_post_by_its_canonical_address_reposts_included() -> None:
    page = "https://theamberpage.example/articles/7"
    posts = posts_of(
        {"urls": [page, page + "?utm_source=x"], "text": "read"},
        {"urls": [page], "kind": "repost", "ref_post_id": "0", "text": "read"},
    )
    uses = read_link_uses(posts)
    assert pairs_of(uses) == [("twitter:0", page), ("twitter:1", page)]
    assert uses["kind"].to_list() == ["post", "repost"]


def test_posts_without_tags_have_no_uses() -> None:
    assert read_tag_uses(posts_of({"text": "nothing"})).is_empty()
    assert read_link_uses(posts_of({"text": "nothing"})).is_empty()


def test_posts_without_any_tag_have_the_columns_of_uses() -> None:
    posts = pl.DataFrame({"platform": ["twitter"], "post_id": ["1"], "account_id": ["a"], "text": ["no tag"]})
    nothing = read_tag_uses(posts)
    some = read_tag_uses(posts.with_columns(pl.lit("one #tag").alias("text"), pl.lit(START).alias("created_at")))
    assert nothing.is_empty()
    assert some.height == 1
    assert nothing.schema == some.schema


def some_posts() -> pl.DataFrame:
    """Return posts with tags in lists, in words and in neither, and reposts of them."""
    rows = [
        {
            "post_id": f"{number}",
            "kind": "repost" if number % 3 == 0 else "post",
            "ref_post_id": f"{number + 1}" if number % 3 == 0 else None,
            "hashtags": None if number % 3 == 0 or number % 5 == 0 else [f"#T{number % 4}", "other"],
            "text": "words #t1" if number % 5 == 0 else "words",
        }
        for number in range(60)
    ]
    return posts_of(*rows)


@pytest.mark.parametrize("size", [1, 7, 1_000])
def test_the_uses_of_posts_that_come_in_parts_are_those_of_all(size: int) -> None:
    posts = some_posts()
    found = pl.concat(tag_uses_by_part(lambda columns: posts.select(columns).iter_slices(size)))
    assert found.sort("at", "post", "object").equals(read_tag_uses(posts))
    unread = pl.DataFrame({"platform": ["twitter"], "post_id": ["999"], "text": ["open it #Bridge"]})
    lost = posts.with_columns(
        ref_post_id=pl.when(pl.col("ref_post_id") == "7").then(pl.lit("999")).otherwise("ref_post_id")
    )
    references = conform(pl.concat([unread, unread]), REFERENCES)
    found = pl.concat(tag_uses_by_part(lambda columns: lost.select(columns).iter_slices(size), references))
    assert found.sort("at", "post", "object").equals(read_tag_uses(lost, references))
    assert found.filter(pl.col("object") == "bridge")["post"].to_list() == ["twitter:6"]
    silent = posts.with_columns(text=pl.lit("words"), hashtags=pl.lit(None, pl.List(pl.String)))
    assert pl.concat(tag_uses_by_part(lambda columns: silent.select(columns).iter_slices(size))).is_empty()


def test_the_uses_of_some_tags_are_those_among_all() -> None:
    posts, tags = some_posts(), ["t1", "t2", "nobody"]
    wanted = read_tag_uses(posts).filter(pl.col("object").is_in(tags)).select(USES_TOLD)
    assert wanted["object"].n_unique() == 2
    assert wanted.filter(pl.col("post").str.ends_with(":9")).height
    assert read_uses_of_tags(posts.lazy(), tags).equals(wanted)
