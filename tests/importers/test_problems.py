"""Damaged ids, shifted times and broken characters are found, and sound files are left in peace."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importers.tweet_builders import post_id
from unisono.importers.problems import (
    Problem,
    find_id_problems,
    find_problems,
    mark_damaged_ids,
    merge_problems,
    shorten,
)
from unisono.model.tables import POSTS, conform

START = datetime(2018, 6, 1, 12, 0, tzinfo=UTC)


def posts_table(ids: list[str], times: list[datetime | None], **columns: object) -> pl.DataFrame:
    table = {
        "platform": ["twitter"] * len(ids),
        "post_id": ids,
        "created_at": times,
        "source_row": range(1, len(ids) + 1),
    }
    plain = {"account_id": ["7"] * len(ids), "created_at_precision": ["second"] * len(ids)}
    return conform(pl.DataFrame({**table, **plain, **columns}), POSTS)


def codes(posts: pl.DataFrame) -> list[str]:
    return [problem.code for problem in find_problems(posts)]


@pytest.mark.parametrize("damaged", ["1.23E+18", "9,06E+17", "1e+18", "1002580529771446272.0", "12."])
def test_numbers_made_of_ids_are_damaged(damaged: str) -> None:
    assert mark_damaged_ids(pl.Series([damaged, "1002580529771446272", None])).to_list() == [True, False, False]


@pytest.mark.parametrize("sound", ["1234e567", "9e17", "12e+18", "1e+1", "3e5.0"])
def test_ids_that_only_look_like_numbers_are_sound(sound: str) -> None:
    assert not mark_damaged_ids(pl.Series([sound])).any()


def test_a_mass_of_rounded_ids_is_damaged_and_a_single_round_one_is_not() -> None:
    sound = [post_id(START + timedelta(seconds=n), 1 + n) for n in range(200)]
    sound = [one for one in sound if not one.endswith("000")]
    assert not mark_damaged_ids(pl.Series([*sound, "1002580529771446000"])).any()
    rounded = [one[:-3] + "000" for one in sound]
    assert mark_damaged_ids(pl.Series(rounded)).all()


def test_ids_that_end_in_zeros_by_chance_are_no_mass() -> None:
    sound = [str((1_002_580_529_000 + 7 * n) << 22) for n in range(2000)]
    round_ones = [one for one in sound if one.endswith("000")]
    others = [one for one in sound if not one.endswith("000")]
    assert len(round_ones) >= 10
    assert not mark_damaged_ids(pl.Series(sound)).any()
    assert not mark_damaged_ids(pl.Series([*others[:93], *round_ones[:3]])).any()
    assert mark_damaged_ids(pl.Series([*others[:3], *round_ones[:3]])).sum() == 3
    assert mark_damaged_ids(pl.Series([*others[:80], *(one[:-3] + "000" for one in others[80:100])])).sum() == 20


def test_one_popular_round_id_is_no_mass() -> None:
    ids = pl.Series(["1002580529771446000"] * 50 + [post_id(START + timedelta(seconds=n), n) for n in range(40)])
    assert find_id_problems(ids, "ref_post_id") == []


def test_times_four_hours_early_are_a_time_zone_error_with_advice() -> None:
    ids = [post_id(START + timedelta(seconds=n)) for n in range(5)]
    posts = posts_table(ids, [START + timedelta(seconds=n, hours=-4) for n in range(5)])
    [problem] = find_problems(posts)
    assert (problem.code, problem.rows) == ("time_zone_shift", 5)
    assert "4 h earlier" in problem.advice
    assert "--tz" in problem.advice


def test_half_hour_zones_are_recognised_and_other_differences_are_not_zones() -> None:
    ids = [post_id(START), post_id(START)]
    found = find_problems(posts_table(ids, [START + timedelta(hours=5.5), START + timedelta(days=3, seconds=777)]))
    assert [problem.code for problem in found] == ["time_zone_shift", "time_does_not_fit_id"]
    assert "5.5 h later" in found[0].advice


def test_times_that_fit_are_no_problem_even_to_the_minute() -> None:
    ids = [post_id(START + timedelta(seconds=59))]
    assert codes(posts_table(ids, [START], created_at_precision=["minute"])) == []
    assert codes(posts_table(ids, [START - timedelta(hours=11)], created_at_precision=["day"])) == []


def test_other_platforms_are_not_checked_for_the_clock_of_x() -> None:
    assert codes(posts_table([post_id(START)], [START - timedelta(days=9)], platform=["reddit"])) == []


@pytest.mark.parametrize(
    ("text", "is_broken"),
    [
        ("cafÃ©", True),
        ("donâ€™t", True),
        ("Ð¿Ñ\u0080Ð¸Ð²ÐµÑ\u0082", True),
        ("São Tomé, Ângela, ÃO", False),
        ("привет", False),
    ],
)
def test_broken_characters_are_found(text: str, is_broken: bool) -> None:
    assert codes(posts_table(["5"], [START], text=[text])) == (["broken_characters"] if is_broken else [])


def test_missing_authors_times_and_shared_ids_are_told() -> None:
    posts = posts_table(["5", "5", "6"], [START, START, None], account_id=["1", "2", None])
    assert codes(posts) == ["post_id_used_twice", "no_account_id", "no_created_at"]


def test_authors_that_a_program_has_named_nothing_are_told_with_a_row() -> None:
    posts = posts_table(["5", "6", "7", "8"], [START] * 4, account_id=["nan", "None", "nancy", "nobody_at_all"])
    [problem] = find_problems(posts)
    assert (problem.code, problem.rows) == ("author_named_nothing", 2)
    assert problem.example == "row 1: post 5 by nan"
    assert "empty these cells" in problem.advice


def test_problems_of_pieces_add_up_and_keep_the_first_example() -> None:
    found = merge_problems(
        [Problem("a", 2, "first", "do"), Problem("b", 1, "x", "do"), Problem("a", 3, "second", "do")]
    )
    assert found == [Problem("a", 5, "first", "do"), Problem("b", 1, "x", "do")]


@given(st.text(max_size=600))
def test_examples_fit_on_a_line(text: str) -> None:
    assert len(shorten(text)) <= 200
    assert "\n" not in shorten(text)


@given(st.lists(st.none() | st.text(max_size=25), max_size=20))
def test_no_ids_break_the_checks(ids: list[str | None]) -> None:
    series = pl.Series(ids, dtype=pl.String)
    assert len(mark_damaged_ids(series)) == len(ids)


def test_dates_absurdly_far_are_reported_and_others_are_not() -> None:
    days = [datetime(year, 6, 1, tzinfo=UTC) for year in (1970, 1991, 2099, 2199)]
    found = [
        problem for problem in find_problems(posts_table(["1", "2", "3", "4"], days)) if problem.code == "odd_dates"
    ]
    assert [problem.rows for problem in found] == [2]
    assert "post 1 at 1970-06-01T00:00:00Z" in found[0].example


def test_posts_with_lost_characters_are_counted_with_an_example() -> None:
    posts = posts_table(["5", "6", "7"], [START] * 3, text=["sound", "caf\ufffd", None], handle=["a", "b", "c\ufffd"])
    (problem,) = [found for found in find_problems(posts) if found.code == "lost_characters"]
    assert (problem.rows, problem.example) == (2, "caf\ufffd")
    assert "--encoding NAME" in problem.advice
