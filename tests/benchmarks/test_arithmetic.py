"""The arithmetic counts what was moved and paired, and says it beside a copy."""

import numpy as np
import pytest
from benchmarks.arithmetic import (
    BYTES_A_PAIR,
    Step,
    copied_a_second,
    encoding_step,
    measure_arithmetic,
    sweep_steps,
    traces_of,
)
from benchmarks.workloads import Workload

from unisono.engine.sweep import count_pairs_within
from unisono.model.tables import TRACES


@pytest.fixture(scope="module")
def workload() -> Workload:
    rng = np.random.default_rng(1)
    acts = 4_000
    return Workload(rng.integers(0, 40, acts), rng.integers(0, 90, acts), rng.integers(0, 5_000, acts), "a test")


def test_emitted_pairs_are_those_of_the_sweep(workload: Workload) -> None:
    steps = sweep_steps(workload)
    whole = count_pairs_within(
        workload.accounts.astype(np.int32), workload.objects.astype(np.int32), workload.times.astype(np.int64), 60, 2
    )
    assert steps[-1].count == whole.emitted > 0
    assert steps[-1].bytes_moved == whole.emitted * BYTES_A_PAIR
    assert [step.what for step in steps] == ["acts", "acts", "acts", "pairs"]


def test_encoding_counts_every_trace_and_the_letters_of_its_names(workload: Workload) -> None:
    traces = traces_of(workload)
    assert traces.schema == TRACES
    letters = sum(len(name) for column in ("account", "object", "post") for name in traces[column])
    assert encoding_step(workload).bytes_moved == letters + 36 * len(workload.times)


def test_a_line_says_speed_and_share_of_a_copy() -> None:
    line = Step("counting pairs", 2_000_000, "pairs", 40_000_000, 0.02).line(8e9)
    assert "10.0 ns each" in line
    assert "100.0 M/s" in line
    assert "2.00 GB/s  25.0% of a copy" in line


def test_a_copy_has_a_bandwidth() -> None:
    assert copied_a_second(1 << 20) > 1e6


def test_the_section_has_a_line_for_each_step() -> None:
    section = measure_arithmetic(2_000, 2_000, 1 << 20)
    assert len([line for line in section.sentences if "of a copy" in line]) == 5
