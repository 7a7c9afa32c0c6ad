"""Reddit's posts as PRAW hands them out."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from tests.importers.table_fuzz import TEN_TABLES, check_holds_up, tables
from tests.importers.table_sources import read_all, real_source, sample_source, written_source
from unisono.importers import IMPORTERS
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.reddit_praw import IMPORTER
from unisono.importers.guessing import choose_importer

REAL = 6_711  # rows, of which 20 repeat a comment, as the csv module counts them
DISTINCT = 6_691


@pytest.mark.parametrize("sample", ["reddit_praw.csv", "reddit_praw_submissions.csv"])
def test_it_is_recognised_before_any_other_format(sample: str, tmp_path: Path) -> None:
    source = sample_source(sample, tmp_path)
    assert choose_importer(source, None, ReadSettings()) is IMPORTER
    others = [importer.recognise(source) for importer in IMPORTERS if importer is not IMPORTER]
    assert max(others) < IMPORTER.recognise(source)


def test_a_comment_is_a_reply_to_its_parent(tmp_path: Path) -> None:
    batch = read_all(IMPORTER, sample_source("reddit_praw.csv", tmp_path))
    wanted = ("kind", "post_id", "ref_post_id", "ref_handle", "thread_id", "community_id")
    assert batch.posts.select(wanted).rows() == [
        ("reply", "t1_d000001", "t3_4w0001", "lamp_zero", "t3_4w0001", "lamps"),
        ("reply", "t1_d000002", "t1_d000001", None, "t3_4w0001", "lamps"),
        ("reply", "t1_d000003", "t3_4w0002", None, "t3_4w0002", "lamps"),
    ]
    assert [(each.row, each.example) for each in batch.rejected] == [(5, "soon")]
    assert batch.read == 4


def test_what_is_deleted_is_no_account_and_no_words(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("reddit_praw.csv", tmp_path)).posts
    assert posts["account_id"].to_list() == ["lamp_one", None, "AutoModerator"]
    assert posts["handle"].to_list() == ["lamp_one", None, "AutoModerator"]
    assert posts["text"].to_list() == ['Late again, "every" day', None, "Read the rules."]
    assert posts["is_deleted"].to_list() == [None, True, None]


def test_the_moderating_program_is_marked_as_declared(tmp_path: Path) -> None:
    accounts = read_all(IMPORTER, sample_source("reddit_praw.csv", tmp_path)).accounts
    assert accounts.select("account_id", "is_bot_declared").rows() == [("AutoModerator", True)]


def test_votes_and_counts_of_whole_threads_are_no_likes_and_no_replies(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("reddit_praw.csv", tmp_path)).posts
    assert posts["like_count"].null_count() == posts["reply_count"].null_count() == 3
    submissions = read_all(IMPORTER, sample_source("reddit_praw_submissions.csv", tmp_path)).posts
    assert submissions["reply_count"].to_list() == [119, 0, 0]


def test_submissions_have_title_and_words_and_crossposts_pass_on(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("reddit_praw_submissions.csv", tmp_path)).posts
    assert posts.select("kind", "post_id", "ref_post_id", "text", "is_deleted").rows() == [
        ("post", "t3_4w0001", None, "Late trams\n\nSee https://lamp-street.example/t", None),
        ("repost", "t3_4w0003", "t3_4w0001", "Late trams", None),
        ("post", "t3_4w0004", None, "Gone", True),
    ]
    assert posts["urls"].to_list() == [["https://lamp-street.example/t"], [], []]


def test_a_submission_that_is_a_link_has_it(tmp_path: Path) -> None:
    table = (
        "id,author,title,selftext,created_utc,subreddit,url\n"
        "4w1,lamp,Look,,1470604000,lamps,https://lamp-street.example/x\n"
    )
    posts = read_all(IMPORTER, written_source(tmp_path, table)).posts
    assert posts["urls"].to_list() == [["https://lamp-street.example/x"]]


def test_the_real_comments_are_read_to_the_last(tmp_path: Path) -> None:
    batch = read_all(IMPORTER, real_source("formats/reddit/ira_comments_praw.csv.gz", tmp_path))
    assert (batch.read, batch.posts.height, batch.rejected) == (REAL, REAL, ())
    assert set(batch.posts["kind"]) == {"reply"}
    assert batch.posts["post_id"].n_unique() == DISTINCT
    assert batch.posts["account_id"].n_unique() == 156
    assert batch.posts["post_id"].str.starts_with("t1_").all()
    assert batch.posts["created_at"].min() == datetime(2014, 3, 6, 9, 25, 12, tzinfo=UTC)


COLUMNS = (
    "fullname",
    "id",
    "author.name",
    "body",
    "created_utc",
    "link_id",
    "parent_id",
    "subreddit.display_name_prefixed",
    "link_author",
    "url",
    "is_self",
)
GOOD = {
    "created_utc": ["1470604422.0"],
    "author.name": ["lamp", "[deleted]", "AutoModerator"],
    "id": ["d1", "d2"],
    "body": ["words", "[removed]"],
    "parent_id": ["t3_4w0001"],
}


@TEN_TABLES
@given(tables(COLUMNS, GOOD))
def test_whatever_the_cells_hold_every_row_is_read_or_named(raw: bytes) -> None:
    check_holds_up(IMPORTER, raw)
