"""Engines: what the embedded one computes, and when another computes in this process after all."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pytest

from tests.engine.random_acts import act_table, every_pair
from unisono.engine.engines import EMBEDDED, InParts
from unisono.engine.measuring import acts_by_account
from unisono.engine.parts.declaration import Part, Step, Summing

TABLE = act_table([(0, 0, 0), (1, 0, 1), (0, 1, 5), (1, 1, 5), (2, 1, 9)])


class Unwilling:
    """Runs nothing."""

    def map_parts(self, step: Step, parts: Sequence[Part]) -> list[pa.Table]:
        raise AssertionError(f"{step.name} was sent")

    def sum_parts(self, step: Step, parts: Sequence[Part], summing: Summing) -> pa.Table:
        raise AssertionError(f"{step.name} was sent")


@pytest.mark.parametrize("engine", [EMBEDDED, InParts("unwilling", Unwilling())], ids=lambda engine: engine.name)
def test_little_work_is_done_in_this_process(engine: InParts) -> None:
    counted = engine.sweep(TABLE, 2, 2, nearest=30, memory_bytes=1 << 20)
    assert (counted.a.tolist(), counted.b.tolist(), counted.objects.tolist()) == ([0], [1], [2])
    met = engine.count_meetings(acts_by_account(TABLE), *every_pair(), np.array([2], np.int64))
    assert met[0].tolist() == [2, 2]


def test_no_pairs_are_measured_in_no_parts() -> None:
    none = np.empty(0, np.int32)
    found = InParts("unwilling", Unwilling()).count_meetings(acts_by_account(TABLE), none, none, np.array([2]))
    assert found.shape == (0, 2)
