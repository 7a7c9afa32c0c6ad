"""Rules are read as they are written out, and what they name in vain is told with the nearest name."""

from pathlib import Path

import pytest

from unisono.model.errors import UsageError
from unisono.watch.detectors import LIVE_DETECTORS
from unisono.watch.rules import Rule, Rules


def test_the_example_says_what_the_usual_rules_are() -> None:
    assert Rules.parse(Rules.example()) == Rules()
    assert all(f"[{one.name}]" in Rules.example() for one in LIVE_DETECTORS)


def test_what_is_left_out_stays_as_it_is() -> None:
    rules = Rules.parse("[rising]\non = false\ncool_down_minutes = 5")
    assert rules.of("rising") == Rule(on=False, cool_down_minutes=5.0, windows=(10.0, 60.0, 600.0))
    assert rules.of("copied_text") == Rules().of("copied_text")


def test_a_detector_nobody_knows_has_the_usual_rule() -> None:
    assert Rules().of("other") == Rule()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[risng]\non = true", "no detector 'risng'. Did you mean rising"),
        ("[rising]\nleast_acounts = 4", "no setting 'least_acounts'. Did you mean least_accounts"),
        ("[rising]\non = 1", "give true or false"),
        ("[rising]\nleast_accounts = 0", "whole number from 1"),
        ("[rising]\nchance_per_day = -1", "a number, 0 or more"),
        ("[rising]\nwindows = []", r"\[10, 60, 600\]"),
        ("[rising]\nwindows = [10, 30]", "windows of 30 s; choose from 10, 60, 600"),
        ("[networks]\nwindows = [10]", "no windows to set"),
        ("rising = 3", "no table"),
        ("[rising", "cannot be read"),
    ],
)
def test_what_cannot_be_meant_is_told_with_what_to_write(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        Rules.parse(text, "rules.toml")


def test_a_file_is_read_and_one_that_is_missing_is_told(tmp_path: Path) -> None:
    (tmp_path / "rules.toml").write_text("[rising]\nleast_accounts = 30\n")
    assert Rules.read(tmp_path / "rules.toml").of("rising").least_accounts == 30
    with pytest.raises(UsageError, match=r"none\.toml cannot be read"):
        Rules.read(tmp_path / "none.toml")
