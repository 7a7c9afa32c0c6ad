"""Tests of the day on which a purpose changed."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import jensenshannon

from unisono.content.purposes import PURPOSES
from unisono.dossiers.network import crossover
from unisono.dossiers.network.crossover import Crossover, divergences, find_crossover

START = datetime(2018, 6, 1, 9, tzinfo=UTC)
ROWS = np.eye(len(PURPOSES))


def planted(kinds: list[list[str]], copies: int = 3, zone: str = "UTC") -> Crossover | str:
    """Look for a change in days with texts of these kinds, each text posted so often within its day."""
    shares, texts, times = [], [], []
    for day, own in enumerate(kinds):
        for kind in own:
            shares.append(ROWS[PURPOSES.index(kind)])
            for copy in range(copies):
                texts.append(len(shares) - 1)
                times.append(START + timedelta(days=day, minutes=len(texts) + copy))
    posts = pl.DataFrame(
        {"created_at": times, "text": texts}, schema={"created_at": pl.Datetime("us", "UTC"), "text": pl.Int64}
    )
    return find_crossover(posts, np.array(shares).reshape(-1, len(PURPOSES)), zone)


@given(
    st.lists(st.tuples(*[st.integers(0, 9)] * 4), min_size=2, max_size=8).filter(lambda days: sum(map(sum, days)) > 0)
)
def test_the_divergence_of_each_day_is_that_of_its_two_sides(days: list[tuple[int, ...]]) -> None:
    daily = np.array(days, dtype=np.float64)
    found = divergences(daily)
    for day in range(len(days)):
        before, after = daily[:day].sum(axis=0), daily[day:].sum(axis=0)
        if before.sum() == 0 or after.sum() == 0:
            assert found[day] == pytest.approx(0.0, abs=1e-9)
            continue
        weight = before.sum() / daily.sum()
        mixed = weight * before / before.sum() + (1 - weight) * after / after.sum()
        parts = [side[side > 0] / side.sum() for side in (before, after)]
        entropies = [-(part * np.log2(part)).sum() for part in parts]
        whole = -(mixed[mixed > 0] * np.log2(mixed[mixed > 0])).sum()
        assert found[day] == pytest.approx(whole - weight * entropies[0] - (1 - weight) * entropies[1], abs=1e-9)


def test_with_sides_of_one_size_it_is_the_divergence_of_scipy() -> None:
    daily = np.array([[5.0, 3.0, 2.0, 0.0], [1.0, 4.0, 0.0, 5.0]])
    assert divergences(daily)[1] == pytest.approx(jensenshannon(daily[0], daily[1], base=2) ** 2)


def test_a_planted_change_is_dated_to_its_day_with_its_shares() -> None:
    found = planted([["commercial", "unknown"]] * 12 + [["political", "political"]] * 8)
    assert isinstance(found, Crossover)
    assert found.at.date() == date(2018, 6, 13)
    assert (found.from_, found.to) == ("commercial", "political")
    assert (found.before["commercial"], found.after["political"]) == (1.0, 1.0)
    assert (found.posts_before, found.posts_after) == (36, 48)
    assert found.first_day <= date(2018, 6, 13) <= found.last_day
    assert found.p <= 0.01
    assert found.as_json()["from"] == "commercial"
    assert "from_" not in found.as_json()


def test_a_change_of_half_of_the_posts_is_found_within_days() -> None:
    found = planted([["commercial", "commercial"]] * 20 + [["commercial", "political"]] * 12)
    assert isinstance(found, Crossover)
    assert abs((found.at.date() - date(2018, 6, 21)).days) <= 2
    assert found.after == pytest.approx({"commercial": 0.5, "political": 0.5, "news": 0.0, "fan": 0.0}, abs=0.1)


def test_days_are_those_of_the_zone() -> None:
    found = planted([["commercial"] * 2] * 12 + [["political"] * 2] * 8, zone="Pacific/Kiritimati")
    assert isinstance(found, Crossover)
    # Nine in the morning of the 13th in Greenwich is eleven at night there.
    assert found.first_day <= date(2018, 6, 13) <= found.last_day
    assert found.at == datetime(2018, 6, 13, 10, 13, tzinfo=UTC)


def test_shuffled_texts_change_beyond_chance_as_seldom_as_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crossover, "SHUFFLES", 199)
    rng = np.random.default_rng(5)
    found = []
    for _ in range(30):
        days = [[str(kind) for kind in rng.choice(["commercial", "political"], 2)] for _ in range(15)]
        found.append(planted(days))
    # One in a hundred by its level; three of thirty would be less than one chance in two hundred.
    assert sum(isinstance(one, Crossover) for one in found) <= 2
    assert any(isinstance(one, str) and one.startswith(("not beyond chance", "no: ")) for one in found)


def test_a_text_that_is_posted_often_is_one_decision() -> None:
    assert isinstance(planted([["commercial"]] * 4 + [["political"]] * 4, copies=200), str)


@pytest.mark.parametrize(
    ("kinds", "says"),
    [
        ([], "cannot say: 0 posts of 0 texts"),
        ([["unknown"]] * 40, "cannot say: 0 posts of 0 texts"),
        ([["commercial"]] * 6 + [["political"]] * 3, "cannot say: 27 posts of 9 texts"),
        ([["commercial"] * 30], "cannot say: 90 posts of 30 texts"),
        ([["commercial", "commercial"]] * 30, "no: on no day"),
    ],
)
def test_where_nothing_changed_or_too_little_is_known_words_say_so(kinds: list[list[str]], says: str) -> None:
    found = planted(kinds)
    assert isinstance(found, str)
    assert found.startswith(says)


def test_a_purpose_that_begins_where_nothing_was_recognised_before_is_no_change_that_can_be_told() -> None:
    says = planted([["unknown"] * 3] * 10 + [["political"] * 2 + ["unknown"]] * 10)
    assert says == ("cannot say: too little was recognised before 2018-06-11 (0 of 90 posts; from then on 60 of 90)")
    assert str(planted([["political", "unknown"]] * 20)).startswith("no: ")


def test_the_order_of_rows_makes_no_difference() -> None:
    shares = np.array([ROWS[number % 2] for number in range(60)])
    rng = np.random.default_rng(3)
    posts = pl.DataFrame(
        {
            "created_at": [START + timedelta(days=number // 3 if number % 2 else number // 4) for number in range(60)],
            "text": range(60),
        }
    )
    once = find_crossover(posts, shares, "UTC")
    assert once == find_crossover(posts[rng.permutation(60)], shares, "UTC")
