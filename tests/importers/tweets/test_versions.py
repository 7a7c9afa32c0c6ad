"""Versions of an edited post are observations of one post, whoever quotes which."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from tests.importers.table_sources import real_source, written_source
from tests.importers.tweet_builders import lines_of, read_whole, v2_page, v2_post
from unisono.cases import create_case
from unisono.importers.formats.twitter_v2 import IMPORTER
from unisono.importers.importing import import_files
from unisono.importers.tweets.versions import join_versions

FIRST, SECOND, THIRD = "1576994746135764992", "1576994789110992896", "1576994889110992896"
WRITTEN = datetime(2022, 10, 3, 17, 57, 1, tzinfo=UTC)


def version(post_id: str, text: str) -> dict[str, object]:
    written = "2022-10-03T17:57:01.000Z" if post_id == FIRST else "2022-10-03T17:58:00.000Z"
    return v2_post(1, id=post_id, text=text, created_at=written, edit_history_tweet_ids=[FIRST, SECOND, THIRD])


def test_versions_that_a_page_includes_stand_in_order_before_the_one_it_gives(tmp_path: Path) -> None:
    page = v2_page([v2_post(8), version(SECOND, "two")])
    page["includes"]["tweets"] = [version(THIRD, "three"), version(FIRST, "one"), version(SECOND, "two")]
    batch = read_whole(IMPORTER, written_source(tmp_path, lines_of(page)))
    edited = batch.posts.filter(pl.col("post_id") == FIRST)
    assert edited["text"].to_list() == ["one", "two", "three"]
    assert edited["created_at"].unique().to_list() == [WRITTEN]
    assert batch.posts.height == batch.read == 4
    assert batch.references.height == 0


def test_who_quotes_a_later_version_quotes_the_post(tmp_path: Path) -> None:
    quote = v2_post(9, referenced_tweets=[{"type": "quoted", "id": THIRD}])
    page = v2_page([quote])
    page["includes"]["tweets"] = [version(THIRD, "three")]
    batch = read_whole(IMPORTER, written_source(tmp_path, lines_of(page)))
    assert batch.posts.select("ref_post_id", "ref_created_at").rows() == [(FIRST, WRITTEN)]
    assert batch.references.select("post_id", "text").rows() == [(FIRST, "three")]


def test_posts_that_nobody_edited_stay_as_they_are() -> None:
    table = pl.DataFrame(
        {"line": [0], "id": ["5"], "history": [["5"]]}, schema_overrides={"history": pl.List(pl.String)}
    )
    posts, included = join_versions(table, table.clear())
    assert posts.equals(table.drop("history"))
    assert included.columns == ["line", "id"]


@pytest.mark.parametrize("name", ["edited", "edited_after", "edited_before"])
def test_a_real_edited_post_gives_its_two_versions(name: str, tmp_path: Path) -> None:
    batch = read_whole(IMPORTER, real_source(f"formats/twitter_v2/{name}.jsonl", tmp_path))
    assert batch.posts.select("post_id", "created_at").rows() == [(FIRST, WRITTEN)] * 2
    assert [text[:3] for text in batch.posts["text"]] == ["i m", "hey"]


def test_three_files_of_one_edited_post_and_its_quote_are_two_posts(tmp_path: Path) -> None:
    names = ("edited", "edited_before", "edited_after", "quoted_edit")
    sources = [real_source(f"formats/twitter_v2/{name}.jsonl", tmp_path) for name in names]
    case = create_case(tmp_path / "case")
    list(import_files(case, [source.name for source in sources]))
    posts = case.posts().collect()
    assert posts.height == 2
    (edited,) = posts.filter(pl.col("post_id") == FIRST).to_dicts()
    assert edited["text"].startswith("hey")
    # The fourth file's post answers somebody and quotes a version: the answer names what it refers to.
    assert case.references().filter(pl.col("post_id") == FIRST).collect().height == 1
    assert case.post_observations().filter(pl.col("post_id") == FIRST).collect().height == 6
