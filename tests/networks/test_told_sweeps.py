"""An engine that tells how far its sweeps are computes what the engine alone does."""

import numpy as np
import polars as pl

from tests.engine.random_acts import act_table
from unisono.engine.engines import EMBEDDED
from unisono.engine.measuring import acts_by_account
from unisono.engine.sweep import NO_LIMIT
from unisono.networks.told_sweeps import ToldSweeps

TABLE = act_table([(0, 1, 5), (1, 1, 6), (0, 2, 9), (1, 2, 9), (2, 2, 50)])


def test_sweeps_tell_how_many_pairs_of_acts_they_look_at() -> None:
    heard: list[tuple[int, int]] = []
    told = ToldSweeps(EMBEDDED, lambda whole, done: heard.append((whole, done)))
    found = told.sweep(TABLE, 5, 1, nearest=NO_LIMIT, memory_bytes=1 << 20)
    alone = EMBEDDED.sweep(TABLE, 5, 1, nearest=NO_LIMIT, memory_bytes=1 << 20)
    assert (found.a.tolist(), found.b.tolist(), found.objects.tolist()) == ([0], [1], [2])
    assert found.objects.tolist() == alone.objects.tolist()
    assert heard == [(2, 2)]
    assert told.name == EMBEDDED.name


def test_all_else_is_that_of_the_engine() -> None:
    told = ToldSweeps(EMBEDDED, lambda whole, done: None)
    a, b, windows = np.array([0], np.int32), np.array([1], np.int32), np.array([5])
    given = acts_by_account(TABLE), a, b, windows
    assert told.count_meetings(*given).tolist() == EMBEDDED.count_meetings(*given).tolist() == [[2, 2]]
    rows = pl.DataFrame({"a": [1, 2]})
    assert told.map_rows(rows, lambda some: some.reverse()).equals(rows.reverse())
