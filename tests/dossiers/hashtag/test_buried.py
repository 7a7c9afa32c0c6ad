"""A rise under the steady posts of a few is told apart from a plain rise and from busy accounts."""

import numpy as np
import polars as pl

from tests.significance.streams import HOUR, START, steady
from unisono.dossiers.hashtag.buried import describe_buried

HOURS = 720


def card_of(parts: list[tuple[np.ndarray, list[str]]]) -> dict[str, object]:
    hours = np.concatenate([times for times, _ in parts])
    names = np.concatenate([np.array(accounts, dtype=object) for _, accounts in parts])
    order = np.argsort(hours, kind="stable")
    moments = (START + hours[order] * HOUR).astype(np.int64)
    return describe_buried(moments, pl.Series(names[order].tolist(), dtype=pl.String), START // HOUR, HOURS)


def crowd(
    generator: np.random.Generator, times: np.ndarray, people: int, name: str = "person"
) -> tuple[np.ndarray, list[str]]:
    return times, [f"{name}{who}" for who in generator.integers(0, people, times.size)]


def test_a_rise_under_the_steady_posts_of_two_accounts_is_buried() -> None:
    generator = np.random.default_rng(41)
    noise = crowd(generator, steady(generator, 12, 0, HOURS), 2, "steady")
    rise = crowd(generator, steady(generator, 30, 500, 504), 90)
    card = card_of([noise, rise, crowd(generator, steady(generator, 0.1, 0, HOURS), 40)])
    assert card["is_buried"] is True
    assert card["accounts"] == 2
    assert card["p"] <= 0.01  # type: ignore[operator]
    assert "Its rise is buried" in str(card["says"])


def test_a_rise_without_steady_posts_is_not_buried() -> None:
    generator = np.random.default_rng(42)
    rise = crowd(generator, steady(generator, 30, 500, 504), 90)
    card = card_of([rise, crowd(generator, steady(generator, 0.2, 0, HOURS), 60)])
    assert card["is_buried"] is False


def test_a_tag_that_many_use_daily_hides_nothing() -> None:
    generator = np.random.default_rng(43)
    card = card_of(
        [crowd(generator, steady(generator, 20, 0, HOURS), 60), crowd(generator, steady(generator, 40, 500, 504), 90)]
    )
    assert card["is_buried"] is False


def test_steady_accounts_without_a_rise_hide_none() -> None:
    generator = np.random.default_rng(44)
    quiet = 0
    for _ in range(10):
        noise = crowd(generator, steady(generator, 6, 0, HOURS), 2, "steady")
        quiet += card_of([noise, crowd(generator, steady(generator, 0.5, 0, HOURS), 80)])["is_buried"] is False
    assert quiet == 10


def test_few_posts_or_days_say_nothing() -> None:
    generator = np.random.default_rng(45)
    for low, high, rate in ((0, HOURS, 0.02), (0, 48, 10)):
        card = card_of([crowd(generator, steady(generator, rate, low, high), 30)])
        assert card["is_buried"] is None
        assert "cannot say" in str(card["cannot_say"])


def test_posts_that_are_all_steady_cannot_say_what_they_hide() -> None:
    generator = np.random.default_rng(46)
    card = card_of([crowd(generator, steady(generator, 6, 0, HOURS), 1, "steady")])
    assert card["is_buried"] is None
    assert "are by accounts that use it steadily" in str(card["cannot_say"])
