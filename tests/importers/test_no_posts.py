"""That a file holds no post comes first, once, with what it holds; a file with posts is told nothing of it."""

import pytest

from unisono.importers.no_posts import LEFT_OUT, looks_like_no_posts, tell_no_posts
from unisono.importers.problems import Problem

ODD = Problem("odd_dates", 1, "row 7", "Look at the column.")


def left_out(reason: str, rows: int) -> Problem:
    return Problem("rejected_rows", rows, "row 1: …", LEFT_OUT.format(reason=reason))


def test_rows_that_are_no_posts_become_one_problem_before_all_others() -> None:
    given = [ODD, left_out("a like: no post", 2), left_out("a follow: no post", 1)]
    own, *others = tell_no_posts(given, posts=0, profiles=0, deletions=0)
    assert (own.code, own.rows, own.example) == ("no_posts", 3, "a like (2 rows); a follow (1 row)")
    assert own.advice.startswith("The file holds no post.")
    assert "export those of the accounts" in own.advice
    assert others == [ODD]


def test_profiles_and_deletions_are_named_with_what_they_are_good_for() -> None:
    (own,) = tell_no_posts([], posts=0, profiles=2, deletions=1)
    assert own.example == "2 profiles; 1 notice of a deletion"
    assert "into the case of their posts" in own.advice
    assert "into the case of those posts" in own.advice


def test_with_posts_or_with_nothing_at_all_the_problems_stay_as_they_were() -> None:
    given = [ODD, left_out("a like: no post", 2)]
    assert tell_no_posts(given, posts=1, profiles=0, deletions=0) == given
    unread = [left_out("time cannot be read", 4)]
    assert tell_no_posts(unread, posts=0, profiles=0, deletions=0) == unread


def test_that_a_file_is_refused_comes_first() -> None:
    refused = Problem("refused", 0, "a.csv", "a.csv has no time column.")
    assert tell_no_posts([ODD, refused], posts=0, profiles=0, deletions=0) == [refused, ODD]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (("Follower", "Followee"), "follows"),
        (("source", "target"), "follows"),
        (("user_id", "tweet_id", "liked_at"), "likes"),
        (("id", "text"), None),
    ],
)
def test_tables_without_posts_are_known_by_their_columns(columns: tuple[str, ...], said: str | None) -> None:
    held = looks_like_no_posts(columns, has_time=False, has_profile=False)
    assert (held is None) if said is None else (held is not None and said in held)


def test_a_table_of_edges_with_a_time_is_not_taken_for_follows() -> None:
    assert looks_like_no_posts(("source", "target"), has_time=True, has_profile=False) is None
    assert looks_like_no_posts(("id", "name"), has_time=True, has_profile=True) == "a table of profiles"
