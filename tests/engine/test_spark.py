"""Spark: results in order, sums as in this process, and what is said where it cannot be started or a worker fails."""

import numpy as np
import pyarrow as pa
import pytest

from tests.engine.parts.test_here import STEP
from tests.stories.one_spark import spark_engine
from unisono.engine.acts import sort_acts
from unisono.engine.engines import EMBEDDED
from unisono.engine.measuring import acts_by_account
from unisono.engine.parts.declaration import Step
from unisono.engine.spark import start_spark
from unisono.engine.sweep import PairCounts
from unisono.model.errors import UnisonoError, UsageError


def failing(rows: pa.Table) -> pa.Table:
    """Fail as a worker might."""
    raise ValueError(f"{rows.num_rows} rows too many")


def test_results_come_back_in_the_order_of_the_parts() -> None:
    parts = [(pa.table({"number": [number]}),) for number in (3, 1, 2, 9, 4)]
    found = spark_engine().runner.map_parts(STEP, parts)
    assert [table["number"].to_pylist() for table in found] == [[6], [2], [4], [18], [8]]


def test_a_sweep_with_one_crowded_object_finds_what_the_embedded_engine_finds() -> None:
    rng = np.random.default_rng(5)
    objects = np.concatenate([np.zeros(3_000), rng.integers(1, 300, 9_000)]).astype(np.int32)
    table = sort_acts(
        rng.integers(0, 200, len(objects)).astype(np.int32), objects, rng.integers(0, 3_000, len(objects)), 200, 300
    )
    given = {"table": table, "window": 600, "min_objects": 2, "nearest": 900, "memory_bytes": 1 << 30}
    one, other = EMBEDDED.sweep(**given), spark_engine().sweep(**given)
    assert _pairs(one) == _pairs(other)
    assert one.emitted == other.emitted > spark_engine().sizes.work
    acts, windows = acts_by_account(table), np.array([10, 600], np.int64)
    met = EMBEDDED.count_meetings(acts, one.a, one.b, windows)
    assert (spark_engine().count_meetings(acts, one.a, one.b, windows) == met).all()


def test_no_parts_sum_to_nothing() -> None:
    schema = pa.schema([(name, pa.int32()) for name in ("a", "b", "objects", "object")])
    from tests.engine.parts.test_here import SUMMING

    found = spark_engine().runner.sum_parts(Step("none", "object", failing, schema), [], SUMMING)
    assert (found.num_rows, found.column_names) == (0, ["a", "b", "objects"])


def test_what_fails_on_a_worker_is_told_with_its_step() -> None:
    step = Step("counting", "number", failing, STEP.schema)
    with pytest.raises(UnisonoError, match=r"could not compute the step 'counting': .*2 rows too many"):
        spark_engine().runner.map_parts(step, [(pa.table({"number": [1, 2]}),)])


@pytest.mark.parametrize(
    ("master", "said"),
    [
        ("spark://127.0.0.1:1", "Nothing answers at spark://127.0.0.1:1"),
        ("yarn", "HADOOP_CONF_DIR"),
        ("mesos://somewhere", "no Spark master 'mesos://somewhere'"),
    ],
)
def test_a_master_that_cannot_be_reached_is_told_before_java_starts(
    master: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HADOOP_CONF_DIR", "YARN_CONF_DIR"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(UsageError, match=said):
        start_spark(master)


def _pairs(found: PairCounts) -> list[tuple[int, int, int]]:
    return sorted(zip(found.a.tolist(), found.b.tolist(), found.objects.tolist(), strict=True))
