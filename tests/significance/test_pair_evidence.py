"""Evidence for pairs: found when fired together, silent for people with like habits."""

import math
from itertools import combinations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.significance.traces_by_draw import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    SETTINGS,
    START,
    Draw,
    draw_traces,
    encode,
    evidence_of,
    join,
    layer_of,
    one_interest,
    pairs_found,
    traces_of,
)
from unisono.model.findings import EXPECTATION_BASES
from unisono.model.settings import ScanSettings
from unisono.model.tables import TRACES, conform
from unisono.significance.outsiders import outsiders_of
from unisono.significance.pair_evidence import gather_evidence, possible_pairs, usable_windows

ALL_PAIRS_OF_30 = 30 * 29 // 2
SCATTERED = Draw(objects=3000, popularity_power=0.3)


@pytest.mark.parametrize("seed", range(3))
def test_super_fans_of_one_celebrity_are_not_found_and_a_network_fired_by_commands_is(seed: int) -> None:
    random = np.random.default_rng(seed)
    found = pairs_found(join(draw_traces(random, Draw()), _super_fans(random), _fired(random)))
    assert _between(found, "n") == ALL_PAIRS_OF_30
    assert len(found) == ALL_PAIRS_OF_30


@pytest.mark.parametrize("seed", range(3))
def test_the_same_minute_of_every_day_on_daily_objects_is_a_habit(seed: int) -> None:
    random = np.random.default_rng(seed)
    crowd = draw_traces(random, Draw(), known_origins=False)
    found = pairs_found(join(crowd, _daily(random, 60, "d"), _daily(random, 30, "n", minute_of_day=False)), "hashtag")
    assert _between(found, "d") == 0
    assert _between(found, "n") >= 0.95 * ALL_PAIRS_OF_30
    assert len(found) == _between(found, "n")


@pytest.mark.parametrize(
    ("windows", "by_minute", "kept"),
    [
        ((10.0, 60.0, 600.0), False, [10.0, 60.0, 600.0]),
        ((600.0, 10.0, math.inf), False, [10.0, 600.0]),
        ((10.0, 60.0, 600.0), True, [60.0, 600.0]),
        ((10.0, 30.0), True, [60.0]),
        ((math.inf,), True, []),
        ((math.inf,), False, []),
    ],
)
def test_windows_under_a_minute_are_left_out_where_times_are_of_minutes(
    windows: tuple[float, ...], by_minute: bool, kept: list[float]
) -> None:
    acts = layer_of(traces_of("ab", "xx", [START, START], by_minute=by_minute))
    assert usable_windows(acts, ScanSettings(windows=windows)).tolist() == [window * SECOND for window in kept]


def test_a_network_is_found_by_minutes_as_well() -> None:
    random = np.random.default_rng(3)
    traces = join(draw_traces(random, Draw()), _fired(random))
    traces = traces.with_columns(pl.col("at").dt.truncate("1m"), minute_precision=pl.lit(True))
    assert evidence_of(traces).windows.min() == MINUTE
    assert _between(pairs_found(traces), "n") == ALL_PAIRS_OF_30


def test_several_hashtags_of_one_post_count_once() -> None:
    crowd = draw_traces(np.random.default_rng(4), Draw(), known_origins=False)
    together = [
        (f"n{member}", f"t{tag}", START + member * SECOND, f"n{member}") for member in range(4) for tag in range(8)
    ]
    apart = [
        (f"m{member}", f"u{tag}", START + tag * 31 * HOUR + member * SECOND, f"m{member}-{tag}")
        for member in range(4)
        for tag in range(8)
    ]
    names, tags, times, posts = zip(*together, *apart, strict=True)
    traces = pl.concat([crowd, traces_of(names, tags, times, posts=posts)])
    found = pairs_found(traces, "hashtag")
    assert _between(found, "n") == 0
    assert _between(found, "m") == len(found) == 6
    evidence = evidence_of(traces, "hashtag")
    names_of = encode(traces, "hashtag").account_ids.gather(evidence.a).to_list()
    assert {int(met) for met, name in zip(evidence.met[:, 0], names_of, strict=True) if name.startswith("n")} == {1}
    assert {int(met) for met, name in zip(evidence.met[:, 0], names_of, strict=True) if name.startswith("m")} == {8}


def test_the_order_of_rows_does_not_matter() -> None:
    random = np.random.default_rng(5)
    traces = join(draw_traces(random, Draw()), _super_fans(random), _fired(random))
    first, second = evidence_of(traces), evidence_of(traces[random.permutation(traces.height)])
    for name in ("a", "b", "met", "expected", "tails", "combined"):
        np.testing.assert_array_equal(getattr(first, name), getattr(second, name), err_msg=name)
    assert (first.emitted, first.possible, first.exact_up_to) == (second.emitted, second.possible, second.exact_up_to)


def test_met_objects_rise_with_the_window_and_p_values_are_none_above_one() -> None:
    random = np.random.default_rng(6)
    evidence = evidence_of(join(draw_traces(random, Draw()), _fired(random)))
    assert len(evidence.a) >= ALL_PAIRS_OF_30
    assert (evidence.a < evidence.b).all()
    assert (np.diff(evidence.met, axis=1) >= 0).all()
    assert ((evidence.tails > 0.0) & (evidence.tails <= 1.0)).all()
    assert ((evidence.combined > 0.0) & (evidence.combined <= 1.0)).all()
    assert (evidence.expected >= 0.0).all()
    assert evidence.tests == 6
    assert evidence.traces == 5000 + 30 * 15


def test_possible_pairs_are_those_with_a_common_object_at_most() -> None:
    traces = traces_of("abcde", "xxxyy", [START + place * HOUR for place in range(5)])
    assert evidence_of(traces, settings=ScanSettings(min_objects=1)).possible == 3 + 1
    everywhere = traces_of([name for name in "abc" for _ in range(50)], list(range(50)) * 3, range(START, START + 150))
    assert evidence_of(everywhere).possible == 3


def test_a_crowd_on_one_object_makes_no_further_pair_possible_and_two_crowds_do() -> None:
    random = np.random.default_rng(17)
    quiet = draw_traces(random, Draw())
    everybody = quiet["account"].unique().sort().to_list()
    crowds = [traces_of(everybody, [crowd] * len(everybody), [START] * len(everybody)) for crowd in ("one", "other")]
    with_one = evidence_of(join(quiet, crowds[0])).possible
    assert with_one <= evidence_of(quiet, settings=ScanSettings(min_objects=1)).possible
    assert evidence_of(join(quiet, *crowds)).possible > with_one


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4)), max_size=40), st.integers(1, 3))
def test_no_more_pairs_than_possible_have_as_many_common_objects_as_a_pair_needs(
    acts: list[tuple[int, int]], min_objects: int
) -> None:
    objects_of = {account: {thing for who, thing in acts if who == account} for account, _ in acts}
    pairs = combinations(objects_of, 2)
    met = sum(len(objects_of[left] & objects_of[right]) >= min_objects for left, right in pairs)
    traces = traces_of([f"a{who}" for who, _ in acts], [thing for _, thing in acts], range(START, START + len(acts)))
    assert met <= (possible_pairs(layer_of(traces), min_objects) if acts else 0)


def test_over_the_budget_only_the_nearest_acts_are_compared_and_no_window_is_called_exact() -> None:
    random = np.random.default_rng(7)
    traces = join(draw_traces(random, Draw()), _fired(random))
    exact, limited = evidence_of(traces), evidence_of(traces, settings=ScanSettings(emission_budget=0, nearest=30))
    assert exact.exact_up_to > DAY
    assert limited.exact_up_to == -1
    assert limited.emitted < exact.emitted


def test_like_timelines_days_apart_are_evidence_for_reposts_and_for_no_other_layer() -> None:
    random = np.random.default_rng(8)
    traces = join(draw_traces(random, SCATTERED), _like_timelines(random))
    assert _between(pairs_found(traces, "repost"), "n") == 15
    assert evidence_of(traces, "repost").tests == 6
    assert _between(pairs_found(traces, "hashtag"), "n") == 0
    assert (evidence_of(traces, "hashtag").tails[:, -1] == 1.0).all()
    assert evidence_of(traces, "hashtag").tests == 5


@pytest.mark.parametrize(("likes", "others", "tested"), [(8, 0, True), (7, 0, False), (40, 13, True), (40, 14, False)])
def test_timelines_count_at_any_time_only_when_eight_objects_and_six_of_ten_are_common(
    likes: int, others: int, tested: bool
) -> None:
    random = np.random.default_rng(10)
    own = traces_of(
        [f"n{member}" for member in range(6) for _ in range(others)],
        [f"own{member}-{place}" for member in range(6) for place in range(others)],
        [START + place * HOUR for place in range(6 * others)],
    )
    traces = join(draw_traces(random, SCATTERED), _like_timelines(random, likes), own)
    evidence = evidence_of(traces, settings=ScanSettings(windows=(math.inf,)))
    like = evidence.met[:, -1] >= likes
    assert like.sum() == 15
    assert ((evidence.tails[like, -1] < 1.0) == tested).all()


def test_a_network_that_mostly_does_other_things_is_not_explained_by_objects_of_its_own() -> None:
    random = np.random.default_rng(11)
    net = _fired(random).with_columns(origin_at=None, author=None)
    own = traces_of(
        [f"n{member:02}" for member in range(30) for _ in range(60)],
        [f"own{member}-{place}" for member in range(30) for place in range(60)],
        START + random.integers(0, 14 * DAY // SECOND, 1800) * SECOND,
    )
    found = pairs_found(join(draw_traces(random, Draw(), known_origins=False), conform(net, TRACES), own))
    assert _between(found, "n") == len(found) == ALL_PAIRS_OF_30


def test_any_time_is_not_tested_where_it_is_not_asked_for() -> None:
    random = np.random.default_rng(8)
    traces = join(draw_traces(random, SCATTERED), _like_timelines(random))
    evidence = evidence_of(traces, settings=ScanSettings(windows=(60.0, 3600.0)))
    assert evidence.tests == 2
    assert (evidence.tails[:, -1] == 1.0).all()


def test_only_any_time_can_be_asked_for() -> None:
    random = np.random.default_rng(8)
    traces = join(draw_traces(random, SCATTERED), _like_timelines(random))
    evidence = evidence_of(traces, settings=ScanSettings(windows=(math.inf,)))
    assert evidence.windows.tolist() == []
    assert evidence.tests == 1
    assert int((evidence.combined < 1e-12).sum()) == 15


def test_traces_that_nobody_shares_give_no_pair() -> None:
    evidence = evidence_of(traces_of(range(50), range(50), [START] * 50))
    assert len(evidence.a) == len(evidence.combined) == evidence.emitted == evidence.possible == 0
    assert evidence.tails.shape == evidence.expected.shape == (0, 6)


def test_a_pair_must_meet_on_as_many_objects_as_the_settings_ask() -> None:
    random = np.random.default_rng(9)
    traces = join(draw_traces(random, Draw()), _fired(random, commands=6))
    for fewest in (2, 6, 7):
        evidence = evidence_of(traces, settings=ScanSettings(min_objects=fewest, windows=(60.0,)))
        assert (evidence.met[:, 0] >= fewest).all()
        assert (int((evidence.met[:, 0] >= 6).sum()) == ALL_PAIRS_OF_30) is (fewest <= 6)
    assert SETTINGS.min_objects == 2


def _super_fans(random: np.random.Generator, fans: int = 60, posts: int = 80) -> pl.DataFrame:
    """Return fans who repost four of five posts of a celebrity, each within a minute of the post."""
    origins = START + np.sort(random.integers(0, 14 * DAY // SECOND, posts)) * SECOND
    rows = [
        (f"f{fan:02}", f"star{post:02}", origins[post] + int(random.integers(5, 60)) * SECOND, origins[post])
        for fan in range(fans)
        for post in range(posts)
        if random.random() < 0.8
    ]
    names, objects, times, born = zip(*rows, strict=True)
    return traces_of(names, objects, times, origins=born, authors=["star"] * len(rows))


def _fired(random: np.random.Generator, commands: int = 15) -> pl.DataFrame:
    """Return thirty accounts that repost scattered posts within a minute of a command at any hour after the post."""
    commanded = START + random.integers(0, 14 * DAY // SECOND, commands) * SECOND
    origins = commanded - random.integers(HOUR // SECOND, 30 * HOUR // SECOND, commands) * SECOND
    times = np.tile(commanded, (30, 1)) + random.integers(0, 60, (30, commands)) * SECOND
    return traces_of(
        [f"n{member:02}" for member in range(30) for _ in range(commands)],
        [f"c{command:02}" for _ in range(30) for command in range(commands)],
        times.ravel(),
        origins=np.tile(origins, 30),
        authors=[f"w{command}" for _ in range(30) for command in range(commands)],
    )


def _daily(random: np.random.Generator, accounts: int, name: str, *, minute_of_day: bool = True) -> pl.DataFrame:
    """Return accounts that act on a new object every day for thirty days.

    Each at its own minute of the day, many minutes shared by several; or all together, at another moment each day.
    """
    own = START + random.integers(7 * 12, 9 * 12, accounts) * 5 * MINUTE
    moments = START + random.integers(0, DAY // SECOND, 30) * SECOND
    rows = []
    for account in range(accounts):
        for day in range(30):
            moment = (own[account] if minute_of_day else moments[day]) + int(random.integers(0, 60)) * SECOND
            rows.append((f"{name}{account:02}", f"{name}-day{day:02}", moment + day * DAY))
    names, objects, times = zip(*rows, strict=True)
    return traces_of(names, objects, times)


def _like_timelines(random: np.random.Generator, posts: int = 40) -> pl.DataFrame:
    """Return six accounts that repost the same scattered posts, each at a moment of its own."""
    origins = START + np.arange(posts) * HOUR
    times = np.tile(origins, (6, 1)) + random.integers(0, 9 * DAY // SECOND, (6, posts)) * SECOND
    return traces_of(
        [f"n{member}" for member in range(6) for _ in range(posts)],
        [f"like{place}" for _ in range(6) for place in range(posts)],
        times.ravel(),
        origins=np.tile(origins, 6),
        authors=[f"like{place}" for _ in range(6) for place in range(posts)],
    )


def _between(found: set[tuple[str, str]], name: str) -> int:
    """Count the pairs of which both accounts have names that begin so."""
    return sum(a.startswith(name) and b.startswith(name) for a, b in found)


def test_an_expected_number_says_whether_it_was_measured_or_only_assumed() -> None:
    alone = [
        (f"n{member}", f"x{place}", START + place * 7 * HOUR + member * SECOND)
        for place in range(12)
        for member in range(4)
    ]
    own = traces_of(*zip(*alone, strict=True))
    nobody_else = evidence_of(own, "hashtag")
    assert {EXPECTATION_BASES[place] for place in nobody_else.bases[:, 0]} == {"assumed"}
    assert nobody_else.expected[:, 0] == pytest.approx(6.0, abs=0.5)
    # A crowd on other objects says how close people come elsewhere.
    crowd = draw_traces(np.random.default_rng(5), Draw(), known_origins=False)
    encoded = encode(join(crowd, own), "hashtag")
    beside_a_crowd = gather_evidence(
        encoded.layers[0], one_interest(encoded.layers[0]), SETTINGS, outsiders_of(encoded.layers, SETTINGS)[0]
    )
    ours = encoded.account_ids.str.starts_with("n").gather(beside_a_crowd.a)
    found = {EXPECTATION_BASES[place] for place in beside_a_crowd.bases[ours.to_numpy(), 1]}
    assert ours.any()
    assert found == {"borrowed"}
