"""A scan that could test no pair says why, and what to do next."""

from typing import Any

import pytest

from unisono.languages import telling
from unisono.model.untested import HEADLINE, NO_ACCOUNTS, NO_TRACES, ONE_ACCOUNT, untested_text

FEW: dict[str, Any] = {"pairs_tested": 0, "accounts": 3, "layers": {"link": {}}, "settings": {"min_objects": 2}}


def test_a_scan_that_tested_pairs_or_does_not_say_is_not_spoken_of() -> None:
    assert untested_text({**FEW, "pairs_tested": 1}) == untested_text({"accounts": 3}) == ""


def test_posts_without_anything_to_share_ask_for_columns() -> None:
    assert untested_text({**FEW, "layers": {}}) == NO_TRACES
    assert untested_text({**FEW, "accounts": 0, "layers": {}}) == NO_ACCOUNTS
    assert untested_text({**FEW, "accounts": 1}) == ONE_ACCOUNT


def test_accounts_that_share_too_little_ask_for_more_posts_or_a_longer_time() -> None:
    assert untested_text(FEW).startswith("No two accounts acted on 2 of the same things")
    assert "--since" not in untested_text(FEW)
    asked = {**FEW, "settings": {"min_objects": 3, "since": "2024-01-01T00:00:00Z"}}
    assert untested_text(asked).endswith("Scan a longer time: leave out --since and --until.")


@pytest.mark.parametrize("language", ["de", "es"])
@pytest.mark.parametrize("changes", [{}, {"layers": {}}, {"accounts": 1}, {"accounts": 0}])
def test_reports_in_other_languages_tell_it_too(language: str, changes: dict[str, Any]) -> None:
    asked = {**FEW, "settings": {"min_objects": 2, "until": "2024-01-01T00:00:00Z"}, **changes}
    told = telling(language)(untested_text(asked))
    assert told is not None and "pair" not in told.lower().split()
    assert telling(language)(HEADLINE) not in (None, HEADLINE)
