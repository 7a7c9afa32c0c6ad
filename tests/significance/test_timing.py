"""Null B: delays and times of day of independent actors, by hand and on their own null."""

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.significance.traces_by_draw import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    START,
    layer_of,
    randomised,
    too_small,
    traces_of,
)
from unisono.engine.measuring import acts_by_account, count_meetings
from unisono.engine.timing_tails import timing_tails
from unisono.significance.layer_acts import LayerActs
from unisono.significance.timing import (
    DELAY_BINS,
    delay_bins,
    meeting_chances,
    object_profiles,
    profile_chances,
    speed_classes,
)

PAIRS, SHARED = 300, 12


@pytest.mark.parametrize("window", [MINUTE, 10 * MINUTE, HOUR])
@pytest.mark.parametrize("seed", range(2))
def test_p_values_of_two_actors_that_draw_their_own_delays_are_not_too_small(seed: int, window: int) -> None:
    random = np.random.default_rng(seed)
    acts = _draw_pairs(random, with_delays=True)
    assert too_small(_p_values(acts, window, random)) > 1e-3


@pytest.mark.parametrize("window", [MINUTE, 10 * MINUTE, HOUR])
@pytest.mark.parametrize("seed", range(2))
def test_p_values_of_two_actors_that_draw_their_own_times_of_day_are_not_too_small(seed: int, window: int) -> None:
    random = np.random.default_rng(seed)
    acts = _draw_pairs(random, with_delays=False)
    assert too_small(_p_values(acts, window, random)) > 1e-3


@pytest.mark.parametrize("with_delays", [True, False])
def test_actors_that_draw_their_moments_together_would_be_noticed(with_delays: bool) -> None:
    random = np.random.default_rng(5)
    acts = _draw_pairs(random, with_delays=with_delays, together=True)
    assert too_small(_p_values(acts, MINUTE, random)) < 1e-30


def test_delays_fall_into_two_bins_an_octave() -> None:
    seconds = np.array([-5, 0, 1, 3, 7, 63, 10**9])
    assert delay_bins(seconds * SECOND).tolist() == [0, 0, 2, 4, 6, 12, DELAY_BINS - 1]


def test_own_delays_meet_as_often_as_drawn_ones() -> None:
    random = np.random.default_rng(3)
    origins = START + np.arange(3000) * HOUR
    delays = random.lognormal(np.log([[600.0], [2400.0]]), 0.8, (2, 3000)).astype(np.int64) * SECOND
    traces = traces_of(
        [name for name in "ab" for _ in range(3000)],
        np.tile(np.arange(3000), 2),
        (origins + delays).ravel(),
        origins=np.tile(origins, 2),
    )
    windows = np.array([MINUTE, 10 * MINUTE, HOUR], np.int64)
    chances = meeting_chances(layer_of(traces), windows, np.zeros(2, np.bool_), np.array([0, 1], np.int32))
    for column, window in enumerate(windows):
        by_delay = float(chances.delay_shares[0] @ chances.delay_reach[column, 1])
        drawn = (np.abs(delays[0] - random.permutation(delays[1])) <= window).mean()
        assert by_delay == pytest.approx(drawn, abs=0.02), window
    np.testing.assert_allclose(chances.delay_shares.sum(axis=1), 1.0, rtol=1e-5)


def test_rhythms_are_cumulative_shares_of_the_day_and_lean_on_everyone() -> None:
    moments = [START + day * DAY + 12 * HOUR for day in range(50)] + [
        START + place * 15 * MINUTE for place in range(96)
    ]
    acts = layer_of(traces_of(["a"] * 50 + ["b"] * 96, range(146), moments))
    rhythm = meeting_chances(acts, np.array([HOUR]), np.zeros(2, np.bool_), np.array([0, 1], np.int32)).rhythm
    assert rhythm.shape == (2, 97)
    np.testing.assert_allclose(rhythm[:, -1], 1.0, rtol=1e-5)
    assert rhythm[0, 49] - rhythm[0, 48] > 0.9
    assert (np.diff(rhythm, axis=1) > 0.0).all()


def test_only_candidates_have_a_row() -> None:
    acts = layer_of(traces_of("abcd", "xxxx", [START] * 4, origins=[START - HOUR] * 4))
    chances = meeting_chances(acts, np.array([HOUR]), np.zeros(4, np.bool_), np.array([1, 3], np.int32))
    assert chances.row_of.tolist() == [-1, 0, -1, 1]
    assert len(chances.rhythm) == len(chances.delay_shares) == chances.delay_reach.shape[1] == 2


@pytest.mark.parametrize(("accounts", "classes"), [(150, 1), (399, 1), (400, 2), (1650, 8), (5000, 8)])
def test_each_class_of_speed_holds_two_hundred_accounts(accounts: int, classes: int) -> None:
    random = np.random.default_rng(accounts)
    numbers = np.repeat(np.arange(accounts, dtype=np.int32), 3)
    bins = random.integers(0, DELAY_BINS, len(numbers))
    speed = speed_classes(numbers, bins, accounts)
    sizes = np.bincount(speed)
    assert len(sizes) == classes
    assert classes == 1 or sizes.min() >= 200
    mean = bins.reshape(-1, 3).mean(axis=1)
    for slower in range(1, classes):
        assert mean[speed == slower - 1].max() <= mean[speed == slower].min()


def test_an_object_of_many_actors_has_the_chance_of_its_own_pairs() -> None:
    random = np.random.default_rng(9)
    moments = START + random.integers(0, DAY, 400)
    acts = layer_of(traces_of(range(400), ["x"] * 400, moments))
    windows = np.array([MINUTE, HOUR, DAY], np.int64)
    gaps = np.abs(moments[:, None] - moments[None, :])[np.triu_indices(400, 1)]
    expected = [(gaps <= window).mean() for window in windows]
    np.testing.assert_allclose(profile_chances(acts, windows, np.zeros(400, np.bool_))[0], expected, rtol=0.05)


def test_one_crowd_that_acts_in_one_minute_is_not_the_pace_of_everybody() -> None:
    mob = [
        (f"m{member}", f"mob{call}", START + call * DAY + member * SECOND) for call in range(2) for member in range(90)
    ]
    copied = [("a", "x", START), ("b", "x", START + SECOND)]
    accounts, objects, times = zip(*mob, *copied, strict=True)
    acts = layer_of(traces_of(accounts, objects, times))
    window = np.array([2 * MINUTE], np.int64)
    suspects = np.zeros(acts.table.account_count, np.bool_)
    suspects[:2] = True
    of_x, of_mob = acts.object_ids.index_of("x"), acts.object_ids.index_of("mob0")
    chances = profile_chances(acts, window, suspects, np.array([0.03]))
    assert chances[of_x, 0] < 0.25
    assert chances[of_mob, 0] > 0.9


def test_a_layer_without_others_takes_the_pace_of_the_rest() -> None:
    acts = layer_of(traces_of(["a", "b"], ["x"] * 2, [START] * 2))
    window = np.array([MINUTE], np.int64)
    assert profile_chances(acts, window, np.ones(2, np.bool_), np.array([0.03]))[0, 0] == pytest.approx(0.03)


def test_repeated_acts_of_one_account_count_once_in_a_profile() -> None:
    often = traces_of(
        ["a"] * 50 + ["b"], ["x"] * 51, [START + place * SECOND for place in range(50)] + [START + 2 * DAY]
    )
    once = traces_of(["a", "b"], ["x"] * 2, [START, START + 2 * DAY])
    windows = np.array([MINUTE, DAY], np.int64)
    nobody = np.zeros(2, np.bool_)
    found, wanted = (profile_chances(layer_of(traces), windows, nobody) for traces in (often, once))
    np.testing.assert_array_equal(found, wanted)


def test_an_object_that_only_suspects_touched_borrows_the_chance_of_others() -> None:
    net = [(f"n{member}", "n", START + member * SECOND) for member in range(40)]
    crowd = [(f"c{place}-{actor}", f"o{place}", START + actor * 5 * HOUR) for place in range(60) for actor in range(10)]
    accounts, objects, times = zip(*net, *crowd, strict=True)
    acts = layer_of(traces_of(accounts, objects, times))
    suspects = np.zeros(acts.table.account_count, np.bool_)
    suspects[acts.table.accounts[: acts.table.object_start[1]]] = True
    assert suspects.sum() == 40
    window = np.array([MINUTE], np.int64)
    assert profile_chances(acts, window, np.zeros_like(suspects))[0, 0] > 0.8
    assert profile_chances(acts, window, suspects)[0, 0] < 0.05


def test_a_chance_says_how_much_of_it_others_showed_on_the_object_itself() -> None:
    crowd = [(f"c{place}-{actor}", f"o{place}", START + actor * 5 * HOUR) for place in range(60) for actor in range(24)]
    alone = [("a", "x", START), ("b", "x", START + SECOND)]
    accounts, objects, times = zip(*alone, *crowd, strict=True)
    acts = layer_of(traces_of(accounts, objects, times))
    window = np.array([MINUTE], np.int64)
    suspects = np.zeros(acts.table.account_count, np.bool_)
    suspects[:2] = True
    of_x, of_crowd = acts.object_ids.index_of("x"), acts.object_ids.index_of("o7")
    profiles = object_profiles(acts, window, suspects)
    assert profiles.borrowed[of_x] > 0.95
    assert profiles.borrowed[of_x] + profiles.assumed[of_x] == pytest.approx(1.0)
    assert profiles.borrowed[of_crowd] + profiles.assumed[of_crowd] == pytest.approx(8 / 32)
    # Where nobody else acts on anything, all of it is assumed, and it is one half.
    only = object_profiles(layer_of(traces_of(["a", "b"], ["x"] * 2, [START] * 2)), window, np.ones(2, np.bool_))
    assert (only.chances[0, 0], only.borrowed[0], only.assumed[0]) == (0.5, 0.0, 1.0)


def _draw_pairs(random: np.random.Generator, *, with_delays: bool, together: bool = False) -> LayerActs:
    """Draw pairs of accounts that share twelve objects each, which four others act on too, all independently.

    With delays: every account has its own usual delay after the object's origin; else its own time of day.
    """
    accounts = 2 * PAIRS
    delay = random.uniform(np.log(600), np.log(6 * 3600), accounts)
    time_of_day = random.uniform(0, DAY, accounts)
    rows: list[tuple[str, str, int, int]] = []
    for pair in range(PAIRS):
        for place in range(SHARED):
            born = START + (int(random.integers(0, 60 * DAY)) if with_delays else int(random.integers(0, 60)) * DAY)
            strangers = [one for one in random.choice(accounts, 4, replace=False) if one % PAIRS != pair]
            for actor in (pair, pair + PAIRS, *strangers):
                if with_delays:
                    moment = born + int(np.exp(delay[actor] + random.normal())) * SECOND
                else:
                    moment = born + int((time_of_day[actor] + random.normal(0, 2 * HOUR)) % DAY)
                if together and actor == pair + PAIRS:
                    moment = rows[-1][2] + SECOND
                rows.append((f"a{actor:04}", f"o{pair}-{place}", moment, born))
    names, objects, times, origins = zip(*rows, strict=True)
    return layer_of(traces_of(names, objects, times, origins=origins if with_delays else None))


def _p_values(acts: LayerActs, window: int, random: np.random.Generator) -> NDArray[np.float64]:
    """Return the randomised p-value of each planted pair."""
    a = np.arange(PAIRS, dtype=np.int32)
    b, windows = a + PAIRS, np.array([window], np.int64)
    everyone = np.arange(2 * PAIRS, dtype=np.int32)
    chances = meeting_chances(acts, windows, np.zeros(2 * PAIRS, np.bool_), everyone)
    own, wanted = acts_by_account(acts.table), np.ones((PAIRS, 1), np.bool_)
    met = count_meetings(own, a, b, windows)[:, :1].copy()
    tail, _, _ = timing_tails(own, a, b, met, windows, chances, wanted)
    tail_above, _, _ = timing_tails(own, a, b, met + 1, windows, chances, wanted)
    return randomised(tail[:, 0], tail_above[:, 0], random)
