"""Wide rows become posts, profiles and references under the names that their columns have."""

from datetime import UTC, datetime

import polars as pl

from unisono.importers.json_files.wide_posts import NO_ID, NO_TIME, make_posts

WIDE = pl.DataFrame(
    {
        "post_id": ["1", "2", None, "4"],
        "account_id": ["a", "a", "b", "c"],
        "handle": [" ana ", "ana", "", "چ"],
        "created_at": ["2020-01-01T00:00:01Z", "2020-01-03T00:00:01+02:00", "2020-01-03T00:00:00Z", "soon"],
        "text": ["", "words", "x", "y"],
        "hashtags": [["#One", "two"], [], None, None],
        "lang": ["EN", "", None, "pt-BR"],
        "by_bio": ["first", "second", None, None],
        "by_followers": [1, 2, None, None],
        "ref_post_id": [None, "9", None, None],
        "ref_account_id": [None, "z", None, None],
        "ref_text": [None, "original", None, None],
        "source_row": [1, 2, 3, 4],
    }
)


def test_posts_are_tidied_and_rows_without_id_or_time_are_left() -> None:
    made = make_posts(WIDE, platform="place", sha256="abc")
    assert made.posts.select("platform", "post_id", "handle", "text", "hashtags", "lang", "kind").rows() == [
        ("place", "1", "ana", None, ["One", "two"], "en", "post"),
        ("place", "2", "ana", "words", [], None, "post"),
    ]
    assert made.posts["created_at"].to_list()[1] == datetime(2020, 1, 2, 22, 0, 1, tzinfo=UTC)
    assert made.left.rows() == [(3, NO_ID), (4, NO_TIME)]
    assert made.posts["text_complete"].to_list() == [None, True]


def test_profiles_are_dated_by_their_post_and_originals_become_references() -> None:
    made = make_posts(WIDE, platform="place", sha256="abc")
    assert made.accounts.select("account_id", "bio", "followers").rows() == [("a", "first", 1), ("a", "second", 2)]
    assert made.accounts["observed_at"].to_list() == made.posts["created_at"].to_list()
    assert made.references.select("post_id", "account_id", "text", "source_row").rows() == [("9", "z", "original", 2)]


def test_a_format_without_profiles_or_originals_gives_none() -> None:
    made = make_posts(WIDE.select("post_id", "created_at", "source_row"), platform="place", sha256="abc")
    assert (made.posts.height, made.accounts.height, made.references.height) == (2, 0, 0)


def test_originals_of_one_id_on_two_platforms_are_two_references() -> None:
    wide = WIDE.head(2).with_columns(
        pl.Series("platform", ["here", "there"]),
        pl.Series("ref_post_id", ["9", "9"]),
        pl.Series("ref_text", ["said here", "said there"]),
    )
    references = make_posts(wide, platform="place", sha256="abc").references
    assert references.select("platform", "post_id", "text").rows() == [
        ("here", "9", "said here"),
        ("there", "9", "said there"),
    ]
