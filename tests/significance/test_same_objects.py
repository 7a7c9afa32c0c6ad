"""Null A within an interest: by hand, against loops over dictionaries, and on its own null."""

from collections import Counter

import numpy as np
import polars as pl
import pytest

from tests.significance.traces_by_draw import SECOND, START, layer_of, randomised, too_small, traces_of
from unisono.engine.measuring import acts_by_account, count_meetings
from unisono.significance.popularity import poisson_tail
from unisono.significance.same_objects import MOST_COUNT, interest_null, lasting_interest


@pytest.mark.parametrize("seed", range(4))
def test_p_values_of_accounts_that_draw_from_their_interest_are_not_too_small(seed: int) -> None:
    random = np.random.default_rng(seed)
    popularity = 1.0 / np.arange(1, 1001) ** 0.5
    interest = np.arange(600) % 2
    drawn = [
        random.choice(1000, random.integers(20, 60), replace=False, p=popularity / popularity.sum()) for _ in interest
    ]
    traces = _timelines(
        {f"a{one:03}": [(f"{interest[one]}-{o}", f"w{o % 100}") for o in drawn[one]] for one in range(600)}
    )
    acts = layer_of(traces)
    # Neighbours of like interest, every account in one pair only.
    a = np.flatnonzero(np.arange(600) % 4 < 2).astype(np.int32)
    b = a + 2
    shared = count_meetings(acts_by_account(acts.table), a, b, np.zeros(0, np.int64))[:, 0]
    expected = interest_null(acts, interest).expected_shared(a, b)
    p_values = randomised(poisson_tail(shared, expected), poisson_tail(shared + 1, expected), random)
    assert too_small(p_values) > 1e-3, (shared.mean(), expected.mean())
    # Without the interests, like-minded pairs would look surprising: that is why they are there.
    everyone = interest_null(acts, np.zeros(600, np.int64))
    overall = everyone.activity[a] * everyone.activity[b] * everyone.overlap[0, 0]
    assert too_small(randomised(poisson_tail(shared, overall), poisson_tail(shared + 1, overall), random)) < 1e-9


@pytest.mark.parametrize("seed", range(5))
def test_expected_shared_objects_are_those_of_the_slow_definition(seed: int) -> None:
    random = np.random.default_rng(seed)
    timelines = {
        f"a{account}": [(f"o{number}", f"w{number % 3}") for number in random.choice(9, 6, replace=False)]
        for account in range(8)
    }
    interest = random.integers(0, 2, 8)
    null = interest_null(layer_of(_timelines(timelines)), interest)
    a, b = (side.astype(np.int32) for side in np.triu_indices(8, 1))
    slow = [
        _slow_expected(list(timelines.values()), interest.tolist(), int(i), int(j)) for i, j in zip(a, b, strict=True)
    ]
    np.testing.assert_allclose(null.expected_shared(a, b), slow, rtol=1e-12)


def test_repeated_acts_on_one_object_count_once() -> None:
    once = _timelines({"a": [("x", "w"), ("y", "w")], "b": [("x", "w")], "c": [("y", "v")]})
    twice = pl.concat([once, once.with_columns(pl.col("at").dt.offset_by("1h"))])
    none = np.zeros(3, np.int64)
    left, right = interest_null(layer_of(once), none), interest_null(layer_of(twice), none)
    pair = np.array([0], np.int32), np.array([1], np.int32)
    assert left.activity.tolist() == right.activity.tolist() == [2.0, 1.0, 1.0]
    assert left.expected_shared(*pair) == right.expected_shared(*pair)


def test_no_more_shared_objects_are_expected_than_the_less_active_has() -> None:
    fans = {f"a{fan}": [(f"o{number}", "star") for number in range(30 if fan else 3)] for fan in range(5)}
    null = interest_null(layer_of(_timelines(fans)), np.zeros(5, np.int64))
    assert null.expected_shared(np.array([0], np.int32), np.array([1], np.int32)).tolist() == [3.0]


def test_fans_of_one_author_are_expected_to_share_and_readers_of_scattered_authors_are_not() -> None:
    random = np.random.default_rng(4)
    fans = {
        f"fan{one}": [(f"star{number}", "star") for number in random.choice(50, 30, replace=False)] for one in range(30)
    }
    readers = {
        f"reader{one}": [(f"post{number}", f"w{number}") for number in random.choice(3000, 30, replace=False)]
        for one in range(500)
    }
    acts = layer_of(_timelines(fans | readers))
    null = interest_null(acts, np.zeros(acts.table.account_count, np.int64))
    fan, other_fan, reader, other_reader = (np.array([place], np.int32) for place in (0, 1, 40, 41))
    assert null.expected_shared(fan, other_fan)[0] > 12.0
    assert null.expected_shared(reader, other_reader)[0] < 1.0


def test_objects_without_an_author_are_expected_by_interest_alone() -> None:
    traces = _timelines({"a": [("x", "w"), ("y", "w")], "b": [("x", "w")]}).with_columns(author=pl.lit(None, pl.String))
    null = interest_null(layer_of(traces), np.zeros(2, np.int64))
    # Of the three acts two fall on x: 2 * 1 / (3 * 2) a pair of acts, and 2 * 1 pairs of acts.
    assert null.expected_shared(np.array([0], np.int32), np.array([1], np.int32))[0] == pytest.approx(2 / 3)


def test_lasting_interest_by_hand() -> None:
    counts = np.array([1] * 6 + [2] * 2 + [3])
    found = lasting_interest(counts)
    assert found[0] == pytest.approx(2 * 2 / 6)  # 2 f(2) / f(1)
    assert found[6] == pytest.approx(2 * 3 / (2 * 2 + 3))  # 2 * 3 f(3) / (2 f(2) + 3 f(3))
    assert found[8] == found[6]  # nothing above three acts to learn from, so not less than for two


def test_acts_by_chance_are_expected_again_as_often_as_chance_gives_them() -> None:
    counts = np.random.default_rng(6).poisson(0.5, 200_000)
    found = lasting_interest(counts[counts > 0])
    assert found[counts[counts > 0] <= 2] == pytest.approx(0.5, abs=0.03)


def test_an_interest_that_never_changes_lasts() -> None:
    counts = np.random.default_rng(6).integers(1, 150, 20_000)
    found = lasting_interest(counts)
    steady = (counts >= 2) & (counts <= 70)
    assert (found[steady] >= 0.9 * counts[steady]).all()


def test_lasting_interest_rises_with_the_acts_and_never_exceeds_them() -> None:
    counts = np.random.default_rng(7).zipf(1.7, 5000)
    counts = np.append(counts, [MOST_COUNT + 1, 10 * MOST_COUNT])
    found = lasting_interest(counts)
    assert (found <= counts).all()
    assert (np.diff(found[np.argsort(counts)]) >= 0).all()
    assert found[-1] == 10 * MOST_COUNT


def test_no_acts_have_no_lasting_interest() -> None:
    assert lasting_interest(np.zeros(0, np.int64)).tolist() == []


def _timelines(timelines: dict[str, list[tuple[str, str]]]) -> pl.DataFrame:
    """Return the traces of accounts that acted on these (object, author), a second apart."""
    rows = [(name, number, author) for name, acts in timelines.items() for number, author in acts]
    names, objects, authors = zip(*rows, strict=True)
    return traces_of(names, objects, [START + place * SECOND for place in range(len(rows))], authors=authors)


def _slow_expected(timelines: list[list[tuple[str, str]]], interest: list[int], i: int, j: int) -> float:
    by_interest = len(timelines[i]) * len(timelines[j]) * _slow_overlap(timelines, interest, interest[i], interest[j])
    cells = [Counter(author for _, author in timeline) for timeline in timelines]
    counts = np.array([count for cell in cells for count in cell.values()])
    lasting = dict(zip(counts.tolist(), lasting_interest(counts).tolist(), strict=True))
    acts = Counter(act for timeline in timelines for act in timeline)
    by_author = 0.0
    for author in cells[i].keys() & cells[j].keys():
        sizes = [count for (_, own), count in acts.items() if own == author]
        kept = lasting[cells[i][author]], lasting[cells[j][author]]
        by_author += min(kept[0] * kept[1] * sum(size**2 for size in sizes) / sum(sizes) ** 2, *kept)
    return min(by_interest + by_author, len(timelines[i]), len(timelines[j]))


def _slow_overlap(timelines: list[list[tuple[str, str]]], interest: list[int], one: int, other: int) -> float:
    def meet(first: list[int], second: list[int]) -> float:
        left = [(account, act) for account in first for act in timelines[account]]
        right = [(account, act) for account in second for act in timelines[account]]
        pairs = [(x[1] == y[1]) for x in left for y in right if x != y]
        return sum(pairs) / max(1, len(pairs))

    members = {number: [place for place, own in enumerate(interest) if own == number] for number in (one, other)}
    everyone = list(range(len(timelines)))
    return max(meet(members[one], members[other]), meet(everyone, everyone))
