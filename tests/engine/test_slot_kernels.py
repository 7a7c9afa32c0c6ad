"""The kernels of slots, called as they stand, with room that holds rubbish."""

import numpy as np

from unisono.engine.machine_code import Kernels

START = np.array([0, 3, 4], np.int64)
ACCOUNTS = np.array([0, 1, 0, 1], np.int32)
TIMES = np.array([0, 5, 6, 9], np.int64)


def test_room_need_not_be_cleared() -> None:
    kernels = Kernels("slot_kernels")
    counts = np.full(2, 77, np.int32)
    kernels["count_accounts"](ACCOUNTS, START, np.zeros(2, np.int64), counts)
    assert counts.tolist() == [2, 1]
    pairs = np.full((2, 2), 77, np.int64)
    kernels["count_slot_pairs"](TIMES, START, np.array([1, 6], np.int64), pairs)
    assert pairs.tolist() == [[1, 3], [0, 0]]


def test_a_repeat_and_an_account_left_out_make_no_pair() -> None:
    windows, room = np.array([5], np.int64), (np.zeros(2, np.int64), np.zeros(4, np.int64))
    for left_out, others, met in (([False, False], [2, 1], [1, 0]), ([True, False], [1, 1], [0, 0])):
        counts, pairs = np.full(2, 77, np.int32), np.full((2, 1), 77, np.int64)
        given = (ACCOUNTS, TIMES, START, windows, np.array(left_out), *room)
        Kernels("slot_kernels")["count_other_pairs"](*given, counts, pairs)
        assert (counts.tolist(), pairs[:, 0].tolist()) == (others, met)
