"""Sentences with slots: recognised as a whole, filled with what stood in them."""

import pytest

from unisono.languages.patterns import Pattern, slot_names

ACTED = Pattern("{n:account} acted on {m:object} {*name}", "{n:Konto/Konten} {n?handelte/handelten} an {m} von {*name}")


@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("1 account acted on 2 objects @ann", "1 Konto handelte an 2 von @ann"),
        ("1,200 accounts acted on 1 object of 7 accounts", "1.200 Konten handelten an 1 von of 7 accounts"),
    ],
)
def test_numbers_choose_the_form_of_their_words(english: str, told: str) -> None:
    values = ACTED.match(english)
    assert values is not None and ACTED.fill(values, "de") == told


@pytest.mark.parametrize(
    "other",
    ["accounts acted on 2 objects @ann", "x 1 account acted on 2 objects @ann", "1 account acted on 2 objects "],
)
def test_another_text_is_not_this_sentence(other: str) -> None:
    assert ACTED.match(other) is None


def test_words_of_somebody_cannot_swallow_the_next_sentence() -> None:
    assert Pattern("By {*name}", "Von {*name}").match("By ann. It is a lie") is None


def test_a_slot_that_stands_twice_holds_the_same() -> None:
    twice = Pattern("{n} of {n}", "{n} von {n}")
    assert twice.match("3 of 3") == {"n": "3"} and twice.match("3 of 4") is None


@pytest.mark.parametrize("amount", ["3", "1,234", "0.05", "3e-11", "1.2 × 10⁻⁵", "< 0.01", "99\u202f%", "–"])
def test_numbers_have_all_the_forms_that_reports_write(amount: str) -> None:
    assert Pattern("q {n}", "q {n}").match(f"q {amount}") == {"n": amount}


@pytest.mark.parametrize("moment", ["2018-06-03", "2018-06-03 14:22 UTC", "2018-06-03T14:22:10Z", "14:22 +02:00"])
def test_moments_in_figures_stay_as_they_are(moment: str) -> None:
    found = Pattern("at {@when}", "um {@when}")
    values = found.match(f"at {moment}")
    assert values is not None and found.fill(values, "de") == f"um {moment}"
    assert found.match("at noon") is None


def test_slots_are_known_by_name_and_by_whose_words_they_hold() -> None:
    assert slot_names("{n:pair} of {*name}") == {("n", False), ("name", True)}
