"""The fit is the maximum it claims to be, and its estimates come true on accounts it has not seen."""

import numpy as np
import pytest
from benchmarks.automation.fitting import (
    FOLDS,
    KNOTS,
    RIDGE,
    chances,
    fit_curves,
    fit_heights,
    fit_logistic,
    folds_of,
    knots_of,
    penalties,
)
from benchmarks.automation.scores import area, bins_of
from benchmarks.automation.windows import features_of, windows_of
from scipy.optimize import minimize

from tests.benchmarks.automation.planted_acts import planted_acts


def test_the_fit_maximises_the_penalised_likelihood() -> None:
    rng = np.random.default_rng(1)
    design = np.column_stack([np.ones(80), rng.normal(size=(80, 3))])
    run, weights = (rng.random(80) < 0.4).astype(float), rng.random(80)
    penalty = np.diag([0.0, 0.5, 0.5, 2.0])

    def loss(heights: np.ndarray) -> float:
        logits = design @ heights
        return float((weights * (np.logaddexp(0, logits) - run * logits)).sum() + heights @ penalty @ heights / 2)

    best = minimize(loss, np.zeros(4), tol=1e-12).x
    np.testing.assert_allclose(fit_logistic(design, run, weights, penalty), best, atol=1e-4)


def test_labels_that_one_number_separates_without_a_penalty_are_refused() -> None:
    design = np.column_stack([np.ones(6), [-3.0, -2.0, -1.0, 1.0, 2.0, 3.0]])
    with pytest.raises((ArithmeticError, np.linalg.LinAlgError)):
        fit_logistic(design, (design[:, 1] > 0).astype(float), np.ones(6), np.zeros((2, 2)))


def test_bends_are_penalised_and_straight_curves_are_not() -> None:
    matrix = penalties((np.arange(4.0), np.arange(3.0)), roughness=2.0)
    straight = np.array([9.0, 0, 1, 2, 3, 0, 0, 0])
    bent = np.array([9.0, 0, 1, 0, 1, 0, 0, 0])
    assert straight @ matrix @ straight == pytest.approx(RIDGE * 14)
    assert bent @ matrix @ bent == pytest.approx(RIDGE * 2 + 2.0 * (2**2 + 2**2))


def test_folds_spread_the_labels_evenly() -> None:
    run = np.arange(100) < 30
    folds = folds_of(run, 1)
    assert np.bincount(folds[run], minlength=FOLDS).tolist() == [6] * FOLDS
    assert np.bincount(folds[~run], minlength=FOLDS).tolist() == [14] * FOLDS


def test_estimates_come_true_on_accounts_that_were_not_fitted_on() -> None:
    known, _ = planted_acts(1_000, seed=1)
    fresh, truth = planted_acts(1_000, seed=2)
    estimates = chances(fit_curves(windows_of(known)), features_of(fresh))
    assert np.abs(estimates - truth).mean() < 0.06
    assert area(estimates, fresh.run).value > area(truth, fresh.run).value - 0.02
    held = [one.share.low <= one.mean <= one.share.high for one in bins_of(estimates, fresh.run)]
    assert sum(held) >= 8


def test_labels_without_any_meaning_give_everybody_about_the_base_rate() -> None:
    known, _ = planted_acts(400, seed=3)
    shuffled = type(known)(known.acts, known.start, np.random.default_rng(4).random(400) < 0.3)
    estimates = chances(fit_curves(windows_of(shuffled)), features_of(known))
    assert np.quantile(estimates, [0.05, 0.95]) == pytest.approx([shuffled.run.mean()] * 2, abs=0.1)


def test_fits_on_accounts_drawn_again_spread_as_those_on_new_accounts() -> None:
    curves = fit_curves(windows_of(planted_acts(300, seed=5)[0]), redrawn=24)
    shown = features_of(planted_acts(60, seed=6)[0])
    drawn_again = curves.logits(shown)[:, 1:].std(axis=1).mean()
    anew = [fit_curves(windows_of(planted_acts(300, seed)[0])).logits(shown)[:, 0] for seed in range(10, 18)]
    assert drawn_again == pytest.approx(np.std(anew, axis=0, ddof=1).mean(), rel=0.35)


def test_the_same_accounts_give_the_same_curves() -> None:
    windows = windows_of(planted_acts(200, seed=7)[0])
    assert (fit_curves(windows, redrawn=3).heights == fit_curves(windows, redrawn=3).heights).all()
    assert len(fit_heights(windows, knots_of(windows.features))) == 1 + KNOTS * windows.features.shape[1]
