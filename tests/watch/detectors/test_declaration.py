"""A detector is asked for no more than its rules say, and a case that was told nothing has nothing."""

from unisono.watch.detectors.declaration import Asked, LiveCase
from unisono.watch.rules import Rule


def test_what_is_asked_by_default_is_what_the_usual_rule_says() -> None:
    asked, rule = Asked(), Rule()
    assert (asked.windows, asked.least_accounts, asked.chance_per_day) == (
        rule.windows,
        rule.least_accounts,
        rule.chance_per_day,
    )


def test_a_case_that_was_told_nothing_has_no_targets_and_no_watchlists() -> None:
    case = LiveCase()
    assert (case.path, case.targets.targets, case.watchlists, case.changed) == (None, (), (), 0)
