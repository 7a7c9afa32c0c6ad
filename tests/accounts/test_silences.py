"""The longest silence of each account, compared with a loop over its posts, and how unusual it is."""

from datetime import timedelta
from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.accounts.sleepers import START, Town, day_of, people
from unisono.accounts.silences import SILENCES, Silences, find_silences
from unisono.accounts.timelines import DAY, read_timelines
from unisono.model.tables import POSTS, conform


def posts_on(days: dict[str, list[float]], platform: str = "here") -> pl.DataFrame:
    """Return posts in POSTS columns: each account's, as days after START."""
    rows = [
        (platform, account, f"{account}{number}", START + timedelta(day))
        for account, moments in days.items()
        for number, day in enumerate(moments)
    ]
    columns = ["platform", "account_id", "post_id", "created_at"]
    return conform(pl.DataFrame(rows, schema=columns, orient="row"), POSTS)


def silences_in(days: dict[str, list[float]]) -> Silences:
    """Return the silences of these accounts in a case in which somebody posts every day."""
    last = max((moment for moments in days.values() for moment in moments), default=0.0)
    crowd = {f"zz{n}": [float(day) + n / 10 for day in range(int(last) + 2)] for n in range(3)}
    return find_silences(read_timelines(posts_on({**days, **crowd})))


@given(
    st.dictionaries(
        st.sampled_from(["a", "b", "c", "d"]),
        st.lists(st.integers(0, 300 * 24), min_size=1, max_size=15),
        min_size=1,
    )
)
def test_silences_are_those_that_a_loop_finds(hours: dict[str, list[int]]) -> None:
    silences = silences_in({account: [hour / 24 for hour in moments] for account, moments in hours.items()})
    places = {name: place for place, name in enumerate(silences.timelines.accounts)}
    for account, moments in hours.items():
        i = places[f"here:{account}"]
        ordered = sorted(moments)
        gaps = [after - before for before, after in pairwise(ordered)]
        if not gaps:
            assert (silences.longest[i], silences.place[i], silences.said[i]) == (0, -1, False)
            continue
        widest = max(gaps)
        first = gaps.index(widest)
        assert silences.longest[i] == pytest.approx(widest * DAY / 24, abs=2)
        rest = sorted(gaps)[:-1]
        assert silences.next_longest[i] == pytest.approx(max(rest, default=0) * DAY / 24, abs=2)
        assert silences.said[i] == (len(moments) >= 8 and widest > 0 and silences.before[i] >= 2)
        if gaps.count(widest) == 1:
            assert silences.before[i] == first + 1
            assert silences.after[i] == len(ordered) - first - 1
            assert silences.began[i] == pytest.approx(micros(ordered[first]), abs=2)
            assert silences.ended[i] == pytest.approx(micros(ordered[first + 1]), abs=2)


def micros(hour: int) -> int:
    return int((START + timedelta(hours=hour)).timestamp() * 1e6)


def test_a_frame_says_what_is_known_and_why_the_rest_is_not() -> None:
    frame = silences_in(
        {
            "few": [0.0, 1.0, 200.0],
            "late": [0.0, *(200.0 + day for day in range(9))],
            "slept": [*(1.0 * day for day in range(9)), 208.0, 209.0],
            "busy": [*(1.0 * day + day % 7 / 40 for day in range(45)), 244.0, 245.0],
            "one": [4.0],
            "same": [7.0] * 9,
        }
    ).frame()
    assert dict(frame.schema) == SILENCES
    rows = {row["account"]: row for row in frame.iter_rows(named=True)}
    assert rows["here:few"]["cannot_say"] == "fewer than 8 posts"
    assert rows["here:one"]["cannot_say"] == "fewer than 8 posts"
    assert rows["here:late"]["cannot_say"] == "fewer than 2 posts before its longest silence"
    assert rows["here:same"]["cannot_say"] == "no silence"
    assert rows["here:few"]["days"] is None
    slept = rows["here:slept"]
    assert (slept["days"], slept["next_longest_days"], slept["before"], slept["after"]) == (200.0, 1.0, 9, 2)
    assert slept["ended_at"].date() == day_of(208)
    assert slept["p"] is None
    assert slept["cannot_say"] is None
    assert rows["here:busy"]["p"] < 0.01


def test_a_silence_is_the_less_unusual_the_wilder_the_rhythm_and_unknown_with_few_pauses() -> None:
    rng = np.random.default_rng(2)
    regular = np.cumsum(rng.exponential(1.0, 40)).tolist()
    wild = np.cumsum(rng.lognormal(1.0, 2.0, 40)).tolist()
    silences = silences_in(
        {
            "a": [*regular, regular[-1] + 150.0],
            "b": [*wild, wild[-1] + 150.0],
            "c": [*(n / 100 for n in range(20)), 150.0],
        }
    )
    regular_tail, wild_tail, unknown = silences.tail[:3]
    assert regular_tail < 0.01
    assert wild_tail > 0.05
    assert np.isnan(unknown)


def test_chances_are_those_of_people_whose_pauses_are_lognormal() -> None:
    rng = np.random.default_rng(8)
    town = Town(rng, days=8_000.0)
    town.add(np.cumsum(rng.lognormal(1.5, 1.3, (2_000, 60)), axis=1))
    town.add(np.arange(8_000.0)[None, :] + 0.5)
    tails = find_silences(read_timelines(town.posts())).tail
    for level in (0.5, 0.1, 0.01):
        assert np.mean(tails[~np.isnan(tails)] <= level) <= level * 1.2
    assert np.mean(tails[~np.isnan(tails)] <= 0.5) >= 0.3


def test_days_of_which_the_case_has_nothing_do_not_count() -> None:
    rng = np.random.default_rng(3)
    town = Town(rng, days=400.0)
    people(town, 2_000, posts=40)
    posts = town.posts()
    day = (pl.col("created_at") - START).dt.total_hours() / 24
    lost = posts.filter((day < 100) | (day > 250))
    own = [*(float(n) for n in range(20)), 80.0, *(260.0 + n for n in range(9))]
    slept = find_silences(read_timelines(pl.concat([lost, posts_on({"slept": own})])))
    (i,) = np.flatnonzero((slept.timelines.accounts == "here:slept").to_numpy())
    assert slept.longest[i] / DAY == pytest.approx(61.0)  # from day 19 to day 80: a gap of 150 days hides none
    assert np.median(slept.longest[slept.said]) < 90 * DAY


def test_the_start_of_a_collection_wakes_nobody() -> None:
    rng = np.random.default_rng(3)
    town = Town(rng, days=900.0)
    names = people(town, 2_000, posts=100)
    posts = town.posts()
    day = (pl.col("created_at") - START).dt.total_hours() / 24
    strays = posts.filter(day < 600).sample(900, seed=1)
    silences = find_silences(read_timelines(pl.concat([strays, posts.filter(day >= 600)])))
    assert silences.said.sum() > len(names) / 2
    started = (silences.ended >= micros(600 * 24)) & (silences.ended < micros(615 * 24))
    assert (silences.longest[started & silences.said] < 20 * DAY).all()


def test_a_case_without_posts_has_no_silences() -> None:
    silences = find_silences(read_timelines(conform(pl.DataFrame(), POSTS)))
    assert silences.frame().is_empty()
