"""Massive episodes: all that were planted are found, at their times, against the right target, and nothing else."""

import itertools
from datetime import timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.detectors.targets.planted_attacks import (
    DAYS,
    START,
    TARGETS,
    Attack,
    attack_rows,
    news_peak,
    ordinary_weeks,
    ten_attacks,
    write_posts,
)
from unisono.detectors.targets.attack_posts import find_attacks
from unisono.detectors.targets.episodes import (
    Episode,
    busy_and_usual,
    find_episodes,
    microseconds,
    waves_of,
    without_strays,
)
from unisono.detectors.targets.settings import AttackSettings
from unisono.significance.baselines import HOUR

SPAN = (START, START + timedelta(days=DAYS))
NET = list(range(2_000, 2_040))


def episodes_in(rows: list[dict[str, object]], chosen: AttackSettings | None = None) -> dict[int, list[Episode]]:
    return find_episodes(find_attacks(write_posts(rows), TARGETS), SPAN, chosen)


@pytest.mark.parametrize("seed", range(3))
def test_ten_planted_massive_episodes_are_all_found_at_their_times_against_the_right_target(seed: int) -> None:
    rng = np.random.default_rng(seed)
    planted = ten_attacks()
    rows = ordinary_weeks(rng)
    for attack in planted:
        rows += attack_rows(rng, attack, NET)
    found = [one for own in episodes_in(rows).values() for one in own if one.is_massive]
    assert len(found) == len(planted)
    for attack, episode in zip(planted, sorted(found, key=lambda one: one.start_at), strict=True):
        assert episode.target == attack.target
        assert abs(episode.start_at - attack.start_at) <= timedelta(hours=1)
        assert abs(episode.end_at - attack.start_at - timedelta(hours=attack.hours)) <= timedelta(hours=1)
        assert attack.posts <= episode.posts <= attack.posts + 3
        assert episode.expected is not None
        assert episode.expected < 0.1 * episode.posts
        assert episode.p is not None
        assert episode.p < 1e-6


@pytest.mark.parametrize("seed", range(3))
def test_ordinary_weeks_have_no_episode_at_all(seed: int) -> None:
    assert not any(episodes_in(ordinary_weeks(np.random.default_rng(seed))).values())


@pytest.mark.parametrize("posts", [900, 4_000])
def test_a_day_of_news_with_a_few_rude_words_is_no_massive_episode(posts: int) -> None:
    rng = np.random.default_rng(4)
    rows = ordinary_weeks(rng) + news_peak(rng, START + timedelta(days=30, hours=9), posts)
    assert not any(one.is_massive for own in episodes_in(rows).values() for one in own)


def test_the_same_number_of_hostile_posts_without_the_news_is_one() -> None:
    rng = np.random.default_rng(5)
    rows = ordinary_weeks(rng) + attack_rows(rng, Attack(0, START + timedelta(days=30, hours=9), 9.0, 200), NET)
    assert [one.is_massive for one in episodes_in(rows)[0]] == [True]


def test_four_hundred_threats_of_one_day_a_year_before_are_found_in_a_year_of_silence() -> None:
    rng = np.random.default_rng(6)
    rows = attack_rows(rng, Attack(2, START, 14.0, 400), NET)
    rows.append({"account": 1, "at": START + timedelta(days=365), "text": "rain again"})
    found = find_episodes(find_attacks(write_posts(rows), TARGETS), (START, START + timedelta(days=365)))[2]
    assert [(one.posts, one.start_at, one.is_massive) for one in found] == [(400, START, True)]


def test_how_massive_is_massive_is_a_setting() -> None:
    rng = np.random.default_rng(7)
    rows = ordinary_weeks(rng) + attack_rows(rng, Attack(1, START + timedelta(days=20), 2.0, 60), NET)
    assert [one.is_massive for one in episodes_in(rows)[1]] == [False]
    assert [one.is_massive for one in episodes_in(rows, AttackSettings(massive_posts=50))[1]] == [True]
    often = AttackSettings(massive_posts=50, times_usual=1e6)
    assert [one.is_massive for one in episodes_in(rows, often)[1]] == [False]


def test_a_case_of_nothing_but_the_attack_does_not_say_what_is_usual() -> None:
    rng = np.random.default_rng(8)
    rows = attack_rows(rng, Attack(0, START, 5.0, 300), NET)
    found = find_episodes(find_attacks(write_posts(rows), TARGETS), (START, START + timedelta(hours=5)))[0]
    assert [(one.expected, one.p, one.is_massive) for one in found] == [(None, None, False)]
    assert found[0].posts == 300


def test_waves_are_parted_by_more_than_an_hour() -> None:
    moments = np.array([0, 10, HOUR + 10, 2 * HOUR + 11, 2 * HOUR + 12], np.int64)
    assert [wave.posts for wave in waves_of(moments)] == [3, 2]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 24 * 20 - 1), max_size=60), st.integers(0, 400))
def test_busy_hours_do_not_overlap_and_what_is_outside_is_counted_as_usual(hours: list[int], burst: int) -> None:
    moments = np.sort(np.array([*(hour * HOUR for hour in hours), *(200 * HOUR + n for n in range(burst))], np.int64))
    busy, usual = busy_and_usual(moments, (0, 24 * 20 * HOUR - 1), AttackSettings())
    assert all(first <= last for first, last in busy)
    assert all(one[1] < two[0] for one, two in itertools.pairwise(busy))
    assert usual.counts.sum() == len(moments)
    assert usual.expected(0, 24 * 20 * HOUR) == pytest.approx(usual.rates.sum())
    assert usual.spread(3.0) > 0


def test_moments_are_counted_from_1970_to_the_microsecond() -> None:
    assert microseconds(START.replace(microsecond=7)) == int(START.timestamp()) * 1_000_000 + 7


def test_posts_of_an_episode_are_its_own_in_time_order() -> None:
    rng = np.random.default_rng(9)
    rows = ordinary_weeks(rng) + attack_rows(rng, Attack(0, START + timedelta(days=10), 3.0, 150), NET)
    attacks = find_attacks(write_posts(rows), TARGETS)
    (episode,) = find_episodes(attacks, SPAN)[0]
    own = attacks.of(0)[episode.attacks]
    assert own.height == episode.posts
    assert own["at"].is_sorted()
    assert own.select(pl.col("at").min(), pl.col("at").max().alias("end")).row(0) == (episode.start_at, episode.end_at)


def test_a_rude_post_an_hour_before_is_not_the_beginning_and_three_are() -> None:
    burst = [10 * HOUR + second * 1_000_000 for second in range(50)]
    assert without_strays(np.array([9 * HOUR, *burst], np.int64), slice(0, 51)) == slice(1, 51)
    three = np.array([9 * HOUR, 9 * HOUR + 1, 9 * HOUR + 2, *burst], np.int64)
    assert without_strays(three, slice(0, 53)) == slice(0, 53)


def test_posts_without_hostile_words_in_the_same_hours_do_not_hide_an_attack_on_somebody_unknown_before() -> None:
    rng = np.random.default_rng(10)
    rows = attack_rows(rng, Attack(0, START + timedelta(days=30), 30.0, 1_400), NET)
    rows += [
        {**row, "text": "Ilva Sorrendo, hm"}
        for row in attack_rows(rng, Attack(0, START + timedelta(days=30), 30.0, 150), NET)
    ]
    rows += [{"account": 1, "at": at, "text": "rain again"} for at in SPAN]
    assert [one.is_massive for one in episodes_in(rows)[0]] == [True]


def test_a_first_day_of_news_about_somebody_unknown_before_is_no_massive_episode() -> None:
    rng = np.random.default_rng(11)
    rows = news_peak(rng, START + timedelta(days=30), 4_000)
    rows += [{"account": 1, "at": at, "text": "rain again"} for at in SPAN]
    assert not any(one.is_massive for one in episodes_in(rows)[0])
