"""The sweep in parts: acts in ranges of about equal work, pairs counted in each, and each pair once an object.

Acts stand by object and time. A range holds whole objects, unless one object alone is more work than a range should be:
that object is cut into ranges of acts, each of which comes with the acts before it that are near enough to be met. What
is found there names the object, so that two accounts that meet in several ranges of it still count once.
"""

from dataclasses import dataclass
from functools import partial

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from unisono.engine.acts import ActTable, Int32, Int64, group_rows
from unisono.engine.parts.declaration import Part, Step, Summing
from unisono.engine.sweep import acts_that_matter, bound_windows, count_looked_at, count_partners

PAIRS = pa.schema([("a", pa.int32()), ("b", pa.int32()), ("objects", pa.int32()), ("object", pa.int32())])
"""Two accounts, on how many objects they met, and the object where it is one that was cut, else -1."""

WHOLE = -1
NO_LIMIT_OF_ROOM = 1 << 30


@dataclass(frozen=True)
class SplitActs:
    """The acts of one sweep, ready to be cut. near: int32 (n, 2), the places of the acts near each one."""

    accounts: Int32
    objects: Int32
    times: Int64
    account_of: Int32
    near: Int32

    @property
    def work(self) -> Int64:
        """How many acts are looked at for each act, with itself: int64 (n)."""
        return np.arange(1, len(self.near) + 1) - self.near[:, 0]

    def looked_at(self) -> int:
        """Count the pairs of acts, by two accounts, that are near one another."""
        return count_looked_at(self.near, *group_rows(self.accounts, len(self.account_of)))


def sweep_step(window: int, nearest: int) -> Step:
    """Return the step that counts pairs in a range of acts."""
    return Step("sweep", "object", partial(count_pairs_of_part, window=window, nearest=nearest), PAIRS)


def pairs_summed(min_objects: int) -> Summing:
    """Return how the pairs of all ranges become one table."""
    return Summing(("a", "b"), "objects", once="object", least=min_objects)


def split_acts(table: ActTable, window: int, min_objects: int, nearest: int) -> SplitActs:
    """Return the acts of a table that can be part of a pair with `min_objects`, and who is near whom."""
    accounts, objects, times, account_of = acts_that_matter(table, window, min_objects)
    return SplitActs(accounts, objects, times, account_of, bound_windows(objects, times, window, nearest))


def cut_acts(acts: SplitActs, work_of_part: int) -> list[Part]:
    """Cut acts into parts of one table each: account, object, at, is_owned (by the part), is_cut (object)."""
    if len(acts.accounts) == 0:
        return []
    ranges, of_cut_object = _range_of_acts(acts, work_of_part)
    begins = np.flatnonzero(np.diff(ranges, prepend=-1))
    ends = np.append(begins[1:], len(ranges))
    return [(_part(acts, int(begin), int(end), of_cut_object),) for begin, end in zip(begins, ends, strict=True)]


def _range_of_acts(acts: SplitActs, work_of_part: int) -> tuple[Int64, NDArray[np.bool_]]:
    """Return the range of each act, ascending, and whether its object is cut."""
    done = np.cumsum(acts.work)
    before = done - acts.work
    first = np.flatnonzero(np.diff(acts.objects, prepend=-1))
    sizes = np.diff(np.append(first, len(acts.objects)))
    of_object = np.add.reduceat(acts.work, first)
    is_cut = np.repeat(of_object > work_of_part, sizes)
    ranges = np.where(is_cut, before, np.repeat(before[first], sizes)) // work_of_part
    return ranges, is_cut


def _part(acts: SplitActs, begin: int, end: int, of_cut_object: NDArray[np.bool_]) -> pa.Table:
    start = int(min(begin, acts.near[begin, 0]))
    return pa.table(
        {
            "account": acts.accounts[start:end],
            "object": acts.objects[start:end],
            "at": acts.times[start:end],
            "is_owned": np.arange(start, end) >= begin,
            "is_cut": of_cut_object[start:end],
        }
    )


def count_pairs_of_part(acts: pa.Table, *, window: int, nearest: int) -> pa.Table:
    """Count on how many objects two accounts met in a range of acts, in PAIRS; those that were cut one by one."""
    columns = {name: acts[name].to_numpy() for name in acts.column_names}
    is_cut = columns["is_cut"]
    found = []
    for number in [WHOLE, *np.unique(columns["object"][is_cut]).tolist()]:
        rows = ~is_cut if number == WHOLE else is_cut & (columns["object"] == number)
        if rows.any():
            found.append(_count({name: values[rows] for name, values in columns.items()}, number, window, nearest))
    return pa.concat_tables([PAIRS.empty_table(), *found])


def _count(acts: dict[str, NDArray[np.int64]], number: int, window: int, nearest: int) -> pa.Table:
    """Count the pairs of which the later act is owned, in PAIRS."""
    names, accounts = np.unique(acts["account"], return_inverse=True)
    objects = np.ascontiguousarray(acts["object"], np.int32)
    near = bound_windows(objects, np.ascontiguousarray(acts["at"]), window, nearest)
    # Acts that came before the range meet those in it only: what they met before is counted where they are owned.
    others = int(np.count_nonzero(~acts["is_owned"]))
    near[:others, 0] = others
    a, b, counts, _ = count_partners(accounts.astype(np.int32), objects, near, len(names), 1, NO_LIMIT_OF_ROOM)
    columns = [names[a].astype(np.int32), names[b].astype(np.int32), counts, np.full(len(a), number, np.int32)]
    return pa.table(columns, schema=PAIRS)
