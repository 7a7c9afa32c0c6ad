"""How many bytes and pairs a second the sweep and the encoding of traces get through, beside a plain copy of memory."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import polars as pl

from benchmarks.sections import Section
from benchmarks.workloads import Workload, make_dense, make_sharing
from unisono.engine.acts import ActTable, sort_acts
from unisono.engine.sweep import NO_LIMIT, acts_that_matter, bound_windows, count_partners
from unisono.model.tables import TIME, TRACES
from unisono.significance.layer_acts import encode_layers

WINDOW = 60
LEAST_OBJECTS = 2
COPIED = 1 << 28
"""Bytes of the array that is copied: many times what the processor's caches hold."""

BYTES_A_PAIR = 4 + 8 + 8
"""An emitted pair reads the partner's number, and reads and writes its cell of the counter."""

MEMORY_BYTES = 1 << 30

Result = TypeVar("Result")


@dataclass(frozen=True)
class Step:
    """What one step was given, in acts or pairs, the bytes it must at least read and write, and its CPU seconds."""

    name: str
    count: int
    what: str
    bytes_moved: int
    seconds: float

    def line(self, copied_a_second: float) -> str:
        """Say how fast the step was, and how that compares with a copy."""
        moved = self.bytes_moved / self.seconds
        each = self.seconds / max(1, self.count) * 1e9
        return (
            f"{self.name:<28} {self.count:>12,} {self.what:<5} {self.seconds:7.3f} CPU s {each:8.1f} ns each "
            f"{self.count / self.seconds / 1e6:7.1f} M/s {self.bytes_moved / 1e6:8,.0f} MB moved "
            f"{moved / 1e9:6.2f} GB/s  {moved / copied_a_second:5.1%} of a copy"
        )


def measure_arithmetic(posts: int, dense_posts: int, copied: int = COPIED) -> Section:
    """Measure the steps from names to pairs of accounts, each against the bandwidth of a plain copy."""
    bandwidth = copied_a_second(copied)
    encoded = encoding_step(make_sharing(posts))
    workload = make_dense(dense_posts)
    steps = sweep_steps(workload)
    counting = steps[-1]
    return Section(
        "Bytes and pairs a second",
        [],
        [
            f"A plain copy of {copied / 1e6:,.0f} MB reads and writes {bandwidth / 1e9:.1f} GB/s on one core, the best "
            "of five. Bytes moved are those that a step must read and write once, whatever it does in between.",
            f"Encoding: reposts of gen_coshare's kind as tables of names. Sweep: {dense_posts:,} dense posts by "
            f"{workload.source}, {WINDOW} s, {LEAST_OBJECTS} objects or more; an emitted pair moves {BYTES_A_PAIR} "
            f"bytes, so that at the speed of the copy it would take {BYTES_A_PAIR / bandwidth * 1e9:.1f} ns, and takes "
            f"{counting.seconds / max(1, counting.count) * 1e9:.1f} ns: its cell lies anywhere among those of all "
            "accounts.",
            "",
            "```text",
            *(step.line(bandwidth) for step in (encoded, *steps)),
            "```",
        ],
    )


def copied_a_second(size: int = COPIED) -> float:
    """Return the bytes that copying an array reads and writes in a second of processor time, the best of five."""
    source, target = np.ones(size // 8), np.zeros(size // 8)
    return 2 * source.nbytes / min(_timed(lambda: np.copyto(target, source))[1] for _ in range(5))


def encoding_step(workload: Workload) -> Step:
    """Encode the workload's traces, twice, as the first call loads the kernels; the better counts."""
    traces = traces_of(workload)
    seconds = min(_timed(lambda: encode_layers({"repost": traces}))[1] for _ in range(2))
    names = sum(int(traces[name].str.len_bytes().sum()) for name in ("account", "object", "post"))
    # Read: the names and the time. Written: account, object and post as 4 bytes, time and row as 8.
    moved = names + traces.height * (8 + 4 + 4 + 4 + 8 + 8)
    return Step("encoding traces", traces.height, "acts", moved, seconds)


def traces_of(workload: Workload) -> pl.DataFrame:
    """Return the workload as TRACES of reposts."""
    acts = pl.DataFrame({"account": workload.accounts, "object": workload.objects, "at": workload.times})
    named = acts.select(
        pl.format("here:u{}", "account").alias("account"),
        pl.format("here:o{}", "object").alias("object"),
        (pl.col("at").cast(pl.Int64) * 1_000_000).cast(TIME).alias("at"),
        pl.format("here:p{}", pl.int_range(pl.len())).alias("post"),
        pl.lit(value=False).alias("minute_precision"),
    )
    given = set(named.columns)
    return named.select(
        pl.col(name).cast(kind) if name in given else pl.lit(None, dtype=kind).alias(name)
        for name, kind in TRACES.items()
    )


def sweep_steps(workload: Workload) -> list[Step]:
    """Sort, prune, bound and count the pairs of a workload, each step by itself; counting comes last."""
    accounts, objects = (np.ascontiguousarray(codes, np.int32) for codes in (workload.accounts, workload.objects))
    times = np.ascontiguousarray(workload.times, np.int64)
    _count(_sorted(accounts[:1000], objects[:1000], times[:1000]))  # loads the kernels
    table, sorting = _timed(lambda: _sorted(accounts, objects, times))
    acts = len(accounts)
    return [Step("sorting by object and time", acts, "acts", acts * (16 + 20), sorting), *_count(table)]


def _sorted(accounts: np.ndarray, objects: np.ndarray, times: np.ndarray) -> ActTable:
    return sort_acts(accounts, objects, times, int(accounts.max()) + 1, int(objects.max()) + 1)


def _count(table: ActTable) -> list[Step]:
    kept, pruning = _timed(lambda: acts_that_matter(table, WINDOW, LEAST_OBJECTS))
    accounts, objects, times, account_of = kept
    bounds, bounding = _timed(lambda: bound_windows(objects, times, WINDOW, NO_LIMIT))
    found, counting = _timed(
        lambda: count_partners(accounts, objects, bounds, len(account_of), LEAST_OBJECTS, MEMORY_BYTES)
    )
    acts, left, emitted = len(table.accounts), len(accounts), found[3]
    return [
        Step("leaving out hopeless acts", acts, "acts", acts * 12 + left * 16, pruning),
        Step("bounding windows", left, "acts", left * (12 + 8), bounding),
        Step("counting pairs", emitted, "pairs", emitted * BYTES_A_PAIR, counting),
    ]


def _timed(call: Callable[[], Result]) -> tuple[Result, float]:
    """Return what a call gives, and its processor seconds."""
    before = time.process_time()
    result = call()
    return result, max(time.process_time() - before, 1e-9)
