"""The life of a network in words: five states, each with counts, and its subjects only where it turned."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from unisono.cli.network_life import life_text, print_life
from unisono.cli.output import Output

MAY, JUNE = datetime(2017, 5, 1, tzinfo=UTC), datetime(2017, 6, 1, tzinfo=UTC)


def life(**more: Any) -> dict[str, Any]:
    none = {"first_at": None, "last_at": None, "median_at": None, "together": None}
    hours = {"cannot_say": "fewer than 30 posts with an hour", "n": 4, "without_hour": 0}
    return {
        "made": {**none, "accounts": 0},
        "active": {"accounts": 2, "first_at": MAY, "last_at": JUNE, "median_days": 2.0},
        "asleep": {"accounts": 0, "median_days": None, "from": None},
        "awake": none,
        "turned": {
            "at": None,
            "tested": 2,
            "cannot_say": None,
            "precision": "second",
            "posts_before": 0,
            "posts_after": 0,
            "subjects": [],
        },
        "days": [
            {"day": date(2017, 5, 1), "accounts": 2, "posts": 2},
            {"day": date(2017, 6, 1), "accounts": 1, "posts": 1},
        ],
        "uncollected": [],
        "hours": hours,
        "events": [{"name": "the vote", "at": MAY, "source": None}],
        **more,
    }


def test_nothing_unusual_is_said_to_be_so() -> None:
    text = life_text(life(), 2)
    assert "2017-05-01  █" in text
    assert "^ the vote" in text
    assert "made    not stated in the files" in text
    assert "active  2017-05-01 to 2017-06-01; half of them on 2 days or more" in text
    assert "asleep  none of 2 accounts" in text
    assert "awake" not in text
    assert "turned  not together beyond chance (2 of 2 accounts have posts enough to tell)" in text


def test_where_nobody_could_be_examined_nothing_is_said_of_turning() -> None:
    why = "0 of 72 accounts posted 20 times on 10 days or more; 3 are needed"
    text = life_text(life(turned={"at": None, "tested": 0, "cannot_say": why}), 72)
    assert f"turned  cannot say: {why}" in text
    assert "not together beyond chance" not in text


def test_waking_and_turning_together_are_dated_and_marked() -> None:
    awake = {"first_at": JUNE, "last_at": JUNE, "median_at": JUNE, "together": JUNE}
    text = life_text(
        life(
            made={"first_at": MAY, "last_at": JUNE, "median_at": MAY, "together": MAY, "accounts": 2},
            asleep={"accounts": 2, "median_days": 200.0, "from": MAY},
            awake=awake,
            turned={"at": JUNE, "precision": "second", "posts_before": 3, "posts_after": 1, "subjects": []},
        ),
        2,
    )
    assert "2 of 2 accounts had a long silence, at least three times as long as their others, half of them" in text
    assert "awake   2017-06-01; together from 2017-06-01 on" in text
    assert "(2 of 2 accounts say when); together from 2017-05-01 on" in text
    assert "^ woke" in text and "^ changed its subject" in text


def test_subjects_are_shown_only_where_the_network_turned(capsys: pytest.CaptureFixture[str]) -> None:
    print_life(Output(), life(), 2)
    assert "posted about before" not in capsys.readouterr().out
    subjects = [{"item": "#صوت", "kind": "hashtag", "before": 0.01, "after": 0.71}]
    turned = {"at": JUNE, "precision": "second", "posts_before": 9, "posts_after": 1, "subjects": subjects}
    print_life(Output(), life(turned=turned), 2)
    told = capsys.readouterr().out
    assert "before 2017-06-01T00:00:00Z (9 posts) and from then on (1 post)" in told
    assert "#صوت" in told and "1%" in told and "71%" in told
    print_life(Output(), life(turned={**turned, "precision": "day"}), 2)
    assert "before 2017-06-01 (9 posts) and from then on (1 post)" in capsys.readouterr().out


def test_a_network_whose_posts_have_no_time_has_a_life_in_words() -> None:
    text = life_text(life(active={"accounts": 0, "first_at": None, "last_at": None, "median_days": None}, days=[]), 2)
    assert "active  no post has a time" in text
