"""Given pairs measured in parts: ranges of pairs of about equal work, each with all acts of its accounts."""

from functools import partial

import numpy as np
import pyarrow as pa

from unisono.engine.acts import Int32, Int64
from unisono.engine.measuring import AccountActs, acts_of_pairs, count_meetings
from unisono.engine.parts.declaration import Part, Step


def measuring_step(windows: Int64) -> Step:
    """Return the step that counts in how many windows each pair of a range met, and on how many objects at all."""
    columns = [(f"met_{place}", pa.int32()) for place in range(len(windows) + 1)]
    return Step(
        "meetings", "pair", partial(count_meetings_of_part, windows=tuple(windows.tolist())), pa.schema(columns)
    )


def cut_pairs(acts: AccountActs, a: Int32, b: Int32, work_of_part: int) -> list[Part]:
    """Cut pairs into parts of two tables: the pairs a, b, and the acts of their accounts, numbered anew."""
    sizes = np.diff(acts.start)
    work = (sizes[a] + sizes[b]).astype(np.int64)
    ranges = (np.cumsum(work) - work) // work_of_part
    begins = np.flatnonzero(np.diff(ranges, prepend=-1))
    ends = np.append(begins[1:], len(a))
    return [_part(acts, a[begin:end], b[begin:end]) for begin, end in zip(begins, ends, strict=True)]


def _part(acts: AccountActs, a: Int32, b: Int32) -> Part:
    own, left, right = acts_of_pairs(acts, a, b)
    sizes = np.diff(own.start)
    columns = {
        "account": np.repeat(np.arange(len(sizes), dtype=np.int32), sizes),
        "object": own.objects,
        "at": own.times,
    }
    if len(own.posts):
        columns["post"] = own.posts
    return pa.table({"a": left, "b": right}), pa.table(columns)


def count_meetings_of_part(pairs: pa.Table, acts: pa.Table, *, windows: tuple[int, ...]) -> pa.Table:
    """Count the meetings of each pair: met_0, met_1, … within each window, and the last at any time."""
    accounts = acts["account"].to_numpy()
    posts = np.empty(0, np.int32)
    if "post" in acts.column_names:
        posts = np.unique(acts["post"].to_numpy(), return_inverse=True)[1].astype(np.int32)
    sides = (_in_one_piece(pairs, "a"), _in_one_piece(pairs, "b"))
    account_count = 1 + max(int(side.max(initial=-1)) for side in sides)
    start = np.searchsorted(accounts, np.arange(account_count + 1)).astype(np.int64)
    own = AccountActs(start, _in_one_piece(acts, "object"), acts["at"].to_numpy(), posts)
    met = count_meetings(own, *sides, np.array(windows, np.int64))
    return pa.table({f"met_{place}": met[:, place] for place in range(met.shape[1])})


def _in_one_piece(table: pa.Table, name: str) -> Int32:
    return np.ascontiguousarray(table[name].to_numpy(), np.int32)
