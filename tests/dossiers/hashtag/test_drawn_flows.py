"""Flows drawn from accounts by their activity: as uneven as those they were learnt from."""

import numpy as np
import polars as pl
import pytest

from tests.dossiers.hashtag.test_flows import uses_of
from unisono.dossiers.hashtag.drawn_flows import DRAWN, activity_of, along_line, draw_flows, fit_evenness
from unisono.dossiers.hashtag.flows import measure_flows


def world(shape: float, flows: int = 30, posts: int = 300, accounts: int = 600) -> pl.DataFrame:
    """Return uses of tags; each account's share is its activity times a number from a gamma distribution."""
    rng = np.random.default_rng(2)
    activity = rng.lognormal(0, 0.8, accounts)
    parts = []
    for number in range(flows):
        weights = activity * rng.gamma(shape, size=accounts)
        counts = rng.multinomial(posts, weights / weights.sum())
        names = [f"a{who}" for who in np.repeat(np.arange(accounts), counts)]
        parts.append(uses_of([1] * posts, name=str(number)).with_columns(pl.Series("account", names)))
    return pl.concat(parts)


@pytest.mark.parametrize("shape", [0.05, 0.5])
def test_the_shape_that_flows_were_drawn_with_is_found_and_gives_their_coefficient(shape: float) -> None:
    uses = world(shape)
    flows = measure_flows(uses)
    evenness = fit_evenness(flows, activity_of(uses, "0"), "0", 300)
    assert evenness is not None
    assert float(evenness["evenness"].median()) == pytest.approx(shape, rel=0.5)  # type: ignore[arg-type]  # a number
    drawn = draw_flows(activity_of(uses, "0"), evenness, 300)
    assert len(drawn) == DRAWN
    assert float(np.median(drawn)) == pytest.approx(float(flows["ctm"].median()), rel=0.1)  # type: ignore[arg-type]


def test_few_flows_or_a_case_that_is_the_flow_teach_nothing() -> None:
    uses = world(0.5, flows=5)
    assert fit_evenness(measure_flows(uses), activity_of(uses, "0"), "0", 300) is None
    many = world(0.5)
    assert fit_evenness(measure_flows(many), activity_of(many, "0"), "0", 10_000) is None


def test_a_power_of_size_is_taken_off() -> None:
    posts = np.array([50, 100, 200, 400])
    np.testing.assert_allclose(along_line(posts, posts**0.5, 800.0), 800**0.5)
