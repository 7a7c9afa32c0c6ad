"""Expected numbers are read as they stand: within five in a hundred of what they are, whole from ten on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.dossiers.expected_numbers import WHOLE_FROM, expected_text


@given(st.floats(1e-12, 1e9))
def test_a_number_is_written_near_what_it_is(value: float) -> None:
    text = expected_text(value)
    assert float(text.replace(",", "")) == pytest.approx(value, rel=0.051)
    if value >= WHOLE_FROM:
        assert text.replace(",", "").isdecimal()


def test_numbers_just_below_ten_are_no_powers() -> None:
    assert expected_text(9.99) == "10"
    assert expected_text(0.0) == "0"
