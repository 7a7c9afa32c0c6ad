"""Percentiles: by a loop over all accounts, among the right ones, without the account itself, never among few."""

from collections import defaultdict

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.accounts.percentiles import (
    LEAST_COMPARED,
    MOST_STEPS,
    Reference,
    Sketch,
    condense,
    mid_ranks,
    reference_of,
)
from unisono.accounts.signals.measuring import SignalTable
from unisono.accounts.signals.strata import STRATA


def table_of(values: list[float], strata: list[tuple[str | None, str | None, int, int]]) -> SignalTable:
    """Return a table of one signal, repost_share; NaN cannot be said."""
    accounts = pl.Series([f"here:{number:05}" for number in range(len(values))], dtype=pl.String)
    held = np.array(values, np.float64)
    n = np.where(np.isnan(held), 3, 30)
    known = pl.DataFrame(strata, schema=STRATA, orient="row")
    return SignalTable(accounts, {"repost_share": held}, {"repost_share": n}, known)


def with_a_value(table: SignalTable) -> dict[tuple[object, ...], list[int]]:
    """Return the places of the accounts with a value by each beginning of their stratum, from none of it to all."""
    values = table.values["repost_share"]
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, row in enumerate(table.strata.rows()):
        for depth in range(5 if not np.isnan(values[place]) else 0):
            groups[row[:depth]].append(place)
    return groups


def by_loop(table: SignalTable, groups: dict[tuple[object, ...], list[int]], place: int) -> tuple[float, int]:
    """Return percentile and number of others: the narrowest group of at least 200 others with a value."""
    values, stratum = table.values["repost_share"].tolist(), table.strata.row(place)
    for depth in (4, 3, 2, 1, 0):
        others = [values[other] for other in groups[stratum[:depth]] if other != place]
        if len(others) >= LEAST_COMPARED:
            less = sum(other < values[place] for other in others)
            same = sum(other == values[place] for other in others)
            return 100 * (less + same / 2) / len(others), len(others)
    return float("nan"), 0


@pytest.mark.parametrize("seed", range(4))
def test_percentiles_are_those_of_a_loop_over_the_narrowest_group_that_is_large_enough(seed: int) -> None:
    rng = np.random.default_rng(seed)
    count = 1_300
    strata = [
        (
            str(rng.choice(["x", "y", "z"], p=[0.7, 0.2, 0.1])),
            [None, "en", "tr"][int(rng.choice(3, p=[0.2, 0.6, 0.2]))],
            int(rng.choice([2016, 2017])),
            int(rng.choice([1, 2])),
        )
        for _ in range(count)
    ]
    values = np.round(rng.random(count), 2)
    values[rng.random(count) < 0.2] = np.nan
    table = table_of(values.tolist(), strata)
    reference = reference_of(table)
    compared = reference.compare(table)["repost_share"]
    assert len(set(compared.n)) > 4
    groups = with_a_value(table)
    for place in range(count):
        standing = reference.standing(table, place, "repost_share")
        if np.isnan(values[place]):
            assert standing is None and np.isnan(compared.percentiles[place])
            continue
        percentile, others = by_loop(table, groups, place)
        assert compared.percentiles[place] == pytest.approx(percentile)
        assert compared.n[place] == others
        assert standing is not None
        assert (standing.percentile, standing.n) == (pytest.approx(percentile), others)
        assert standing.group == reference.groups[compared.groups[place]]
    assert reference.percentiles(table)["repost_share"] == pytest.approx(compared.percentiles, nan_ok=True)


def test_two_hundred_others_are_enough_and_fewer_are_not() -> None:
    stratum = ("x", "en", 2016, 1)
    values = np.arange(201.0).tolist()
    assert reference_of(table_of(values, [stratum] * 201)).percentiles(table_of(values, [stratum] * 201))[
        "repost_share"
    ][[0, 100, 200]].tolist() == [0.0, 50.0, 100.0]
    fewer = table_of(values[:200], [stratum] * 200)
    assert np.isnan(reference_of(fewer).percentiles(fewer)["repost_share"]).all()
    assert reference_of(fewer).standing(fewer, 3, "repost_share") is None


def test_an_account_is_left_out_of_what_it_is_compared_with() -> None:
    table = table_of([5.0] * 300 + [9.0], [("x", "en", 2016, 1)] * 301)
    percentiles = reference_of(table).percentiles(table)["repost_share"]
    assert percentiles[300] == 100.0
    assert percentiles[0] == pytest.approx(100 * (299 / 2) / 300)


def test_accounts_of_no_known_language_are_compared_with_each_other_first() -> None:
    unknown, english = [("x", None, 2016, 1)] * 250, [("x", "en", 2016, 1)] * 250
    table = table_of([float(n) for n in range(500)], unknown + english)
    reference = reference_of(table)
    standing = reference.standing(table, 249, "repost_share")
    assert standing is not None
    assert (standing.percentile, standing.n) == (100.0, 249)
    assert reference.describes(standing.group) == "x, no known language, 2016 Q1, in this case"


def test_groups_are_told_in_words() -> None:
    reference = Reference({}, is_own=False, source="in usual.json")
    assert reference.describes(("x", "en", 2016, 3)) == "x, language en, 2016 Q3, in usual.json"
    assert reference.describes(("x", "en", 2016, None)) == "x, language en, 2016, in usual.json"
    assert reference.describes(("x", None, None, None)) == "x, in usual.json"
    assert reference.describes((None, None, None, None)) == "all platforms, in usual.json"


def test_a_reference_from_elsewhere_leaves_nobody_out_and_widens_where_it_has_no_such_group() -> None:
    source = table_of(np.arange(400.0).tolist(), [("x", "en", 2016, 1)] * 400)
    elsewhere = Reference(reference_of(source).sketches, is_own=False, source="elsewhere")
    table = table_of([399.0, 200.0, -1.0], [("x", "en", 2016, 1), ("x", "en", 2019, 4), ("y", "tr", 2019, 4)])
    compared = elsewhere.compare(table)["repost_share"]
    assert compared.percentiles.tolist() == [99.875, 50.125, 0.0]
    assert [elsewhere.groups[group] for group in compared.groups] == [
        ("x", "en", 2016, 1),
        ("x", "en", None, None),
        (None, None, None, None),
    ]


def test_a_table_without_strata_is_compared_as_a_whole() -> None:
    accounts = pl.Series([f"here:{number:05}" for number in range(300)])
    values = np.arange(300.0)
    table = SignalTable(accounts, {"repost_share": values}, {"repost_share": np.full(300, 30)})
    assert reference_of(table).percentiles(table)["repost_share"][[0, 299]].tolist() == [0.0, 100.0]
    given_strata = pl.DataFrame([("x", "en", 2016, 1)] * 300, schema=STRATA, orient="row")
    assert ("x", "en", 2016, 1) in reference_of(table, given_strata).groups


def test_dates_are_not_compared() -> None:
    table = SignalTable(
        pl.Series([f"here:{number:05}" for number in range(300)]),
        {"woke_at": np.arange(300.0)},
        {"woke_at": np.full(300, 30)},
    )
    assert reference_of(table).percentiles(table) == {}
    assert reference_of(table).standing(table, 3, "woke_at") is None


@given(st.lists(st.integers(0, 30), min_size=200, max_size=260), st.integers(-2, 32))
def test_ranks_count_ties_half(values: list[int], asked: int) -> None:
    sketch = Sketch(np.sort(np.array(values, np.float64)), len(values))
    expected = 100 * (sum(v < asked for v in values) + sum(v == asked for v in values) / 2) / len(values)
    assert mid_ranks(sketch, np.array([float(asked)]))[0] == pytest.approx(expected)


def test_a_condensed_sketch_gives_the_same_percentiles_to_a_tenth() -> None:
    rng = np.random.default_rng(1)
    values = np.sort(np.concatenate([rng.lognormal(0, 2, 30_000), np.zeros(9_000)]))
    whole = Sketch(values, len(values))
    small = condense(whole)
    assert (len(small.values), small.n) == (MOST_STEPS, len(values))
    asked = np.concatenate([[0.0], np.quantile(values, np.linspace(0.3, 1, 50))])
    assert mid_ranks(small, asked) == pytest.approx(mid_ranks(whole, asked), abs=0.1)
    assert condense(small) is small


def test_standing_in_what_was_compared_is_the_standing_of_each_account() -> None:
    rng = np.random.default_rng(7)
    strata = [(str(rng.choice(["x", "y"], p=[0.8, 0.2])), "en", 2016, 1) for _ in range(500)]
    values = np.where(rng.random(500) < 0.1, np.nan, np.round(rng.random(500), 2))
    table = table_of(values.tolist(), strata)
    reference = reference_of(table)
    compared = reference.compare(table)["repost_share"]
    told = [reference.standing_in(compared, place) for place in range(500)]
    assert told == [reference.standing(table, place, "repost_share") for place in range(500)]
    assert {one is None for one in told} == {True, False}
    assert len({one.group for one in told if one is not None}) > 1
