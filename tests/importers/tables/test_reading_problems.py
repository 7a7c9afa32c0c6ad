"""What a reading noticed is said in words, with what to type."""

from unisono.importers.tables.mapped_rows import Tally
from unisono.importers.tables.reading_problems import describe_tally


def test_each_thing_noticed_is_a_problem_with_its_rows() -> None:
    tally = Tally(10, 4, 3, 2, 1, {"without_zone": "2020-05-04 12:00", "derived_ids": "row-1 for the post by ann"}, 5)
    problems = describe_tally(tally, zone=None)
    assert [(problem.code, problem.rows) for problem in problems] == [
        ("no_time_zone", 4),
        ("zone_letters", 5),
        ("changed_clocks", 3),
        ("derived_post_ids", 2),
        ("repeated_rows", 1),
    ]
    assert problems[0].example == "2020-05-04 12:00"
    assert problems[3].example == "row-1 for the post by ann"
    assert "--tz" in problems[0].advice


def test_a_zone_that_was_given_is_no_assumption() -> None:
    assert describe_tally(Tally(without_zone=4), zone="Europe/Madrid") == ()


def test_nothing_noticed_is_no_problem() -> None:
    assert describe_tally(Tally(rows=10), zone=None) == ()


def test_ids_that_were_dropped_are_said_with_what_stands_for_them() -> None:
    (problem,) = describe_tally(Tally(damaged={"account_id": (3, "9.0072E+17")}))
    assert (problem.code, problem.rows, problem.example) == ("damaged_account_id", 3, "9.0072E+17")
    assert "the handle stands for the account" in problem.advice


def test_day_numbers_of_a_spreadsheet_are_said_with_the_first() -> None:
    (problem,) = describe_tally(Tally(spreadsheet_days=2, examples={"spreadsheet_days": "45361.5"}))
    assert (problem.code, problem.rows, problem.example) == ("spreadsheet_days", 2, "45361.5")
