"""A fit finds what a post and a pair cost, and says how far each size is from it."""

import pytest
from benchmarks.growth.fitting import fit_step, worst_growth
from benchmarks.processes import Measured

from tests.benchmarks.growth.grown_by_hand import A_PAIR, A_POST, IN_ANY_CASE, grown

RUNS = [grown(100_000, 0.8), grown(300_000, 2.0), grown(1_000_000), grown(100_000_000), grown(1_000_000, 80.0, 20_000)]


def test_a_fit_finds_the_parts_that_the_times_consist_of() -> None:
    fit = fit_step(RUNS, "scan without twin")
    assert fit is not None
    assert fit.a_post == pytest.approx(A_POST, rel=1e-6)
    assert fit.a_pair == pytest.approx(A_PAIR, rel=1e-6)
    assert fit.in_any_case == pytest.approx(IN_ANY_CASE, rel=1e-6)
    assert fit.explained == pytest.approx(1.0) and fit.sizes == 5
    assert all(abs(fit.residual(run, "scan without twin")) < 1e-6 for run in RUNS)
    assert sum(fit.shares(RUNS[2])) == pytest.approx(1.0)
    assert fit.shares(RUNS[4])[1] > fit.shares(RUNS[2])[1]


def test_an_import_knows_no_pairs_and_leaves_out_what_was_not_measured() -> None:
    fit = fit_step(RUNS, "import", with_pairs=False)
    assert fit is not None and fit.sizes == 4
    assert (fit.a_post, fit.a_pair) == (pytest.approx(2 * A_POST), 0.0)


def test_a_time_above_the_others_shows_as_a_residual() -> None:
    slow = grown(3_000_000)
    slow.steps["scan"] = Measured("scan", 3 * slow.steps["scan"].cpu_seconds, 1.0, 1.0)
    fit = fit_step([*RUNS, slow], "scan")
    assert fit is not None and fit.explained < 1.0
    assert fit.residual(slow, "scan") > 0.2


def test_no_part_of_a_time_is_below_zero_and_few_sizes_fit_nothing() -> None:
    falling = grown(2_000_000)
    falling.steps["scan"] = Measured("scan", 0.5, 1.0, 1.0)
    fit = fit_step([*RUNS, falling], "scan")
    assert fit is not None and min(fit.a_post, fit.a_pair, fit.in_any_case) >= 0.0
    assert fit_step(RUNS[:3], "scan") is None


def test_time_grows_no_more_than_the_faster_of_posts_and_pairs() -> None:
    usual = [grown(1_000_000), grown(3_000_000), grown(9_000_000, 6.0)]
    worst = worst_growth(usual, "scan", 1_000_000)
    assert worst is not None and worst <= 1.0
    usual[2].steps["scan"] = Measured("scan", 100 * usual[1].steps["scan"].cpu_seconds, 1.0, 1.0)
    worse = worst_growth(usual, "scan", 1_000_000)
    assert worse == pytest.approx(100 / 3.6, rel=0.01)
    assert worst_growth(usual[:1], "scan", 1_000_000) is None
    assert worst_growth(usual, "scan", 9_000_000) is None
