"""CooRTweet's four columns."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.importers.table_sources import read_all, real_source, sample_source, written_source
from unisono.importers.declaration import ReadSettings, Source
from unisono.importers.formats.coortweet import IMPORTER
from unisono.model.errors import DataRejectedError


def test_a_share_is_a_repost_of_its_object(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("coortweet.csv", tmp_path)).posts
    assert posts.select("platform", "post_id", "account_id", "kind", "ref_post_id").rows() == [
        ("unknown", "c1", "a1", "repost", "o1"),
        ("unknown", "c2", "a2", "repost", "o1"),
        ("unknown", "c3", "1234e567", "repost", "o2"),
    ]
    assert posts["created_at"].to_list()[1] == datetime(2021, 6, 16, 22, 4, 52, 250_000, tzinfo=UTC)


def test_the_platform_is_what_the_user_says(tmp_path: Path) -> None:
    batch = read_all(IMPORTER, sample_source("coortweet.csv", tmp_path), ReadSettings(platform="twitter"))
    assert set(batch.posts["platform"]) == {"twitter"}


def test_a_table_without_one_of_the_columns_is_refused_by_name(tmp_path: Path) -> None:
    source = written_source(tmp_path, "object_id,account_id,when\no,a,1\n")
    assert IMPORTER.recognise(source) == 0.0
    with pytest.raises(DataRejectedError, match=r"has no column content_id. Columns: object_id, account_id, when"):
        read_all(IMPORTER, source)


def test_the_real_table_is_read_exactly(tmp_path: Path) -> None:
    source = real_source("coortweet/russian_coord_tweets.csv.gz", tmp_path)
    batch = read_all(IMPORTER, source)
    assert (batch.read, batch.posts.height, batch.rejected) == (35_125, 35_125, ())
    assert batch.posts["post_id"].null_count() == batch.posts["ref_post_id"].null_count() == 0


def test_the_same_table_in_parquet_gives_the_same_posts(tmp_path: Path) -> None:
    source = sample_source("coortweet.csv", tmp_path)
    posts = read_all(IMPORTER, source).posts
    parquet = tmp_path / "shares.parquet"
    posts.select(
        object_id="ref_post_id",
        account_id="account_id",
        content_id="post_id",
        timestamp_share=posts["created_at"].dt.epoch("ms") / 1000,
    ).write_parquet(parquet)
    again = read_all(IMPORTER, Source("shares.parquet", parquet, source.sha256, "", is_parquet=True)).posts
    assert again.drop("source_row").equals(posts.drop("source_row"))


def test_a_table_that_names_no_platform_is_reported(tmp_path: Path) -> None:
    source = sample_source("coortweet.csv", tmp_path)
    read_all(IMPORTER, source)
    [problem] = IMPORTER.find_problems(source, ReadSettings())
    assert (problem.code, problem.rows) == ("no_platform", 3)
