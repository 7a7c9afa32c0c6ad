"""A field that says who was collected, or when an account was made, is found and left out."""

import numpy as np
import polars as pl
import pytest
from benchmarks.automation.labelled import LabelledProfiles
from benchmarks.automation.profile_features import Field, area_of, eras, fields_of, leaks, within_quarters

from unisono.model.tables import ACCOUNTS, conform

ACCOUNTS_MADE = 400


def planted_profiles() -> LabelledProfiles:
    """Return accounts of which programs run a third, all made on other days, with numbers drawn alike."""
    rng = np.random.default_rng(1)
    made = pl.Series((1.3e15 + rng.random(ACCOUNTS_MADE) * 1e14).astype(np.int64)).cast(pl.Datetime("us", "UTC"))
    numbers = {name: rng.integers(0, 900, ACCOUNTS_MADE) for name in ("followers", "following", "posts", "likes")}
    table = pl.DataFrame({"platform": "twitter", "created_at": made, "observed_at": made.max(), **numbers})
    told = table.with_columns(bio=pl.lit("x"), url=pl.lit(None, pl.String), lang=pl.lit("en"), handle=pl.lit("abc"))
    return LabelledProfiles(conform(told, ACCOUNTS), rng.random(ACCOUNTS_MADE) < 0.33)


PROFILES = planted_profiles()


def test_a_field_that_follows_the_day_of_making_is_left_out_and_noise_is_not() -> None:
    made = PROFILES.table["created_at"].dt.epoch("us").to_numpy().astype(float)
    noise = np.random.default_rng(2).normal(size=ACCOUNTS_MADE)
    assert eras(PROFILES, made) == 1.0
    assert leaks(PROFILES, Field("hidden date", made / 1e14 + noise * 0.1)) == "tells early people from late ones"
    assert leaks(PROFILES, Field("noise", noise)) == ""


def test_whom_programs_run_does_not_decide_what_leaks() -> None:
    label = PROFILES.run.astype(float)
    assert leaks(PROFILES, Field("label", label)) == ""


def test_a_field_that_says_who_was_collected_is_left_out_whatever_its_numbers() -> None:
    fields = {one.name: one for one in fields_of(PROFILES.table)}
    for name in ("language Italian", "day of reading", "day of making", "age", "posts a day", "likes", "posts"):
        assert leaks(PROFILES, fields[name])
    assert not leaks(PROFILES, fields["followers for each account followed"])
    assert fields["says something about itself"].values.tolist() == [1.0] * ACCOUNTS_MADE
    assert fields["links to a page"].values.tolist() == [0.0] * ACCOUNTS_MADE


def test_within_a_quarter_the_day_of_making_tells_little() -> None:
    made = PROFILES.table["created_at"].dt.epoch("us").to_numpy().astype(float)
    late = LabelledProfiles(PROFILES.table, made + np.random.default_rng(3).normal(size=ACCOUNTS_MADE) * 2e13 > 1.35e15)
    assert area_of(made, late.run) > 0.85
    assert within_quarters(late, made) < 0.65


def test_the_area_of_a_few_accounts_counts_pairs() -> None:
    assert area_of(np.array([1.0, 2.0, 2.0]), np.array([False, True, False])) == pytest.approx(0.75)
