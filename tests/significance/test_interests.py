"""Broad interests: found where they are planted, never made of a small group, the same in every order."""

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray

from tests.significance.traces_by_draw import SECOND, START, Draw, draw_traces, encode, join, traces_of
from unisono.significance.interests import SMALLEST_INTEREST, find_interests
from unisono.significance.layer_acts import EncodedLayers, encode_layers


@pytest.mark.parametrize("seed", range(4))
def test_two_broad_interests_are_recovered(seed: int) -> None:
    size = 400 + 100 * seed
    encoded = encode(_camps(np.random.default_rng(seed), {"left": size, "right": size}))
    assert _purity(find_interests(encoded, seed, interests=2), _is_left(encoded)) >= 0.98


@pytest.mark.parametrize("seed", range(3))
def test_parts_of_two_broad_interests_hardly_mix(seed: int) -> None:
    encoded = encode(_camps(np.random.default_rng(seed), {"left": 2000, "right": 2000}, acts=10))
    interest = find_interests(encoded, seed)
    assert interest.max() >= 1
    assert _purity(interest, _is_left(encoded)) >= 0.95


@pytest.mark.xfail(strict=True, reason="parts of 800 accounts that are too small are mixed")
def test_two_interests_of_four_hundred_accounts_are_recovered_without_knowing_that_there_are_two() -> None:
    encoded = encode(_camps(np.random.default_rng(0), {"left": 400, "right": 400}))
    assert _purity(find_interests(encoded), _is_left(encoded)) >= 0.9


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    random = np.random.default_rng(seed)
    traces = _camps(random, {"left": 350, "right": 300, "third": 250})
    mixed = traces[random.permutation(traces.height)]
    np.testing.assert_array_equal(find_interests(encode(traces)), find_interests(encode(mixed)))


@pytest.mark.parametrize("size", [20, 60, 150])
def test_a_small_group_never_forms_an_interest_of_its_own(size: int) -> None:
    random = np.random.default_rng(size)
    crowd = _camps(random, {"left": 400, "right": 400})
    group = traces_of(
        [f"group{member}" for member in range(size) for _ in range(20)],
        [f"g{place}" for _ in range(size) for place in range(20)],
        [START + place * SECOND for place in range(20 * size)],
    )
    encoded = encode(join(crowd, group))
    interest = find_interests(encoded)
    assert np.bincount(interest).min() >= SMALLEST_INTEREST
    in_group = encoded.account_ids.str.starts_with("group").to_numpy()
    beside = [int(((interest == own) & ~in_group).sum()) for own in np.unique(interest[in_group])]
    assert min(beside) >= SMALLEST_INTEREST - size


@pytest.mark.parametrize("seed", range(6))
def test_every_interest_holds_two_hundred_accounts_and_numbers_have_no_gap(seed: int) -> None:
    encoded = encode(draw_traces(np.random.default_rng(seed), Draw(accounts=500 + 150 * seed)))
    interest = find_interests(encoded, seed)
    assert len(interest) == len(encoded.account_ids)
    assert np.bincount(interest).min() >= SMALLEST_INTEREST


def test_fewer_than_four_hundred_accounts_are_one_interest() -> None:
    encoded = encode(_camps(np.random.default_rng(0), {"left": 199, "right": 199}))
    assert find_interests(encoded).tolist() == [0] * 398


def test_too_few_sources_are_one_interest() -> None:
    traces = traces_of(range(500), [place % 5 for place in range(500)], [START] * 500)
    assert find_interests(encode(traces)).tolist() == [0] * 500


def test_no_traces_have_no_interest() -> None:
    assert find_interests(encode_layers({})).tolist() == []


def test_layers_speak_together() -> None:
    random = np.random.default_rng(8)
    reposts, links = (_camps(random, {"left": 400, "right": 400}, acts=4) for _ in range(2))
    alone, both = encode(reposts), encode_layers({"repost": reposts, "link": links})
    truth = _is_left(both)
    from_reposts = _purity(find_interests(alone, interests=2), truth)
    from_both = _purity(find_interests(both, interests=2), truth)
    assert from_both >= 0.99
    assert from_both > from_reposts


def _is_left(encoded: EncodedLayers) -> NDArray[np.bool_]:
    return encoded.account_ids.str.starts_with("left").to_numpy()


def _camps(random: np.random.Generator, sizes: dict[str, int], acts: int = 15) -> pl.DataFrame:
    """Draw accounts that act on authors of their own camp nine times of ten, else on any camp's."""
    accounts, objects, authors = [], [], []
    names = list(sizes)
    for camp, size in sizes.items():
        for member in range(size):
            for _ in range(acts):
                chosen = camp if random.random() < 0.9 else names[random.integers(len(names))]
                author = int(40 * random.random() ** 2)
                accounts.append(f"{camp}{member}")
                authors.append(f"{chosen}-w{author}")
                objects.append(f"{chosen}-w{author}-{random.integers(20)}")
    return traces_of(accounts, objects, [START + place * SECOND for place in range(len(accounts))], authors=authors)


def _purity(interest: NDArray[np.int64], truth: NDArray[np.bool_]) -> float:
    """Return the share of accounts that are of the larger camp of their interest."""
    counts = np.array(
        [[(truth & (interest == one)).sum(), (~truth & (interest == one)).sum()] for one in set(interest)]
    )
    return float(counts.max(axis=1).sum() / len(truth))
