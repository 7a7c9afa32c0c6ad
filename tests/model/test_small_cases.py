"""A small case says what could have been found in it."""

import pytest

from unisono.languages import telling
from unisono.model.small_cases import ACTS, small_case_text

MEASURED = {"accounts": 4, "objects": 5, "objects_of_ten": 3, "layer": "link", "within_s": 10.0}
MEASURED |= {"most_accounts": 20, "most_objects": 32}


def test_a_larger_case_says_nothing() -> None:
    assert small_case_text({"accounts": 4000, "posts": 9}) == ""
    assert small_case_text({"accounts": 4000, "posts": 9, "smallest_group": None}) == ""


def test_the_smallest_group_that_was_proved_is_told_with_its_acts() -> None:
    told = small_case_text({"accounts": 20, "posts": 100, "smallest_group": MEASURED})
    assert told.startswith("This is a small case: 20 accounts and 100 posts.")
    assert "accounts that act within 10 s of each other (links), on things that nobody else shares." in told
    assert "The smallest that the scan proved has 4 accounts with 5 such acts each. Ten accounts need 3." in told


@pytest.mark.parametrize(("accounts", "posts"), [(3, 100), (20, 19)])
def test_a_case_without_room_for_that_group_is_too_small(accounts: int, posts: int) -> None:
    told = small_case_text({"accounts": accounts, "posts": posts, "smallest_group": MEASURED})
    assert "4 accounts and 20 posts, more than the case has room for: it is too small to prove anything." in told


def test_where_no_planted_group_is_proved_nothing_can_be() -> None:
    none = {**MEASURED, "accounts": None, "objects": None, "objects_of_ten": None}
    told = small_case_text({"accounts": 20, "posts": 100, "smallest_group": none})
    assert told.endswith("None was proved, up to 20 accounts with 32 such acts each: nothing can be found here.")


@pytest.mark.parametrize("layer", [*ACTS])
@pytest.mark.parametrize("language", ["de", "es"])
@pytest.mark.parametrize("measured", [MEASURED, MEASURED | {"accounts": 200}, MEASURED | {"accounts": None}])
def test_reports_in_other_languages_tell_it_too(layer: str, language: str, measured: dict[str, object]) -> None:
    told = telling(language)(
        small_case_text({"accounts": 70, "posts": 1700, "smallest_group": {**measured, "layer": layer}})
    )
    assert told is not None
    assert "70 " in told and "1.700 " in told and " 10 s " in told
