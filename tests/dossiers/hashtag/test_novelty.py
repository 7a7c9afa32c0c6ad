"""Who makes a tag rise is compared with who used it right before."""

import numpy as np
import polars as pl
import pytest

from tests.significance.streams import HOUR, START
from unisono.dossiers.hashtag.novelty import describe_novelty

MOMENTS = START + np.arange(200, dtype=np.int64) * HOUR // 10
ONSET = int(MOMENTS[100])


def test_strangers_in_the_rise_are_new_and_the_regulars_before_it_were_not() -> None:
    names = [f"regular{n % 25}" for n in range(100)] + [f"stranger{n % 50}" for n in range(100)]
    card = describe_novelty(MOMENTS, pl.Series(names), ONSET)
    assert (card["value"], card["n"]) == (1.0, 50)
    assert (card["before"], card["before_n"]) == (1.0, 25)
    later = describe_novelty(MOMENTS, pl.Series([f"regular{n % 25}" for n in range(150)] + names[150:]), ONSET)
    assert later["value"] == pytest.approx(50 / 75)


def test_regulars_alone_are_not_new() -> None:
    card = describe_novelty(MOMENTS, pl.Series([f"regular{n % 25}" for n in range(200)]), ONSET)
    assert card["value"] == 0.0
    assert card["p"] < 0.001
    assert card["says"].startswith("0 of the 25 accounts")


@pytest.mark.parametrize(
    ("accounts", "onset", "why"),
    [(None, ONSET, "not known"), (["a"] * 200, None, "no moment"), (["a"] * 200, ONSET, "n = 1")],
)
def test_what_is_missing_is_said(accounts: list[str] | None, onset: int | None, why: str) -> None:
    card = describe_novelty(MOMENTS, None if accounts is None else pl.Series(accounts), onset)
    assert card["value"] is None
    assert why in card["cannot_say"]


def test_a_tag_nobody_used_before_is_said_to_be_so() -> None:
    card = describe_novelty(MOMENTS, pl.Series([f"a{n % 30}" for n in range(200)]), int(MOMENTS[0]))
    assert (card["value"], card["before"]) == (1.0, None)
    assert "Nobody in this case had used it before; 30 accounts did in its first 24 hours." in card["says"]


def test_a_single_user_right_before_is_too_few_to_compare_with() -> None:
    names = ["early"] + [f"a{n % 40}" for n in range(199)]
    card = describe_novelty(MOMENTS, pl.Series(names), int(MOMENTS[1]))
    assert card["says"] == (
        "40 of the 40 accounts of the first 24 hours of its rise had not used it before; right before, 1 account used "
        "it, too few to compare with."
    )
