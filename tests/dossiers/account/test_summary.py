"""The paragraph says what is known, and of the unknown that it is unknown and why."""

from datetime import UTC, datetime
from typing import Any

from unisono.dossiers.account.summary import (
    activity_sentence,
    deletion_sentences,
    findings_sentences,
    identity_sentence,
    network_sentence,
    silence_sentence,
    turn_sentence,
)

DAY = datetime(2017, 6, 3, tzinfo=UTC)
LATER = datetime(2017, 6, 9, tzinfo=UTC)


def life(**more: Any) -> dict[str, Any]:
    kinds = {"post": 1, "repost": 3, "reply": 0, "quote": 0}
    known = {"posts": 4, "posts_without_time": 0, "kinds": kinds, "active_days": 2, "days": 7}
    return {**known, "first_at": DAY, "last_at": LATER, **more}


def silence(**more: Any) -> dict[str, Any]:
    known = {"days": 412.0, "began_at": DAY, "ended_at": LATER, "next_longest_days": 1.5, "n": 90, "p": 0.004}
    return {**known, "slept": False, "woke": False, "cannot_say": None, **more}


def turn(**more: Any) -> dict[str, Any]:
    subjects = [
        {"item": "#cats", "before": 0.9, "after": 0.1},
        {"item": "#vote", "before": 0.0, "after": 0.8},
    ]
    known = {"turned_at": DAY, "earliest": DAY, "latest": LATER, "subjects": subjects, "n": 80, "cannot_say": None}
    return {**known, "turned": True, **more}


def test_activity_is_told_with_counts_days_and_shares() -> None:
    assert activity_sentence(life()) == (
        "The case has 4 posts of it, on 2 of the 7 days from 2017-06-03 to 2017-06-09: posts of its own 25%, "
        "reposts 75%."
    )
    assert "(1 more have no time), on 2017-06-03:" in activity_sentence(life(posts_without_time=1, active_days=1))
    assert "on every one of the 7 days from" in activity_sentence(life(active_days=7))
    assert activity_sentence(life(posts=0)) == "The case has a profile of it, but no post."
    assert "none with a time" in activity_sentence(life(first_at=None))


def test_a_silence_is_long_ordinary_or_cannot_be_judged() -> None:
    slept = silence_sentence(silence(slept=True))
    assert "412 days" in slept and "next longest silence is 36 hours" in slept and "posted again" in slept
    assert silence_sentence(silence()) == (
        "Its longest silence lasted 412 days, from 2017-06-03 to 2017-06-09; its own rhythm gives one as long with a "
        "probability of 0.004."
    )
    few = silence_sentence(silence(days=None, cannot_say="fewer than 8 posts", n=7))
    assert few == "How long it fell silent cannot be said: fewer than 8 posts (n = 7)."
    assert "cannot be said: too few pauses" in silence_sentence(silence(cannot_say="too few pauses"))


def test_a_silence_that_its_rhythm_often_gives_is_never_said_to_be_long_by_that_rhythm() -> None:
    usual = silence_sentence(silence(days=22.0, next_longest_days=7.0, woke=True, p=0.47))
    assert (
        "22 days, from 2017-06-03 to 2017-06-09, at least three times as long as its other silences; its own" in usual
    )
    assert usual.endswith("gives one as long with a probability of 0.47, so it is nothing unusual for it.")
    near = silence_sentence(silence(days=22.0, next_longest_days=8.0, woke=True, p=0.47))
    assert "three times" not in near


def test_findings_about_it_and_about_its_groups_are_counted_apart() -> None:
    def told(*kinds: str) -> list[str]:
        return findings_sentences({"findings": [{"subject_kind": kind} for kind in kinds]})

    assert told() == []
    assert told("account") == ["1 finding is about it."]
    assert told("pair") == ["1 finding is about a group or pair that it is part of."]
    assert told("pair", "cohort") == ["2 findings are about groups or pairs that it is part of."]
    assert told("account", "pair") == ["2 findings are about it, 1 of them about groups or pairs that it is part of."]


def test_a_turn_names_what_went_and_what_came() -> None:
    assert turn_sentence(turn()) == (
        "From about 2017-06-03 on (any date from 2017-06-03 to 2017-06-09) it posted about other things; less of "
        "#cats; more of #vote."
    )
    assert "(n = 80 posts)" in turn_sentence(turn(turned=False))
    assert turn_sentence(turn(cannot_say="too few", n=7)).endswith("cannot be said: too few (n = 7).")


def test_profiles_that_do_not_change_are_told_apart_from_profiles_that_are_not_there() -> None:
    changes = [{"field": field, "at": DAY} for field in ("handle", "bio")]
    assert "Its handle and bio changed, 1 time within 3 dated profiles" in identity_sentence(changes, 3)
    assert "the same in all 3" in identity_sentence([], 3)
    assert "the case has one dated profile of it." in identity_sentence([], 1)
    assert "the case has no dated profile of it." in identity_sentence([], 0)


def test_deletions_and_networks_are_told_or_left_out() -> None:
    assert deletion_sentences({"deleted": 0, "n": 5, "median_life_s": None, "missing": 0}) == []
    (told,) = deletion_sentences({"deleted": 2, "n": 5, "median_life_s": 7_200.0, "missing": 0})
    assert told == "Of 5 posts looked at again, 2 are deleted; half of them stood 2 hours at most."
    (told,) = deletion_sentences({"deleted": 0, "n": 0, "median_life_s": None, "missing": 3, "looked_for": 24})
    assert told == "A later file should have 24 posts of it and lacks 3: deleted, taken down, or not asked for."
    assert "not been scanned" in network_sentence(None)
    assert "in no network" in network_sentence([])
    member = {"network": 3, "size": 64, "role": "booster"}
    assert network_sentence([member]) == (
        "It is in network 3 (64 accounts that acted together), as one that spreads things."
    )
