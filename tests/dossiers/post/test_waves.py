"""Waves of reposts."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from unisono.dossiers.post.waves import find_waves, waves_of

START = datetime(2020, 1, 1, tzinfo=UTC)
DAY = 86_400


def people(rng: np.random.Generator, count: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Return delays of readers: half within ninety minutes, spread over days."""
    return np.sort((5_400 * rng.lognormal(0.0, 1.5, count)).astype(np.int64))


def test_a_planted_wave_is_found_with_its_ends() -> None:
    for seed in range(10):
        rng = np.random.default_rng(seed)
        command = int(rng.integers(6 * 3_600, 2 * DAY))
        fired = command + np.abs(rng.normal(0, 60, 100)).astype(np.int64)
        moments = np.sort(np.concatenate([people(rng, 200), fired]))
        late = [wave for wave in find_waves(moments) if moments[wave.first] > 3_600]
        assert len(late) == 1
        (wave,) = late
        assert abs(moments[wave.first] - fired.min()) <= 120
        assert 90 <= wave.last - wave.first + 1 <= 115


def test_reposts_by_readers_have_no_wave_after_publication() -> None:
    late = 0
    for seed in range(60):
        moments = people(np.random.default_rng(seed), 300)
        late += sum(moments[wave.first] > 3_600 for wave in find_waves(moments))
    assert late == 0


def test_even_reposts_have_no_wave() -> None:
    for seed in range(60):
        moments = np.sort(np.random.default_rng(seed).integers(0, 5 * DAY, 400))
        assert find_waves(moments) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 20_000), max_size=120))
def test_waves_do_not_overlap_and_hold_ten_reposts(given_moments: list[int]) -> None:
    moments = np.array(sorted(given_moments), np.int64)
    waves = find_waves(moments)
    assert all(wave.last - wave.first >= 9 and 0 < wave.p <= 0.01 for wave in waves)
    assert all(one.last < two.first for one, two in pairwise(waves))


def test_a_wave_says_who_was_in_it_and_how_long_after_publication() -> None:
    rows = [(f"p{number}", number * 4_000) for number in range(40)]
    rows += [(f"m{number}", 50_000 + number) for number in range(30)]
    own = pl.DataFrame(
        {
            "account": [row[0] for row in rows],
            "at": [START + timedelta(seconds=row[1]) for row in rows],
            "post": [f"{number:03}" for number in range(len(rows))],
            "exact": [True] * len(rows),
        }
    )
    (wave,) = waves_of(own, START, pl.Series([f"m{number}" for number in range(30)]))
    assert (wave["reposts"], wave["networked"], wave["after_s"], wave["at_publication"]) == (30, 30, 50_000.0, False)
    assert waves_of(own, None, pl.Series([], dtype=pl.String))[0]["after_s"] is None


def test_days_without_an_hour_are_no_wave() -> None:
    own = pl.DataFrame({"account": list("abcdefghijkl"), "at": [START] * 12, "post": list("abcdefghijkl")})
    assert waves_of(own.with_columns(exact=False), START, pl.Series([], dtype=pl.String)) == []
