"""What the test of an innocent explanation came to: how well it fits, or that the case cannot say."""

from collections.abc import Mapping
from typing import Any

FITS_FROM = 0.5
"""An explanation that fits at least so well explains."""

FITS, DOES_NOT_FIT, NOT_MEASURED = "fits", "does_not_fit", "not_measured"
"""What a test can come to; where it could not be measured, its fit is 0 and rules nothing out."""


def fit_state(fit: float, *, measured: bool) -> str:
    """Return what a test came to, by its fit (0 to 1).

    >>> fit_state(0.0, measured=False)
    'not_measured'
    """
    if not measured:
        return NOT_MEASURED
    return FITS if fit >= FITS_FROM else DOES_NOT_FIT


def measured_fit(tested: Mapping[str, Any]) -> float | None:  # Any: JSON
    """Return how well a tested explanation fits, 0 to 1; None where that was not measured.

    Scans of earlier versions wrote no state; there the facts say whether it was measured.

    >>> measured_fit({"explanation": "fan_club", "fit": 0.0, "state": "not_measured"}) is None
    True
    """
    fit = tested.get("fit")
    if isinstance(fit, bool) or not isinstance(fit, int | float):
        return None
    unstated = "state" not in tested and not fit and "not measured" in str(tested.get("because"))
    return None if unstated or tested.get("state") == NOT_MEASURED else float(fit)


def with_state(tested: Mapping[str, Any]) -> dict[str, Any]:  # Any: as above
    """Return a tested explanation with its state, which scans of earlier versions did not write."""
    fit = measured_fit(tested)
    return {**tested, "state": fit_state(fit or 0.0, measured=fit is not None)}
