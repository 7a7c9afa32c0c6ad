"""Whom an account is compared with: platform, main language, and the quarter of its middle post."""

from tests.accounts.signals.lives import acts_of
from unisono.accounts.signals.spoken import read_languages
from unisono.accounts.signals.strata import STRATA, read_strata

DAY = 86_400


def test_the_middle_post_tells_the_quarter() -> None:
    rows = [
        {"account_id": "a", "seconds": day * DAY, "lang": "en", "platform": "there"} for day in (0, 100, 101, 102, 400)
    ]
    rows += [{"account_id": "b", "seconds": day * DAY, "lang": None} for day in (0, 1, 400, 700)]
    acts = acts_of(rows)
    strata = read_strata(acts, read_languages(acts))
    assert strata.schema == STRATA
    assert strata.rows() == [("here", None, 2018, 1), ("there", "en", 2018, 2)]


def test_a_case_without_posts_has_no_strata() -> None:
    acts = acts_of([])
    assert read_strata(acts, read_languages(acts)).height == 0
