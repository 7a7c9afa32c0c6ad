"""What the page claims holds: on the labelled accounts where they are at hand, and on simulated ones anywhere."""

import re
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from benchmarks.automation.fitting import chances
from benchmarks.automation.labelled import (
    DATA,
    PROFILES,
    TIMELINES,
    LabelledActs,
    at_least,
    read_cresci,
    read_rtbust,
    world_of,
)
from benchmarks.automation.measures import measure_profiles, reposting, share_covered, what_is_said
from benchmarks.automation.model_file import fit_model, numbers_of, write_model
from benchmarks.automation.profile_features import fields_of
from benchmarks.automation.scores import area, bins_of, brier
from benchmarks.automation.trials import by_fifths, from_set, stretch, whole, with_set
from benchmarks.automation.windows import cut, features_of
from benchmarks.calibration.program import ROOT

from tests.benchmarks.automation.planted_acts import planted_acts
from unisono.accounts.automation.abstaining import FEWEST_ACTS
from unisono.accounts.automation.curves import act_curves
from unisono.accounts.automation.estimate import estimate_automation
from unisono.accounts.known import KnownAccounts
from unisono.model.tables import POSTS, conform

needs_timelines = pytest.mark.skipif(
    not TIMELINES.exists(), reason=f"the labelled timelines are not in {DATA}: set UNISONO_DATA to the folder above"
)
needs_profiles = pytest.mark.skipif(
    not PROFILES.exists(), reason=f"the labelled profiles are not in {DATA}: set UNISONO_DATA to the folder above"
)


@needs_timelines
def test_acts_alone_tell_labelled_accounts_apart_and_estimates_come_true() -> None:
    known = read_rtbust()
    assert (len(known.run), int(known.run.sum()), int(np.diff(known.start).max())) == (738, 372, 3_250)
    estimates = by_fifths(known, [whole])[0]
    score = area(estimates, known.run)
    assert score.value >= 0.84
    assert score.low >= 0.80
    assert brier(estimates, known.run).value <= 0.165
    held = [one.share.low - 0.02 <= one.mean <= one.share.high + 0.02 for one in bins_of(estimates, known.run)]
    assert sum(held) >= 9


@needs_timelines
def test_the_fewest_acts_are_those_from_which_on_the_area_reaches_four_fifths() -> None:
    known = read_rtbust()
    looks = [stretch(length, draw) for length in (FEWEST_ACTS // 2, FEWEST_ACTS) for draw in range(4)]
    areas = [area(own, known.run).value for own in by_fifths(known, looks)]
    assert np.mean(areas[:4]) < 0.79
    assert np.mean(areas[4:]) == pytest.approx(0.80, abs=0.01)


@needs_timelines
def test_the_model_file_is_what_a_fit_gives() -> None:
    fitted, kept = fit_model(read_rtbust()), act_curves()
    for own, other in zip(fitted.knots, kept.knots, strict=True):
        np.testing.assert_allclose(own, other, rtol=1e-3, atol=1e-4)
    np.testing.assert_allclose(fitted.heights, kept.heights, rtol=1e-2, atol=1e-3)
    np.testing.assert_allclose(fitted.lowest, kept.lowest, rtol=1e-3, atol=1e-4)


@needs_timelines
def test_a_case_of_labelled_timelines_gets_the_estimates_that_were_measured() -> None:
    known = cut(read_rtbust(), 400, np.random.default_rng(1))
    owners = np.repeat(np.arange(len(known.run)), np.diff(known.start))
    posts = pl.DataFrame(
        {
            "platform": "twitter",
            "account_id": pl.Series(owners).cast(pl.String).str.zfill(3),
            "post_id": pl.Series(np.arange(len(owners))).cast(pl.String),
            "created_at": pl.Series(np.arange(len(owners)) * 60_000_000).cast(pl.Datetime("us", "UTC")),
            "kind": np.array(["post", "repost", "reply"])[known.acts],
        }
    )
    found = estimate_automation(KnownAccounts(conform(posts, POSTS)))
    said = found["estimate"].is_not_null().to_numpy()
    assert 0.9 < said.mean() < 1.0
    reasons = found.filter(pl.Series(~said))["cannot_say"]
    assert reasons.str.contains("^unlike any account|^it has 1[0-9][0-9] acts").all()
    estimates = found["estimate"].drop_nulls().to_numpy()
    np.testing.assert_allclose(estimates, chances(act_curves(), features_of(known))[said], rtol=1e-9)
    assert area(estimates, known.run[said]).value > 0.80


@needs_timelines
def test_intervals_from_few_acts_hold_the_estimate_from_all() -> None:
    known = read_rtbust()
    assert 0.90 <= share_covered(act_curves(), known, FEWEST_ACTS) <= 0.99


@needs_profiles
def test_profiles_are_told_apart_without_the_fields_that_leak_and_better_with_them() -> None:
    known = read_cresci()
    assert (len(known.run), int(known.run.sum())) == (4_465, 991)
    measured = measure_profiles(known)
    used = [one.name for one in measured.fields if not one.left_out]
    assert used == [
        "followers for each account followed",
        "followers for each post",
        "accounts followed for each post",
        "says something about itself",
        "links to a page",
    ]
    clean, _, everything = measured.rows
    assert 0.90 <= clean.area.value < everything.area.value
    assert clean.brier.high < clean.base


@needs_profiles
def test_the_day_of_reading_alone_tells_the_profiles_apart() -> None:
    known = read_cresci()
    day = next(one for one in fields_of(known.table) if one.name == "day of reading")
    assert day.values[known.run].max() < day.values[~known.run].min()


@pytest.mark.slow
def test_estimates_of_simulated_accounts_come_true_when_fitted_on_others_of_their_world() -> None:
    acts, profiles = world_of(1)
    assert len(profiles.run) == len(acts.run)
    known = at_least(acts, FEWEST_ACTS)
    assert min(known.run.sum(), (~known.run).sum()) > 150
    estimates = by_fifths(known, [whole])[0]
    assert area(estimates, known.run).low > 0.85
    bins = bins_of(estimates, known.run, bins=5)
    assert all(abs(one.mean - one.share.value) < 0.12 for one in bins)
    assert [one.share.value for one in bins] == sorted(one.share.value for one in bins)


def test_a_set_labelled_by_another_rule_is_not_told_apart_by_the_first_and_both_together_are_worse() -> None:
    known, _ = planted_acts(400, seed=1)
    other, _ = planted_acts(400, seed=2)
    turned = LabelledActs(other.acts, other.start, ~other.run)
    own = area(by_fifths(known, [whole])[0], known.run).value
    assert area(from_set(known, other), other.run).value == pytest.approx(own, abs=0.06)
    assert area(from_set(known, turned), turned.run).value < 0.35
    assert area(with_set(known, turned), known.run).value < own - 0.1
    assert area(with_set(known, other), known.run).value == pytest.approx(own, abs=0.03)


def test_what_is_said_counts_silence_and_levels_by_label() -> None:
    known, _ = planted_acts(300, seed=4)
    run, people = what_is_said(fit_model(known), known)
    assert run.accounts + people.accounts == 300
    assert run.shares[1] > people.shares[1]
    assert all(share[0] < 0.1 and share[2] <= share[1] for share in (run.shares, people.shares))
    assert 0 < reposting(known, run=False) < reposting(known, run=True) < 1


def test_a_written_model_reads_back_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "timelines"
    source.write_bytes(b"rows")
    monkeypatch.setattr("benchmarks.automation.model_file.TIMELINES", source)
    known, _ = planted_acts(200, seed=8)
    curves = fit_model(known)
    write_model(known, curves, tmp_path / "acts.json")
    monkeypatch.setattr("unisono.accounts.automation.curves.MODEL_FILE", tmp_path / "acts.json")
    read = act_curves.__wrapped__()
    np.testing.assert_allclose(read.heights, curves.heights, rtol=1e-4)
    assert numbers_of(read) == numbers_of(curves)


def test_the_words_of_the_page_agree_with_its_figures() -> None:
    page = (ROOT / "docs" / "automation.md").read_text(encoding="utf-8")

    def areas(row: str) -> float:
        found = re.search(rf"^\| {re.escape(row)} \| [\d,]+ \| ([\d.]+) ", page, flags=re.MULTILINE)
        assert found, row
        return float(found[1])

    assert areas("acts | RTbust | RTbust") >= 0.80
    assert max(areas("acts | RTbust | simulated"), areas("acts | simulated | RTbust")) < 0.6
    assert areas("acts | both | RTbust") < areas("acts | RTbust | RTbust")
    assert max(areas("profile | simulated | simulated"), areas("profile | Cresci | simulated")) < 0.55
    assert f"From {FEWEST_ACTS} acts on" in page
