"""The batches that a search reads are those of the last posts, by their own time; profiles outlive their batches."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from unisono.cases import Case, SourceRecord, create_case
from unisono.model.batches import Batch
from unisono.watch.networks import recent_batches
from unisono.watch.networks.recent_batches import Chosen, RecentBatches, RecentLimits
from unisono.worlds.written import STARTS_AT, read_written_world

HOUR = 3600


def add(case: Case, lines: list[str], number: int) -> None:
    batch = read_written_world(lines)
    # Each batch names its posts anew from the first.
    posts = batch.posts.with_columns(pl.col("post_id") + f"-{number}")
    case.append([Batch(posts=posts, accounts=batch.accounts)], SourceRecord("stream", f"{number:064d}"))


def hour_of_posts(hour: int, posts: int = 60) -> list[str]:
    return [f"{hour * HOUR + minute * 60} ann link{minute}" for minute in range(posts)]


def seen(case: Case, chosen: Chosen) -> pl.DataFrame:
    posts = replace(case, only=chosen.lines).posts()
    return (posts if chosen.since is None else posts.filter(pl.col("created_at") >= chosen.since)).collect()


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return create_case(tmp_path / "case")


def test_a_case_without_posts_has_nothing_to_choose(case: Case) -> None:
    recent = RecentBatches(case.path)
    assert recent.follow() == 0
    assert recent.choose().posts == 0


def test_everything_is_looked_at_while_it_fits(case: Case) -> None:
    recent = RecentBatches(case.path)
    add(case, hour_of_posts(0), 0)
    assert recent.follow() == 60
    assert recent.follow() == 0
    chosen = recent.choose()
    assert (chosen.since, chosen.posts, chosen.reach_s) == (None, 60, 59 * 60)
    assert chosen.until == STARTS_AT + timedelta(minutes=59)


def test_posts_older_than_the_window_are_forgotten_with_their_batches(case: Case) -> None:
    recent = RecentBatches(case.path, RecentLimits(window_s=2 * HOUR))
    for hour in range(6):
        add(case, hour_of_posts(hour), hour)
        recent.follow()
    chosen = recent.choose()
    assert chosen.since == STARTS_AT + timedelta(hours=3, minutes=59)
    assert chosen.posts == 121 == seen(case, chosen).height
    assert len(recent.batches) == 3


def test_the_same_is_chosen_whether_it_was_followed_or_read_at_once(case: Case) -> None:
    limits = RecentLimits(posts=100, window_s=3 * HOUR)
    recent = RecentBatches(case.path, limits)
    for hour in range(70):
        add(case, hour_of_posts(hour, 5), hour)
        recent.follow()
    fresh = RecentBatches(case.path, limits)
    fresh.follow()
    assert fresh.choose() == recent.choose()


def test_no_more_posts_are_looked_at_than_asked_for(case: Case) -> None:
    recent = RecentBatches(case.path, RecentLimits(posts=100))
    for hour in range(4):
        add(case, hour_of_posts(hour), hour)
    recent.follow()
    assert recent.choose(RecentLimits(posts=30, window_s=24 * HOUR)).posts == 30
    chosen = recent.choose(RecentLimits(posts=100, window_s=24 * HOUR))
    assert chosen.posts == 100 == seen(case, chosen).height


def test_posts_that_come_late_are_put_where_they_belong(case: Case) -> None:
    recent = RecentBatches(case.path, RecentLimits(window_s=2 * HOUR))
    add(case, hour_of_posts(5), 0)
    add(case, [f"{4.5 * HOUR:.0f} late news", f"{1 * HOUR} older news"], 1)
    recent.follow()
    chosen = recent.choose()
    assert chosen.posts == 61
    assert "written:late" in set(seen(case, chosen).select(pl.format("{}:{}", "platform", "account_id")).to_series())


def test_a_few_posts_dated_ahead_do_not_end_the_search(case: Case) -> None:
    recent = RecentBatches(case.path, RecentLimits(window_s=2 * HOUR))
    add(case, [f"{second} ann link{second}" for second in range(3000)], 0)
    add(case, [f"{900 * 24 * HOUR} liar news"], 1)
    recent.follow()
    assert recent.choose().posts == 3001


def test_many_posts_of_one_moment_are_looked_at_whole_or_not_at_all(case: Case) -> None:
    recent = RecentBatches(case.path)
    add(case, [f"0 ann{number} news" for number in range(500)] + [f"{9 + n} bob news{n}" for n in range(20)], 0)
    recent.follow()
    assert recent.choose(RecentLimits(posts=100)).posts == 20
    assert recent.choose(RecentLimits(posts=400)).posts == 520


def test_profiles_outlive_the_posts_of_their_batches(case: Case) -> None:
    recent = RecentBatches(case.path, RecentLimits(window_s=HOUR))
    add(case, ['ann is "Automated weather reports. I am a bot."', *hour_of_posts(0)], 0)
    for hour in range(1, 6):
        add(case, hour_of_posts(hour), hour)
    recent.follow()
    chosen = recent.choose()
    bios = replace(case, only=chosen.lines).accounts().collect()["bio"].to_list()
    assert "Automated weather reports. I am a bot." in bios
    assert seen(case, chosen)["created_at"].min() >= STARTS_AT + timedelta(hours=4)


def test_the_profiles_kept_are_bounded(case: Case) -> None:
    recent = RecentBatches(case.path, RecentLimits(window_s=HOUR), most_profiles=3)
    for hour in range(10):
        add(case, [f'ann{hour} is "Here since {hour}."', *hour_of_posts(hour)], hour)
        recent.follow()
    assert sum(line.rows["accounts"] for line in recent.profiles) <= 3
    assert "posts" not in recent.profiles[0].tables


def test_a_post_dated_years_ahead_does_not_hold_its_batch_for_years(case: Case) -> None:
    recent = RecentBatches(case.path, RecentLimits(posts=3000))
    for number in range(12):
        lines = [f"{number * 1500 + second} ann link{second}" for second in range(1500)]
        add(case, [*lines, f"{900 * 24 * HOUR + number} liar news"], number)
        recent.follow()
        assert len(recent.batches) <= 4
    assert recent.choose().posts >= 2990


def test_batches_kept_for_their_profiles_are_bounded_in_number(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recent_batches, "MOST_LINES", 4)
    recent = RecentBatches(case.path, RecentLimits(window_s=HOUR))
    for hour in range(9):
        add(case, [f'ann{hour} is "Here since {hour}."', *hour_of_posts(hour, 5)], hour)
        recent.follow()
    assert [line.segment for line in recent.profiles] == [4, 5, 6, 7]
    assert all(set(line.sha256) == {"accounts"} for line in recent.profiles)
