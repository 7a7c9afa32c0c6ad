"""The longest pause is judged as a loop does it; wild pausers stay unremarkable, and broken rhythms do not."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.stats import genpareto

from tests.accounts.sleepers import Town, lone_returners, people
from unisono.accounts.known import KnownAccounts
from unisono.accounts.pauses import FEWEST_PAUSES, LEAST_TAIL, ROUNDS, SHAPES, longest_tails
from unisono.detectors.dormancy import judge_silences

Float64 = NDArray[np.float64]


def judge(rows: list[Float64], blur: float = 1.0) -> Float64:
    """Return the tails of accounts with these pauses, the longest of each taken out."""
    ordered = [np.sort(row) for row in rows]
    owners = np.repeat(np.arange(len(rows)), [len(row) - 1 for row in rows])
    others = np.concatenate([row[:-1] for row in ordered])
    return longest_tails(others, owners, np.array([row[-1] for row in ordered]), blur)


def likeliest_scale(beyond: Float64, shape: float) -> float:
    """Return the scale by trying: a search for the top of the likelihood."""
    found = minimize_scalar(
        lambda log: -genpareto.logpdf(beyond, shape, scale=np.exp(log)).sum(), bounds=(-6, 9), method="bounded"
    )
    return float(np.exp(found.x))


def by_hand(rows: list[Float64]) -> list[float]:
    """Return the same with the distribution of another library, one account and one shape at a time."""
    logs, reached = np.zeros((len(rows), len(SHAPES))), np.zeros((len(rows), len(SHAPES)))
    place = 0
    for account, row in enumerate(rows):
        *others, longest = sorted(row)
        others = sorted(pause + ((place + number) * 0.6180339887498949) % 1.0 for number, pause in enumerate(others))
        place += len(others)
        usual = others[len(others) // 3]
        beyond = [pause - usual for pause in others if pause > usual]
        for column, shape in enumerate(SHAPES):
            scale = likeliest_scale(np.array(beyond), float(shape))
            chance = genpareto.cdf(longest - usual, shape, scale=scale)
            logs[account, column] = genpareto.logpdf(beyond, shape, scale=scale).sum() - len(beyond) * np.log(chance)
            reached[account, column] = 1.0 - chance ** (len(beyond) + 1)
    common = np.full(len(SHAPES), 1 / len(SHAPES))
    likely = np.exp(logs - logs.max(axis=1, keepdims=True))
    for _ in range(ROUNDS):
        shares = [own * common / (own * common).sum() for own in likely]
        common = (np.sum(shares, axis=0) + 1) / (len(rows) + len(SHAPES))
    return [float((own * common * far).sum() / (own * common).sum()) for own, far in zip(likely, reached, strict=True)]


def test_tails_are_those_of_a_loop_with_another_library() -> None:
    rng = np.random.default_rng(1)
    rows = [rng.exponential(2.0, 45) for _ in range(5)] + [rng.pareto(1.0, 60) + 0.3 for _ in range(3)]
    assert judge(rows) == pytest.approx(by_hand(rows), rel=0.1)


def test_with_few_pauses_nothing_is_said() -> None:
    rng = np.random.default_rng(2)
    rows = [rng.exponential(1.0, size) for size in (FEWEST_PAUSES, FEWEST_PAUSES + 1, 5)]
    assert np.isnan(judge(rows)).tolist() == [True, False, True]
    assert np.isnan(longest_tails(np.zeros(0), np.zeros(0, np.int64), np.zeros(2), 1.0)).all()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.floats(0.25, 500.0), min_size=FEWEST_PAUSES + 1, max_size=60), min_size=1, max_size=4),
    st.sampled_from([0.5, 8.0, 86_400.0]),
)
def test_tails_are_chances_whatever_the_pauses_and_their_unit(rows: list[list[float]], unit: float) -> None:
    days = [np.array(row) for row in rows]
    tails = judge(days)
    assert ((tails >= LEAST_TAIL) & (tails <= 1.0)).all()
    assert judge([row * unit for row in days], blur=unit) == pytest.approx(tails, rel=1e-6)


def test_the_longer_a_pause_the_less_usual_it_is() -> None:
    rng = np.random.default_rng(3)
    rows = [rng.exponential(1.0, 50) for _ in range(200)]
    tails = [judge([np.append(rows[0], longest), *rows[1:]])[0] for longest in (8.0, 30.0, 100.0, 300.0)]
    assert tails == sorted(tails, reverse=True)
    assert tails[0] > 0.005
    assert tails[-1] < 1e-4


WILD = {
    "power law 0.7": lambda rng, size: 0.3 * (rng.pareto(0.7, size) + 1),
    "power law 1": lambda rng, size: 0.3 + rng.pareto(1.0, size),
    "power law 1.5": lambda rng, size: 0.5 + rng.pareto(1.5, size),
    "lognormal 1.3": lambda rng, size: rng.lognormal(0.5, 1.3, size),
    "lognormal 2": lambda rng, size: rng.lognormal(-1.0, 2.0, size),
    "holidays": lambda rng, size: np.where(rng.random(size) < 0.02, rng.uniform(7, 40, size), rng.exponential(1, size)),
}


@pytest.mark.parametrize("kind", WILD)
def test_people_who_pause_wildly_are_hardly_ever_taken_for_sleepers(kind: str) -> None:
    rng = np.random.default_rng(4)
    town = Town(rng)
    town.add(np.cumsum(WILD[kind](rng, (1_200, 150)), axis=1))
    silences = town.known().silences
    rates, slept = judge_silences(silences)
    assert (~np.isnan(rates)).sum() >= 800
    # Holidays are a law of their own: beyond daily posts, nearly all alike, they look longer than they are.
    assert np.mean(silences.tail[~np.isnan(rates)] <= 0.01) <= (0.08 if kind == "holidays" else 0.012)
    assert slept.sum() <= 0.001 * len(slept)


def daily_sleepers(town: Town, count: int, silent: float) -> NDArray[np.int64]:
    """Add accounts that post about once a day for 60 to 120 days, are silent, and post daily again for 60."""
    rng, rows = town.rng, np.full((count, 400), np.nan)
    for row in rows:
        before = rng.uniform(60, 120)
        first = rng.uniform(0, town.days - before - silent - 61) + np.cumsum(rng.exponential(1.0, 200))
        first = first[first < first[0] + before]
        back = first[-1] + silent
        again = back + np.cumsum(rng.exponential(1.0, 200))
        moments = np.concatenate([first, [back], again[again < back + 60]])
        row[: len(moments)] = moments
    return town.add(rows)


def test_a_few_daily_posters_who_sleep_for_200_days_are_found_and_hardly_anybody_else() -> None:
    found = others = planted = accounts = 0
    for seed in range(6):
        town = Town(np.random.default_rng(seed))
        people(town, 900, posts=60)
        lone_returners(town, 70)
        slept = {f"here:{number}" for number in daily_sleepers(town, 4, 200.0)}
        known = KnownAccounts(town.posts())
        chosen = set(known.timelines.accounts.filter(judge_silences(known.silences)[1].tolist()))
        found, others, planted = found + len(chosen & slept), others + len(chosen - slept), planted + 4
        accounts += town.count
    assert found >= 0.8 * planted
    assert others <= 0.01 * accounts
