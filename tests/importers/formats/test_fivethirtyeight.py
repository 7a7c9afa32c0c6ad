"""Linvill and Warren's troll posts as FiveThirtyEight published them."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from tests.importers.table_sources import read_all, real_source, sample_source, written_source
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.fivethirtyeight import IMPORTER


def test_the_account_is_its_handle_and_times_are_utc_month_first(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("fivethirtyeight.csv", tmp_path)).posts
    assert posts["account_id"].to_list() == ["TEAPOT_1"] * 3 + ["SAUCER"]
    assert posts["created_at"][0] == datetime(2017, 10, 1, 19, 58, tzinfo=UTC)
    assert set(posts["created_at_precision"]) == {"minute"}


def test_reposts_keep_their_text_and_have_no_original(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("fivethirtyeight.csv", tmp_path)).posts
    assert posts["kind"].to_list() == ["post", "repost", "repost", "quote"]
    assert posts["ref_post_id"].null_count() == 4
    assert posts["text"][1] == 'Said the cup, "pour"'


def test_a_time_that_cannot_be_read_rejects_its_row_by_number(tmp_path: Path) -> None:
    batch = read_all(IMPORTER, sample_source("fivethirtyeight.csv", tmp_path))
    assert [(each.row, each.reason, each.example) for each in batch.rejected] == [
        (5, "time cannot be read", "13/1/2017 22:43")
    ]
    assert batch.read == 5


def test_marks_are_found_in_the_text_and_languages_become_codes(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("fivethirtyeight.csv", tmp_path)).posts
    assert posts["hashtags"][0].to_list() == ["чай"]
    assert posts["mentions"][0].to_list() == ["cup_of_tea"]
    assert posts["urls"][0].to_list() == ["https://example.com/x"]
    assert posts["lang"].to_list() == ["en", "fa", "fa", "ru"]


def test_equal_rows_stay_posts_of_their_own_and_get_the_same_ids_every_time(tmp_path: Path) -> None:
    source = sample_source("fivethirtyeight.csv", tmp_path)
    first, again = (read_all(IMPORTER, source).posts["post_id"].to_list() for _ in range(2))
    in_small_batches = read_all(IMPORTER, source, ReadSettings(rows_per_batch=1)).posts["post_id"].to_list()
    assert first == again == in_small_batches
    assert len(set(first)) == 4
    assert first[2] == f"{first[1]}-2"


def test_the_last_profile_of_each_day_is_kept(tmp_path: Path) -> None:
    accounts = read_all(IMPORTER, sample_source("fivethirtyeight.csv", tmp_path)).accounts
    assert accounts.select("account_id", "followers", "following", "posts").rows() == [
        ("TEAPOT_1", 9637, 1054, 254),
        ("SAUCER", 2, 1, 3),
    ]


def test_what_is_doubtful_about_the_file_is_reported(tmp_path: Path) -> None:
    problems = IMPORTER.find_problems(sample_source("fivethirtyeight.csv", tmp_path), ReadSettings())
    assert {problem.code: problem.rows for problem in problems} == {
        "derived_post_ids": 5,
        "repeated_rows": 1,
        "damaged_external_author_id": 3,
    }


def test_later_releases_bring_post_ids_and_followed_links(tmp_path: Path) -> None:
    text = (
        "external_author_id,author,content,language,publish_date,harvested_date,post_type,retweet,account_category,"
        "tweet_id,tco1_step1,tco2_step1,tco1_step2\n"
        "1,A,see https://t.co/x,English,1/2/2017 3:04,1/2/2017 3:05,,0,NewsFeed,914580356430536707,"
        "https://short.example/1,https://other.example/2,https://long.example/1\n"
    )
    posts = read_all(IMPORTER, written_source(tmp_path, text)).posts
    assert posts["post_id"].to_list() == ["914580356430536707"]
    assert posts["urls"].to_list() == [["https://long.example/1", "https://other.example/2"]]


def test_the_real_slice_is_read_to_the_last_row(tmp_path: Path) -> None:
    source = real_source("ira/ira_2016-09_2016-11.csv.gz", tmp_path)
    assert IMPORTER.recognise(source) > 0.9
    batch = read_all(IMPORTER, source)
    posts = batch.posts
    assert (batch.read, posts.height, batch.rejected) == (265_790, 265_790, ())
    assert posts["account_id"].n_unique() == 592
    assert dict(posts["kind"].value_counts().iter_rows()) == {"repost": 190_063, "quote": 2_109, "post": 73_618}
    assert posts["post_id"].n_unique() == 265_790
    assert (posts["created_at"].min(), posts["created_at"].max()) == (
        datetime(2016, 9, 1, tzinfo=UTC),
        datetime(2016, 11, 14, 23, 58, tzinfo=UTC),
    )
    assert posts["source_row"].to_list() == list(range(2, 265_792))
    category = pl.read_csv(source.path, columns=["account_category"])["account_category"]
    assert posts.filter(category == "HashtagGamer").height == 34_871
