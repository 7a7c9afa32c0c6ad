"""Evidence without regard to delays: prompt networks are found by what they chose, prompt fans are not."""

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray

from tests.significance.traces_by_draw import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    SETTINGS,
    START,
    Draw,
    draw_traces,
    evidence_of,
    join,
    one_interest,
    traces_of,
)
from unisono.engine.measuring import acts_by_account
from unisono.model.settings import ScanSettings
from unisono.significance.layer_acts import encode_layers
from unisono.significance.outsiders import outsiders_of
from unisono.significance.pair_evidence import ANY_TIME, PairEvidence, gather_evidence
from unisono.significance.untimed import FEWEST_SHARED, LEAST_NEAR, untimed_tail

MEMBERS = 10
SCATTERED = Draw(objects=3000, popularity_power=0.3, authors=900)
WINDOWS = np.array([10 * SECOND, MINUTE, 10 * MINUTE, HOUR, DAY], np.int64)
NEVER = 1.0


def test_a_network_that_always_reposts_a_minute_after_publication_is_found_by_what_it_chose() -> None:
    evidence, inside = _evidence_in_a_crowd(_prompt(np.random.default_rng(1)))
    assert inside.sum() == MEMBERS * (MEMBERS - 1) // 2
    assert np.median(evidence.combined[inside]) < 1e-5
    assert evidence.tails[inside, :-1].min() > np.median(evidence.tails[inside, -1])


def test_fans_who_always_repost_a_few_authors_a_minute_after_publication_are_not() -> None:
    evidence, inside = _evidence_in_a_crowd(_prompt(np.random.default_rng(2), authors=3))
    assert inside.sum() == MEMBERS * (MEMBERS - 1) // 2
    tested = evidence.tails[inside, -1][evidence.tails[inside, -1] < NEVER]
    assert len(tested) > inside.sum() / 2
    assert tested.min() > 1e-2


def test_what_nobody_knows_the_author_of_shows_no_choice() -> None:
    random = np.random.default_rng(3)
    nameless = _prompt(random).with_columns(author=pl.lit(None, pl.String))
    evidence, inside = _evidence_in_a_crowd(nameless)
    assert (evidence.tails[inside, -1] == NEVER).all()
    few = FEWEST_SHARED - 1
    named = pl.col("object").str.slice(1).str.to_integer() < few
    mixed = _prompt(random).with_columns(author=pl.when(named).then("author"))
    evidence, inside = _evidence_in_a_crowd(mixed)
    assert (evidence.met[inside, -1] > few).any()
    assert (evidence.tails[inside, -1] == NEVER).all()


def test_who_shares_as_much_hours_apart_beside_much_else_is_not_tested() -> None:
    evidence, inside = _evidence_in_a_crowd(_prompt(np.random.default_rng(4), apart=20 * HOUR))
    assert (evidence.met[inside, -1] >= FEWEST_SHARED).any()
    assert (evidence.tails[inside, -1] == NEVER).all()


def test_without_a_window_of_ten_minutes_nobody_counts_as_near() -> None:
    traces = join(draw_traces(np.random.default_rng(5), SCATTERED), _prompt(np.random.default_rng(5)))
    evidence = evidence_of(traces, settings=ScanSettings(windows=(86400.0, float("inf"))))
    inside = _inside(evidence, traces)
    assert (evidence.tails[inside, -1] == NEVER).all()


def test_two_members_of_networks_that_were_found_are_not_tested_again_in_a_twin() -> None:
    traces = join(draw_traces(np.random.default_rng(0), SCATTERED), _prompt(np.random.default_rng(1)))
    encoded = encode_layers({"repost": traces})
    acts = encoded.layers[0]
    found = encoded.account_ids.is_in([f"n{member}" for member in range(MEMBERS - 1)]).to_numpy()
    outsiders = outsiders_of(encoded.layers, SETTINGS)[0]
    evidence = gather_evidence(acts, one_interest(acts), SETTINGS, outsiders, in_network=found)
    inside = _inside(evidence, traces)
    both = found[evidence.a] & found[evidence.b]
    assert (evidence.tails[both, -1] == NEVER).all()
    assert (evidence.tails[inside & ~both, -1] < 1e-3).all()


@pytest.mark.parametrize("seed", range(4))
def test_only_pairs_are_tested_that_a_plain_count_of_known_authors_lets_through(seed: int) -> None:
    random = np.random.default_rng(seed)
    accounts, objects = random.integers(0, 6, 260), random.integers(0, 40, 260)
    times = START + objects * DAY + random.integers(0, 25 * MINUTE // SECOND, 260) * SECOND
    authors = [f"w{thing % 9}" if thing % 4 else None for thing in objects]
    traces = traces_of(accounts, objects, times).with_columns(author=pl.Series(authors, dtype=pl.String))
    acts = encode_layers({"repost": traces}).layers[0]
    pairs = [(a, b) for a in range(6) for b in range(a + 1, 6)]
    a, b = np.array(pairs, np.int32).T.copy()
    by_account = acts_by_account(acts.table, acts.posts)
    met = _met_plainly(traces, pairs, every=True)
    tail, _ = untimed_tail(acts, np.zeros(6, np.int64), by_account, WINDOWS, (a, b), met)
    chosen = _met_plainly(traces, pairs, every=False)
    either = np.array([_union(traces, *pair) for pair in pairs])
    alike = (met[:, -1] >= FEWEST_SHARED) & (met[:, -1] >= 0.6 * either)
    tested = alike | (_are_near(met) & _are_near(chosen))
    assert tested.any()
    np.testing.assert_array_equal(tail < NEVER, tested)


def _evidence_in_a_crowd(group: pl.DataFrame) -> tuple[PairEvidence, NDArray[np.bool_]]:
    """Return the evidence with an ordinary crowd beside, and which pairs are of two members: bool (pairs)."""
    traces = join(draw_traces(np.random.default_rng(0), SCATTERED), group)
    evidence = evidence_of(traces)
    return evidence, _inside(evidence, traces)


def _inside(evidence: PairEvidence, traces: pl.DataFrame) -> NDArray[np.bool_]:
    ids = encode_layers({"repost": traces}).account_ids
    left, right = ids.gather(evidence.a), ids.gather(evidence.b)
    return (left.str.starts_with("n") & right.str.starts_with("n")).to_numpy()


def _prompt(random: np.random.Generator, *, authors: int = 900, apart: int = 20 * SECOND) -> pl.DataFrame:
    """Return ten accounts that repost most of 25 posts, each a minute after publication, and as many posts alone."""
    rows = []
    origins = START + np.sort(random.integers(0, 14 * DAY // SECOND, 25)) * SECOND
    for member in range(MEMBERS):
        for post in np.flatnonzero(random.random(25) < 0.8):
            at = int(origins[post]) + MINUTE + int(random.integers(0, apart))
            rows.append((f"n{member}", f"c{post}", at, int(origins[post]), f"w{post * 31 % authors}"))
        for alone in range(20):
            origin = START + int(random.integers(0, 14 * DAY))
            at = origin + MINUTE + int(random.integers(0, apart))
            rows.append((f"n{member}", f"c{100 + member * 20 + alone}", at, origin, f"w{900 + random.integers(900)}"))
    names, objects, times, origin_times, makers = zip(*rows, strict=True)
    return traces_of(names, objects, times, origins=origin_times, authors=makers)


def _met_plainly(traces: pl.DataFrame, pairs: list[tuple[int, int]], *, every: bool) -> NDArray[np.int32]:
    """Count common objects by window with plain loops; not `every`: only those whose author is known."""
    kept = traces if every else traces.filter(pl.col("author").is_not_null())
    times: dict[tuple[str, str], list[int]] = {}
    for account, thing, at in kept.select("account", "object", pl.col("at").dt.epoch("us")).iter_rows():
        times.setdefault((account, thing), []).append(at)
    things = {thing for _, thing in times}
    met = np.zeros((len(pairs), len(WINDOWS) + 1), np.int32)
    for row, pair in enumerate(pairs):
        for thing in things:
            left, right = (times.get((str(account), thing), []) for account in pair)
            gaps = [abs(one - other) for one in left for other in right]
            met[row] += [bool(gaps) and min(gaps) <= window for window in (*WINDOWS, ANY_TIME)]
    return met


def _are_near(met: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Say which pairs share enough and met on enough of it within ten minutes, the third of the windows."""
    return np.array([row[-1] >= FEWEST_SHARED and row[2] >= LEAST_NEAR * row[-1] for row in met])


def _union(traces: pl.DataFrame, a: int, b: int) -> int:
    return traces.filter(pl.col("account").is_in([str(a), str(b)]))["object"].n_unique()
