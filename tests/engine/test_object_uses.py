"""Accounts are counted once for each object and uses as often as they come, in order of appearance."""

import numpy as np

from unisono.engine.object_uses import USES_OF_A_LOT, count_uses


def test_objects_come_in_order_of_appearance_with_their_accounts_and_uses() -> None:
    keys = np.array([9, 4, 9, 9, 4, 7], np.uint64)
    accounts = np.array([1, 1, 2, 1, 1, 3], np.uint64)
    first, users, uses = count_uses(keys, accounts)
    assert first.tolist() == [0, 1, 5]
    assert users.tolist() == [2, 1, 1]
    assert uses.tolist() == [3, 2, 1]


def test_nothing_has_no_objects() -> None:
    assert [len(one) for one in count_uses(np.empty(0, np.uint64), np.empty(0, np.uint64))] == [0, 0, 0]


def test_many_uses_dealt_into_lots_are_counted_as_few_are() -> None:
    draw = np.random.default_rng(5)
    hashes = draw.integers(0, 2**63, 900).astype(np.uint64)
    keys, accounts = hashes[draw.integers(0, 900, 5 * USES_OF_A_LOT)], hashes[draw.integers(0, 50, 5 * USES_OF_A_LOT)]
    first, users, uses = count_uses(keys, accounts)
    pairs, _ = np.unique(np.stack([keys, accounts]), axis=1, return_counts=True)
    own, per_key = np.unique(pairs[0], return_counts=True)
    assert dict(zip(keys[first].tolist(), users.tolist(), strict=True)) == dict(
        zip(own.tolist(), per_key.tolist(), strict=True)
    )
    assert uses.sum() == len(keys)
    assert (np.diff(first) > 0).all()
