"""What came and went with a change of subject."""

import polars as pl

from tests.accounts.turning_town import crowd
from unisono.accounts.subjects import SUBJECTS, posts_around, subjects_around


def test_the_tag_and_words_of_the_old_and_the_new_subject_are_named() -> None:
    town = crowd(people=40)
    town.live("turner", "football", then="vote", since=35.0, posts=120)
    known = town.known()
    turns = known.turns.table.filter(pl.col("account") == "here:turner")
    around = posts_around(known.source, known.turns.mixes, turns)
    assert around.height == 120
    subjects = subjects_around(around)
    assert subjects.columns == list(SUBJECTS)
    came, went = (subjects.filter((pl.col("z") > 0) == after) for after in (True, False))
    assert came["item"][0] == "#vote"
    assert went["item"][0] == "#football"
    assert came["before"][0] < 0.1 < came["after"][0]
    assert {"ballot", "mayor"} & set(came["item"])
    assert {"goal", "keeper", "stadium"} & set(went["item"])
    assert not {"today", "people"} & set(subjects.filter(pl.col("z").abs() > 3.5)["item"])


def test_nothing_is_named_of_no_accounts() -> None:
    known = crowd(people=12).known()
    around = posts_around(known.source, known.turns.mixes, known.turns.table.clear())
    assert subjects_around(around).height == 0
