"""Splits and their divergence, compared with the definition."""

from itertools import permutations

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from unisono.engine.mixes import (
    DayItems,
    ItemRules,
    Listed,
    count_users,
    pool_rare,
    read_days,
    read_items,
    scan_splits,
    shuffle_blocks,
)
from unisono.engine.text_forms import NO_FORMS, lay_out

KIND_OF = np.array([0, 0, 0, 1, 1, 1], np.int32)


def entropy(weights: np.ndarray) -> float:  # type: ignore[type-arg]  # of any number
    shares = weights[weights > 0] / weights.sum()
    return float(-(shares * np.log2(shares)).sum())


def divergence(days: list[list[tuple[int, int]]], split: int, least: float) -> float:
    """Return the mean over kinds of the Jensen-Shannon divergence in bits, less its mean by chance, by definition."""
    values = []
    for kind in range(2):
        sides = np.zeros((2, len(KIND_OF)))
        squares = 0.0
        for day, items in enumerate(days):
            for item, weight in items:
                if KIND_OF[item] == kind:
                    sides[int(day >= split), item] += weight
                    squares += weight * weight
        total = sides.sum()
        different = (sides.sum(axis=0) > 0).sum()
        if total**2 < least * squares or different < 2:
            continue
        shares = sides.sum(axis=1) / total
        within = sum(share * entropy(side) for share, side in zip(shares, sides, strict=True) if share > 0)
        values.append(entropy(sides.sum(axis=0)) - within - (different - 1) * squares / (2 * total**2 * np.log(2)))
    return float(np.mean(values)) if values else 0.0


def as_arrays(accounts: list[list[list[tuple[int, int]]]]):  # type: ignore[no-untyped-def]  # arrays for the kernel
    days = [day for account in accounts for day in account]
    days_of = np.cumsum([0, *(len(account) for account in accounts)]).astype(np.int64)
    day_start = np.cumsum([0, *(len(day) for day in days)]).astype(np.int64)
    items = np.array([item for day in days for item, _ in day], np.int32)
    weights = np.array([weight for day in days for _, weight in day], np.uint8)
    return days_of, day_start, items, weights


days_with_items = st.lists(
    st.lists(st.tuples(st.integers(0, 5), st.integers(1, 64)), max_size=6, unique_by=lambda pair: pair[0]),
    min_size=1,
    max_size=9,
)


@settings(max_examples=150)
@given(st.lists(days_with_items, min_size=1, max_size=3), st.integers(1, 3))
def test_the_divergence_at_every_split_is_that_of_the_definition(
    accounts: list[list[list[tuple[int, int]]]], edge: int
) -> None:
    days_of, day_start, items, weights = as_arrays(accounts)
    days = DayItems(days_of, day_start, items, weights, KIND_OF, kinds=2, least=3.0)
    at_split, strongest, _ = scan_splits(days, edge=edge)
    for number, account in enumerate(accounts):
        wanted = [
            divergence(account, split, 3.0) if split >= edge and len(account) - split >= edge else -1.0
            for split in range(len(account))
        ]
        np.testing.assert_allclose(at_split[days_of[number] : days_of[number + 1]], wanted, atol=1e-9)
        assert strongest[number] == max(at_split[days_of[number] : days_of[number + 1]])


@settings(max_examples=60)
@given(days_with_items, st.integers(1, 2**31))
def test_a_shuffle_of_days_is_the_largest_split_of_some_order(account: list[list[tuple[int, int]]], seed: int) -> None:
    account = account[:4]
    days_of, day_start, items, weights = as_arrays([account])
    largest = shuffle_blocks(
        DayItems(days_of, day_start, items, weights, KIND_OF, kinds=2, least=2.0),
        edge=1,
        chosen=np.array([0], np.int32),
        blocks=(np.array([0, len(account)], np.int64), np.arange(len(account) + 1, dtype=np.int64)),
        seeds=np.array([seed], np.int64),
        known=np.empty((1, 0)),
        shuffles=20,
    )
    possible = {
        round(max([-1.0, *(divergence(list(order), split, 2.0) for split in range(1, len(order)))]), 8)
        for order in permutations(account)
    }
    assert {round(value, 8) for value in largest[0].tolist()} <= possible


plain_texts = st.text(alphabet="aBc éжЖ文の港#@:/.&w_1 ", max_size=30)
lists_of_texts = st.lists(st.none() | st.lists(st.none() | plain_texts, max_size=3), min_size=6, max_size=6)


def listed(column: list[list[str | None] | None]) -> Listed:
    parts = [part for row in column for part in row or ()]
    start = np.cumsum([0, *(len(row or ()) for row in column)]).astype(np.int64)
    return Listed(lay_out(pl.Series(parts, dtype=pl.String)), start) if parts else Listed(NO_FORMS, start[:0])


def written(tags: list[str | None], links: list[str | None], text: str) -> str:
    return " ".join([*(f"#{tag}" for tag in tags if tag is not None), *(link for link in links if link), text])


@settings(max_examples=150)
@given(
    st.lists(st.tuples(st.integers(0, 5), plain_texts, st.booleans(), st.booleans()), max_size=8),
    lists_of_texts,
    lists_of_texts,
    st.integers(1, 9),
)
def test_the_items_of_days_are_those_of_tags_and_links_written_before_the_texts(
    posts: list[tuple[int, str, bool, bool]],
    tags: list[list[str | None] | None],
    links: list[list[str | None] | None],
    most: int,
) -> None:
    day_of = np.cumsum([7, *(new_day for _, _, new_day, _ in posts)])[1:].astype(np.int32)
    languages = np.array([3 * 64 if spoken else -1 for *_, spoken in posts], np.int32)
    texts = [written(tags[row] or [], links[row] or [], text) for row, text, _, _ in posts]
    start, items = read_items(lay_out(pl.Series(texts, dtype=pl.String)), 64, most)
    left_out = items[:1] if len(items) else np.zeros(0, np.int32)
    days: dict[int, set[int]] = {int(day): set() for day in day_of}
    for post, day in enumerate(day_of):
        days[int(day)] |= {*items[start[post] : start[post + 1]].tolist(), *languages[post : post + 1].tolist()}
    day_start, found = read_days(
        ItemRules(64, most, 3 * 64 + 1, left_out),
        day_of,
        lay_out(pl.Series([text for _, text, _, _ in posts], dtype=pl.String)),
        rows=np.array([row for row, *_ in posts], np.int64),
        tags=listed(tags),
        links=listed(links),
        languages=languages,
    )
    assert len(day_start) == len(days) + 1
    for place, day in enumerate(days):
        own = found[day_start[place] : day_start[place + 1]].tolist()
        assert len(own) == len(set(own))
        assert set(own) == days[day] - {-1, *left_out.tolist()}


@settings(max_examples=30)
@given(days_with_items, st.integers(1, 2**31), st.integers(0, 20))
def test_shuffles_go_on_where_they_stopped(account: list[list[tuple[int, int]]], seed: int, stop: int) -> None:
    days_of, day_start, items, weights = as_arrays([[[(0, 9)]], account])

    def shuffled(known: np.ndarray, shuffles: int) -> np.ndarray:  # type: ignore[type-arg]  # of floats
        return shuffle_blocks(
            DayItems(days_of, day_start, items, weights, KIND_OF, kinds=2, least=2.0),
            edge=1,
            chosen=np.array([1], np.int32),
            blocks=(np.array([0, 1, 1 + len(account)], np.int64), np.arange(len(account) + 2, dtype=np.int64)),
            seeds=np.array([seed], np.int64),
            known=known,
            shuffles=shuffles,
        )

    whole = shuffled(np.empty((1, 0)), 20)
    np.testing.assert_array_equal(shuffled(shuffled(np.empty((1, 0)), stop), 20), whole)


def test_rare_items_are_pooled_by_account() -> None:
    # The first account uses item 0 on three days, the second on one.
    days_of, day_start, items, _ = as_arrays([[[(0, 1)], [(0, 1)], [(0, 1), (1, 1), (2, 1)]], [[(0, 1)]]])
    rare = np.array([2, 5], np.int32)
    start, kept = pool_rare(days_of, day_start, items, KIND_OF, is_news=np.zeros(6, np.bool_), rare=rare)
    assert [kept[start[day] : start[day + 1]].tolist() for day in range(4)] == [[0], [0], [0, 2], [2]]
    news = np.array([False, True, False, False, False, False])
    start, kept = pool_rare(days_of, day_start, items, KIND_OF, is_news=news, rare=rare)
    assert [kept[start[day] : start[day + 1]].tolist() for day in range(4)] == [[0], [0], [0, 2], [2]]
    start, kept = pool_rare(days_of, day_start, items, KIND_OF, is_news=news[[1, 0, 2, 3, 4, 5]], rare=rare)
    assert [kept[start[day] : start[day + 1]].tolist() for day in range(4)] == [[], [], [2], []]


def test_users_are_accounts_not_days() -> None:
    days_of, day_start, items, _ = as_arrays([[[(0, 1)], [(0, 1)], [(1, 1)]], [[(0, 1)]]])
    row_of = np.array([0, 1, -1, -1, -1, -1], np.int32)
    users = count_users(days_of, day_start, items, np.array([0, 0, 1, 0], np.int32), row_of, (2, 2))
    assert users.tolist() == [[2, 0], [0, 1], [2, 1]]
