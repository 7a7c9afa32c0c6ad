"""What stays on top is told by its longest run of days and the ranks it had."""

from datetime import date

import polars as pl

from unisono.dossiers.watchlist.staying import find_stays


def ranks_of(item: str, by_day: dict[int, int], accounts: int = 4) -> pl.DataFrame:
    days = [date(2018, 6, day) for day in by_day]
    return pl.DataFrame({"day": days, "rank": list(by_day.values())}).with_columns(
        pl.lit("hashtag").alias("kind"),
        pl.lit(item).alias("item"),
        pl.lit(f"#{item}").alias("label"),
        pl.lit(accounts).alias("accounts"),
        pl.lit(sum(rank <= 10 for rank in by_day.values())).alias("days_in_top10"),
    )


def test_third_or_fourth_for_days_is_said_so() -> None:
    (stay,) = find_stays(ranks_of("vote", {1: 3, 2: 4, 3: 3, 4: 12, 6: 1}))
    assert stay["says"] == (
        "#vote: third or fourth for 3 days in a row (2018-06-01 to 2018-06-03), and in the top ten on 1 other day"
    )
    assert (stay["days_in_top10"], stay["best_rank"], stay["run_days"]) == (4, 1, 3)


def test_days_apart_are_no_run() -> None:
    (stay,) = find_stays(ranks_of("vote", {1: 3, 3: 4}))
    assert stay["says"] == "#vote: in the top ten on 2 days, never two in a row"


def test_one_day_on_top_is_no_stay() -> None:
    assert find_stays(ranks_of("vote", {1: 3, 2: 11})) == []


def test_what_one_account_alone_uses_comes_after_what_several_do() -> None:
    both = pl.concat([ranks_of("habit", {1: 1, 2: 1, 3: 1}, accounts=1), ranks_of("shared", {1: 2, 2: 2})])
    assert [one["item"] for one in find_stays(both)] == ["shared", "habit"]
