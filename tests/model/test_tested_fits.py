"""What could not be measured is never taken for what does not fit."""

import pytest

from unisono.model.tested_fits import fit_state, measured_fit, with_state

UNSAID = {
    "explanation": "fan_club",
    "fit": 0.0,
    "because": "Who wrote the posts is not known, so this was not measured.",
}


@pytest.mark.parametrize(
    ("fit", "measured", "state"),
    [(0.5, True, "fits"), (0.49, True, "does_not_fit"), (0.0, True, "does_not_fit"), (0.0, False, "not_measured")],
)
def test_a_test_fits_from_a_half_on_or_was_not_measured(fit: float, measured: bool, state: str) -> None:
    assert fit_state(fit, measured=measured) == state


@pytest.mark.parametrize(
    ("tested", "fit"),
    [
        ({"fit": 0.7, "state": "fits"}, 0.7),
        ({"fit": 0.0, "state": "does_not_fit", "because": "How long was not measured."}, 0.0),
        ({"fit": 0.0, "state": "not_measured"}, None),
        ({"fit": None}, None),
        ({}, None),
        ({"fit": True}, None),
        ({"fit": 0, "because": "Nobody says so."}, 0.0),
        (UNSAID, None),
    ],
)
def test_the_fit_is_none_where_it_was_not_measured(tested: dict[str, object], fit: float | None) -> None:
    assert measured_fit(tested) == fit


def test_scans_of_earlier_versions_get_a_state() -> None:
    assert with_state(UNSAID) == {**UNSAID, "state": "not_measured"}
    assert with_state({"fit": 0.8})["state"] == "fits"
    assert with_state({"fit": 0.0, "state": "not_measured"})["state"] == "not_measured"
