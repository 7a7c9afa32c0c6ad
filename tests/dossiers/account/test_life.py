"""Lives that were planted are told as they were."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import numpy as np
import polars as pl
import pytest

from tests.dossiers.account.lives import SLEPT_FROM, START, WOKE, post
from unisono.accounts.coverage import Coverage
from unisono.detectors.dormancy import find_dormant
from unisono.dossiers.account.life import dark_spans, describe_dormancy, describe_life, longest_silences
from unisono.dossiers.account.material import Material

Read = Callable[[str], Material]


def test_a_life_counts_posts_days_and_kinds_as_they_are(material: Read) -> None:
    own = material("sleeper")
    life = describe_life(own)
    dates = own.own["created_at"].dt.date()
    assert life["posts"] == own.own.height == life["kinds"]["post"]
    assert (life["first_at"], life["last_at"]) == (own.own["created_at"].min(), own.own["created_at"].max())
    assert life["active_days"] == dates.n_unique()
    assert sum(day["posts"] for day in life["activity"]) == life["posts"]
    assert life["days"] == (dates.max() - dates.min()).days + 1  # type: ignore[operator]  # there are posts
    assert life["made_at"] == START - timedelta(days=100)
    assert life["uncollected"] == []


def test_the_planted_silence_is_the_longest_and_the_others_are_what_brute_force_finds(material: Read) -> None:
    for account in ("sleeper", "o3"):
        own = material(account)
        times = own.own["created_at"].to_list()
        gaps = sorted((later - earlier) / timedelta(days=1) for earlier, later in pairwise(times))
        told = [one["days"] for one in longest_silences(own)]
        assert told == pytest.approx(gaps[::-1][:3])
    longest = longest_silences(material("sleeper"))[0]
    assert longest["began_at"] > START + timedelta(days=SLEPT_FROM)
    assert longest["ended_at"] == START + timedelta(days=WOKE)
    assert longest["woke"] and not any(one["woke"] for one in longest_silences(material("o3")))


def test_only_the_sleeper_slept_and_the_detector_says_the_same(material: Read) -> None:
    found = find_dormant(material("sleeper").known)
    assert found["subject"].to_list() == ["twitter:sleeper"]
    told = describe_dormancy(material("sleeper"))
    assert told["slept"] and told["woke"]
    assert (told["days"], told["q"]) == (found["value"][0], found["q"][0])
    for account in ("o3", "turncoat"):
        other = describe_dormancy(material(account))
        assert not other["slept"] and other["cannot_say"] is None and other["p"] > 0.01


def test_what_few_posts_leave_open_is_said_with_n(material: Read) -> None:
    told = describe_dormancy(material("few"))
    assert (told["days"], told["p"], told["n"]) == (None, None, 7)
    assert told["cannot_say"] == "fewer than 8 posts"


def test_an_account_without_posts_has_a_life_without_days(material: Read) -> None:
    own = material("quiet")
    life = describe_life(own)
    assert (life["posts"], life["first_at"], life["days"], life["activity"], life["silences"]) == (0, None, 0, [], [])
    assert describe_dormancy(own) == describe_dormancy(own) | {"days": None, "slept": None, "n": 0}


def test_days_are_those_of_the_cases_zone(material: Read) -> None:
    own = material("few")
    late = pl.DataFrame([post("few", 0.99, 1, created_at_precision="minute")])
    there = replace(own, own=late, case=replace(own.case, zone="Asia/Tokyo"))
    assert [str(day["day"]) for day in describe_life(there)["activity"]] == ["2017-01-02"]
    assert describe_life(there)["first_precision"] == "minute"


def test_dark_days_become_spans() -> None:
    none = np.zeros(0, np.int64)
    dark = np.array([[True, True, False, True, False, False, True]])
    coverage = Coverage(17_000, none, none.astype(np.int32), none.astype(bool), dark.astype(np.int64), dark, dark)
    spans = [(str(one["first"]), str(one["last"])) for one in dark_spans(coverage, 0)]
    assert spans == [("2016-07-18", "2016-07-19"), ("2016-07-21", "2016-07-21"), ("2016-07-24", "2016-07-24")]
