"""Life: silences, dates of waking and turning, changes of identity, and deleted posts."""

import math
from datetime import timedelta

import numpy as np
import pytest

from tests.accounts.signals.lives import acts_of, at, profiles_of, values_of
from tests.accounts.sleepers import START as BEGIN
from tests.accounts.sleepers import Town, people, sleepers
from tests.accounts.turning_town import crowd
from unisono.accounts.signals.acts import Acts
from unisono.accounts.signals.life import SIGNALS, measure_life
from unisono.accounts.signals.reading import reason
from unisono.accounts.timelines import DAY
from unisono.detectors.turn import find_turned


def life_of(acts: Acts, account: str) -> dict[str, tuple[float, int]]:
    return values_of(measure_life(acts), acts, account)


def test_every_signal_is_measured_of_nobody_too() -> None:
    measured = measure_life(acts_of([]))
    assert set(measured) == {signal.name for signal in SIGNALS}
    assert all(len(values) == len(n) == 0 for values, n in measured.values())


def test_who_slept_has_a_long_silence_and_the_date_of_its_end() -> None:
    town = Town(np.random.default_rng(2))
    people(town, 400)
    asleep = sleepers(town, 5, woke=500.0)
    acts = Acts(town.known())
    measured = measure_life(acts)
    for name in asleep:
        found = values_of(measured, acts, str(name))
        assert found["longest_silence"][0] > 440
        woke = (found["woke_at"][0] - BEGIN.timestamp()) / 86_400
        assert 500.0 <= woke <= 501.0
    # The signals are what the silences and returns say, of everybody.
    silences, returns = acts.known.silences, acts.known.returns
    longest, n = measured["longest_silence"]
    assert longest[silences.said] == pytest.approx(silences.longest[silences.said] / DAY)
    assert np.isnan(longest[~silences.said]).all()
    assert (n == acts.timelines.counts).all()
    woken = np.zeros(acts.accounts, np.bool_)
    woken[returns.accounts] = True
    assert (np.isnan(measured["woke_at"][0]) == ~woken).all()


def test_who_posts_seldom_has_no_silence_that_could_be_said() -> None:
    acts = acts_of([{"account_id": "a", "seconds": day * 86_400} for day in (0, 1, 300, 301, 302, 303, 304)])
    value, n = life_of(acts, "a")["longest_silence"]
    assert math.isnan(value) and n == 7


def test_the_date_of_a_change_of_subject_is_that_of_the_finding() -> None:
    town = crowd(people=80)
    town.live("turner", "football", then="vote", since=35.0, posts=100)
    acts = Acts(town.known())
    measured = measure_life(acts)
    turned = {
        name for name, value in zip(acts.timelines.accounts, measured["turned_at"][0], strict=True) if value == value
    }
    assert turned == set(find_turned(acts.known)["subject"]) == {"here:turner"}
    value, n = values_of(measured, acts, "turner")["turned_at"]
    assert n == 100
    known = acts.known.turns.table
    assert value == known.row(known["account"].to_list().index("here:turner"), named=True)["turned_at"].timestamp()


def test_who_posts_on_few_days_is_not_said_to_keep_its_subject() -> None:
    town = crowd(people=40)
    for number in range(25):
        town.post("hasty", number / 5, "baking")
    acts = Acts(town.known())
    signal = next(one for one in SIGNALS if one.name == "turned_at")
    value, n = life_of(acts, "hasty")["turned_at"]
    assert math.isnan(value) and n == 0
    assert reason(signal, n) == "fewer than 20 posts on 10 days"
    value, n = life_of(acts, "p1")["turned_at"]
    assert math.isnan(value) and n == 60
    assert reason(signal, n).startswith("no change of its subject stands out")


def test_posts_without_the_columns_of_subjects_say_nothing_of_turns() -> None:
    acts = acts_of([{"account_id": "a", "seconds": 60 * n} for n in range(30)])
    bare = Acts(type(acts.known)(acts.known.posts.drop("hashtags")))
    assert life_of(bare, "a")["turned_at"][1] == 0


def test_changes_between_dated_profiles_are_counted() -> None:
    faces = [
        {"account_id": "a", "handle": "ann", "bio": "gardener", "observed_at": at(0)},
        {"account_id": "a", "handle": "ann2", "bio": "gardener", "observed_at": at(60)},
        {"account_id": "a", "handle": "ann2", "bio": "voter", "observed_at": at(120)},
        {"account_id": "b", "handle": "bob", "observed_at": at(0)},
        {"account_id": "b", "handle": "bob", "observed_at": at(60)},
        {"account_id": "c", "handle": "cat", "observed_at": at(0)},
    ]
    acts = acts_of([{"account_id": name, "seconds": 1} for name in "abc"], snapshots=profiles_of(faces))
    found = {name: life_of(acts, name)["identity_changes"] for name in "abc"}
    assert (found["a"], found["b"]) == ((2.0, 3), (0.0, 2))
    assert math.isnan(found["c"][0])


def test_deleted_posts_are_counted_and_their_life_is_the_median() -> None:
    rows = [
        {
            "account_id": "a",
            "seconds": 1_000 * number,
            "is_deleted": number < 6,
            "collected_at": at(1_000 * number) + timedelta(seconds=100 * (number + 1)),
        }
        for number in range(12)
    ]
    rows += [{"account_id": "b", "seconds": 1_000 * number, "is_deleted": number < 4} for number in range(12)]
    acts = acts_of(rows)
    found = life_of(acts, "a")
    assert found["deleted_share"] == (0.5, 12)
    assert found["deleted_life"] == (350.0, 6)
    assert life_of(acts, "b")["deleted_share"] == (pytest.approx(1 / 3), 12)
    assert life_of(acts, "b")["deleted_life"][1] == 0


def test_files_that_do_not_say_what_was_deleted_say_nothing() -> None:
    acts = acts_of([{"account_id": "a", "seconds": 60 * n} for n in range(30)])
    found = life_of(acts, "a")
    assert math.isnan(found["deleted_share"][0]) and found["deleted_share"][1] == 0
