"""The gamma functions are scipy's own, to the last digit, and loading them loads nothing else of scipy.special."""

import subprocess
import sys

import numpy as np
import pytest
import scipy.special

from unisono.engine import special_functions


@pytest.mark.parametrize("name", ["gammainc", "gammaincinv"])
def test_a_function_gives_what_scipy_gives(name: str) -> None:
    rng = np.random.default_rng(4)
    order, share = rng.integers(1, 400, 10_000), rng.random(10_000)
    assert (getattr(special_functions, name)(order, share) == getattr(scipy.special, name)(order, share)).all()


def test_the_logarithm_of_gamma_is_that_of_scipy() -> None:
    numbers = np.linspace(0.5, 1e5, 10_000)
    assert (special_functions.gammaln(numbers) == scipy.special.gammaln(numbers)).all()


def test_the_beta_functions_are_those_of_scipy() -> None:
    rng = np.random.default_rng(5)
    a, b, share = rng.random(1_000) * 90 + 0.1, rng.random(1_000) * 90 + 0.1, rng.random(1_000)
    for name in ("betainc", "betaincinv"):
        assert (getattr(special_functions, name)(a, b, share) == getattr(scipy.special, name)(a, b, share)).all()
    assert (special_functions.betaln(a, b) == scipy.special.betaln(a, b)).all()


def test_the_normal_distribution_and_the_logarithm_of_nothing_are_those_of_scipy() -> None:
    numbers = np.linspace(-30.0, 30.0, 1_000)
    assert (special_functions.ndtr(numbers) == scipy.special.ndtr(numbers)).all()
    assert special_functions.xlogy(0.0, 0.0) == 0.0
    assert (special_functions.xlogy(numbers, numbers**2) == scipy.special.xlogy(numbers, numbers**2)).all()


def test_the_rest_of_scipy_is_not_loaded() -> None:
    program = "import sys, unisono.engine.special_functions; sys.exit('scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_without_the_part_all_of_scipy_special_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(special_functions, "PART", "scipy.special._nowhere")
    assert special_functions.load_gamma_functions() is scipy.special
