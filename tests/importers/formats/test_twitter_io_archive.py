"""Twitter's information-operations archive."""

from datetime import UTC, datetime
from pathlib import Path

from tests.importers.table_sources import read_all, real_source, sample_source, written_source
from unisono.importers.formats.twitter_io_archive import IMPORTER


def test_each_kind_of_post_is_read_with_what_it_refers_to(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("twitter_io_archive.csv", tmp_path)).posts
    assert posts["kind"].to_list() == ["post", "repost", "reply", "quote"]
    assert posts["ref_post_id"].to_list() == [None, *(f"11000000000000000{tail}" for tail in (50, 60, 70))]
    assert posts["ref_account_id"].to_list() == [None, "kettleid", "8800124", None]
    assert posts["source_row"].to_list() == [2, 3, 4, 5]


def test_times_are_utc_to_the_minute(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("twitter_io_archive.csv", tmp_path)).posts
    assert posts["created_at"][0] == datetime(2019, 3, 1, 10, 15, tzinfo=UTC)
    assert set(posts["created_at_precision"]) == {"minute"}


def test_a_hash_is_an_id_and_nobody_s_name(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("twitter_io_archive.csv", tmp_path)).posts
    assert posts["account_id"][0].startswith("hAsH")
    assert posts["handle"].to_list() == [None, None, "cup_of_tea", "cup_of_tea"]
    assert posts["display_name"].to_list() == [None, None, "Cup of Tea", "Cup of Tea"]


def test_lists_are_read_with_and_without_quotes(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("twitter_io_archive.csv", tmp_path)).posts
    assert posts["hashtags"].to_list() == [["tea", "now"], ["tea", "water"], [], []]
    assert posts["urls"].to_list()[1] == ["https://example.com/a,b", "https://example.org/c"]
    assert posts["mentions"].to_list() == [[], ["kettleid"], ["8800124"], []]
    assert posts["lang"].to_list() == ["en", None, "he", "en"]
    assert posts["like_count"].to_list() == [2, 0, None, 0]


def test_each_account_gives_one_undated_profile(tmp_path: Path) -> None:
    accounts = read_all(IMPORTER, sample_source("twitter_io_archive.csv", tmp_path)).accounts
    assert accounts["account_id"].n_unique() == accounts.height == 2
    cup = accounts.row(1, named=True)
    assert (cup["bio"], cup["location_text"], cup["followers"], cup["observed_at"]) == (
        "pours\nevery day",
        "Leeds",
        7001,
        None,
    )
    assert cup["created_at"] == datetime(2012, 5, 1, tzinfo=UTC)


def test_the_archive_is_recognised_by_its_columns(tmp_path: Path) -> None:
    assert IMPORTER.recognise(sample_source("twitter_io_archive.csv", tmp_path)) > 0.9
    assert IMPORTER.recognise(written_source(tmp_path, "id,user,text\n1,ann,hello\n")) == 0.0


def test_a_real_release_is_read_whole(tmp_path: Path) -> None:
    batch = read_all(IMPORTER, real_source("formats/twitter_io_archive/CNHU_0621_12rows.csv", tmp_path))
    assert (batch.read, batch.posts.height, batch.rejected) == (12, 12, ())
    assert batch.posts["account_id"].n_unique() == batch.accounts.height == 10
    assert set(batch.posts["created_at_precision"]) == {"minute"}
