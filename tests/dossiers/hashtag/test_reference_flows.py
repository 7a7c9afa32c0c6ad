"""Where a flow stands among others: of like size and kind, with what size does taken off."""

import numpy as np
import polars as pl
import pytest

from tests.dossiers.hashtag.test_flows import uses_of
from unisono.dossiers.hashtag.flows import measure_flows
from unisono.dossiers.hashtag.reference_flows import (
    DRAWN_FLOWS,
    FEWEST_COMPARED,
    OWN_FLOWS,
    at_size,
    choose_references,
    compare_ctm,
    compare_own,
)


def drawn_flows(sizes: list[int], seed: int = 1) -> pl.DataFrame:
    """Return FLOWS of these sizes in which everybody posts once more with even odds; named 0, 1, …."""
    rng = np.random.default_rng(seed)
    parts = []
    for number, size in enumerate(sizes):
        counts = rng.geometric(0.5, size)
        kept = counts[: int(np.searchsorted(np.cumsum(counts), size)) + 1]
        parts.append(uses_of(kept.tolist(), name=str(number)))
    return measure_flows(pl.concat(parts))


def test_flows_of_like_size_are_taken_the_nearest_first() -> None:
    flows = drawn_flows([100, 110, 290, 299, 350, 34, 20, 10])
    near = choose_references(flows, "0")
    assert near["object"].to_list()[:1] == ["1"]
    assert set(near["object"]) == {"1", "2", "3", "5"} or set(near["object"]) == {"1", "2", "5"}


def test_what_networks_carry_and_flows_of_another_kind_are_left_out_where_enough_are_left() -> None:
    flows = drawn_flows([100] * (2 * FEWEST_COMPARED + 3))
    reposts = pl.when(pl.col("object").cast(pl.Int64) % 2 == 1).then(0.9).otherwise(0.1).alias("repost_share")
    mixed = flows.with_columns(reposts)
    carried = mixed.select("object", pl.when(pl.col("object") == "2").then(0.5).otherwise(0.0).alias("networked_share"))
    near = choose_references(mixed, "0", carried)
    assert (near["repost_share"] < 0.5).all()
    assert "2" not in near["object"].to_list()
    few = choose_references(mixed.head(20), "0", carried)
    assert few.height == 19


def test_what_size_does_is_taken_off_and_outliers_do_not_bend_it() -> None:
    posts = np.arange(100, 400, 5)
    values = 5_000 / posts + 3.0
    values[::9] *= 4
    kept = np.arange(len(posts)) % 9 != 0
    np.testing.assert_allclose(at_size(posts, values, 200.0)[kept], 28.0, rtol=0.01)


def test_smaller_references_do_not_look_more_concentrated_than_they_are() -> None:
    rng = np.random.default_rng(4)
    flows = drawn_flows([800, *rng.integers(300, 790, 60).tolist()], seed=8)
    standing = compare_own(flows, "0")
    # All are smaller, and so have a higher coefficient; at the same size they have about the same.
    raw = float((flows.filter(pl.col("object") != "0")["ctm"] < flows.filter(pl.col("object") == "0")["ctm"][0]).mean())
    assert raw == 0.0
    assert standing.percentile is not None
    assert 2.0 <= standing.percentile <= 98.0
    assert standing.reference == OWN_FLOWS
    assert standing.p == pytest.approx((1 + standing.reference_n * (1 - standing.percentile / 100)) / 61, abs=0.02)


def test_a_flow_that_twenty_accounts_fill_stands_above_all_others() -> None:
    flows = drawn_flows([400] * 40)
    heavy = measure_flows(uses_of([15] * 20 + [1] * 100, name="heavy"))
    standing = compare_own(pl.concat([flows, heavy]), "heavy")
    assert (standing.percentile, standing.p) == (100.0, pytest.approx(1 / 41))


def test_too_few_posts_and_too_few_others_cannot_say() -> None:
    flows = drawn_flows([100, 100, 100, 9])
    assert compare_own(flows, "3").cannot_say == "cannot say, n = 9 posts (at least 20 are needed)"
    standing = compare_own(flows, "0")
    assert standing.percentile is None
    assert "only 2 others in this case have a third" in str(standing.cannot_say)
    single = compare_own(drawn_flows([100, 100, 9]), "0")
    assert "only 1 other in this case has a third" in str(single.cannot_say)


def test_without_enough_others_flows_are_drawn_from_the_accounts_or_nothing_is_said() -> None:
    rng = np.random.default_rng(3)
    activity = rng.lognormal(0, 1, 500)
    parts = []
    for number in range(25):
        counts = rng.multinomial(200 if number else 900, activity / activity.sum())
        accounts = [f"a{who}" for who in np.repeat(np.arange(500), counts)]
        parts.append(uses_of([1] * len(accounts), name=str(number)).with_columns(pl.Series("account", accounts)))
    uses = pl.concat(parts)
    flows = measure_flows(uses)
    standing = compare_ctm(flows, uses, "0")
    assert standing.reference == DRAWN_FLOWS
    assert standing.percentile is not None
    assert 1.0 < standing.percentile < 99.0
    alone = compare_ctm(measure_flows(parts[0]), parts[0], "0")
    assert alone.percentile is None
    assert "do too little else" in str(alone.cannot_say)


def test_references_lie_as_far_off_the_curve_that_they_draw_as_their_spread_says() -> None:
    rng = np.random.default_rng(9)
    posts = np.linspace(100, 400, 14).astype(np.int64)
    squares = []
    for _ in range(400):
        at_same = np.log(at_size(posts, np.exp(rng.normal(3.0, 0.2, len(posts))), 200.0))
        # About the curve's own value at this size, which is what the values scatter around.
        squares.append(float(((at_same - at_same.mean()) ** 2).mean()))
    # Three terms of fourteen points would leave 11/14 of the variance.
    assert np.mean(squares) == pytest.approx(0.04, rel=0.08)
