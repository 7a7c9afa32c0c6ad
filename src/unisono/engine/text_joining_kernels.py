"""Kernels that join texts that are alike: through the buckets of their sketches, then each to its first."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from unisono.engine.array_kernels import array_kernel
from unisono.engine.sparse_kernels import root_of
from unisono.engine.text_distance_kernels import are_alike

Array = Any
"""An array as numba sees it inside a kernel."""


NEVER_REACHED = 2.0
"""A share of pieces that no two texts have."""


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _agreeing(marks: Array, one: int, other: int) -> int:
    """Count the marks that two texts share."""
    count = np.int32(0)
    for place in range(marks.shape[1]):
        count += np.int32(marks[one, place] == marks[other, place])
    return int(count)


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _any_of(flags: Array, members: Array, begin: int, end: int) -> bool:
    """Say whether one of these members has its flag."""
    for place in range(begin, end):  # noqa: SIM110  # a kernel knows no generators
        if flags[members[place]]:
            return True
    return False


@array_kernel("i4[,] i4[]")
def join_again(joined: Array, parents: Array) -> int:
    """Join in `parents` what was joined before: joined[i] holds two places and a band; returns how many there are."""
    for number in range(len(joined)):
        here, there = root_of(parents, joined[number, 0]), root_of(parents, joined[number, 1])
        parents[max(here, there)] = min(here, there)
    for text in range(len(parents)):
        parents[text] = root_of(parents, text)
    return len(joined)


@array_kernel(
    "u1[] i8[] u1[] i4[] u1[,] i8 i8 i4[] b[] i4[] i8[] i4[] i8 i8 i8 f8 f8 i4[] i4[] u8[] i8[] i4[] i4[,] i8 i8[]"
)
def join_buckets(  # noqa: PLR0913  # a kernel takes its arrays one by one
    data: Array,
    start: Array,
    sizes: Array,
    texts: Array,
    marks: Array,
    least_compared: int,
    least_cut: int,
    before: Array,
    moved: Array,
    members: Array,
    bounds: Array,
    firsts: Array,
    band: int,
    most_compared: int,
    neighbours: int,
    similarity: float,
    share: float,
    codes: Array,
    slot_of: Array,
    bits: Array,
    notes: Array,
    parents: Array,
    joined: Array,
    done: int,
    tally: Array,
) -> int:
    """Join in `parents` what is alike within each bucket: members[bounds[i]:bounds[i + 1]], places in `texts`.

    Members of a bucket of at most `most_compared` are all compared; in a larger one each with the bucket's first and
    with its last `neighbours`. Texts that are joined already are not compared: the components stay the same. marks: of
    the texts' minima; two that share fewer than `least_compared` are not compared, and with fewer than `least_cut` by
    edits alone. before:
    each text's component when it was last compared, -1 if never. moved: whether its place among the others has changed
    since. Two of which `before` differs were compared then and were not alike, if they are to be compared now: what
    came since only pushes members of a bucket apart, and moved texts change who is compared in large buckets alone.
    joined: the two texts of each pair that joins, and the band, are written behind the first `done`; returns how many
    there are then.
    tally: how many pairs were compared, and how many joined.
    """
    for bucket in range(len(bounds) - 1):
        begin, end = bounds[bucket], bounds[bucket + 1]
        is_small = end - begin <= most_compared
        reach = end - begin if is_small else neighbours
        is_known = is_small or not _any_of(moved, members, begin, end)
        for place in range(begin, end):
            own = members[place]
            nearest = max(begin, place - reach)
            for step in range(nearest if is_small else nearest - 1, place):
                other = members[step] if step >= nearest else firsts[bucket]
                if is_known and before[own] >= 0 and before[other] >= 0 and before[own] != before[other]:
                    continue
                here, there = root_of(parents, own), root_of(parents, other)
                if here == there:
                    continue
                agreeing = _agreeing(marks, own, other)
                if agreeing < least_compared:
                    continue
                tally[0] += 1
                a, b = texts[own], texts[other]
                asked = share if agreeing >= least_cut else NEVER_REACHED
                if are_alike(data, start, sizes, a, b, similarity, asked, codes, slot_of, bits, notes):
                    parents[max(here, there)] = min(here, there)
                    joined[done, 0], joined[done, 1], joined[done, 2] = own, other, band
                    done += 1
                    tally[1] += 1
    for text in range(len(parents)):
        parents[text] = root_of(parents, text)
    return done


@array_kernel("u1[] i8[] u1[] i4[] i4[] i8[] i8 f8 f8 i4[] i4[] i4[] i4[] u8[] i8[] i4[] i4[]")
def follow_leaders(  # noqa: PLR0913  # a kernel takes its arrays one by one
    data: Array,
    start: Array,
    sizes: Array,
    texts: Array,
    members: Array,
    bounds: Array,
    most_leaders: int,
    similarity: float,
    share: float,
    before: Array,
    followed: Array,
    codes: Array,
    slot_of: Array,
    bits: Array,
    notes: Array,
    leaders: Array,
    leader_of: Array,
) -> int:
    """Give each member of a component, in their order, the first leader it resembles; else it leads itself.

    After `most_leaders` of a component, texts that resemble none of them get -1; returns how many these are. before:
    each text's component when leaders were given last. followed: the leader that it got then, -1 if that tells nothing:
    of the leaders that its component had then, it resembles this one and none that came before. leaders: room for
    most_leaders; leader_of: by place in `texts`.
    """
    left = 0
    for component in range(len(bounds) - 1):
        count = 0
        for place in range(bounds[component], bounds[component + 1]):
            own = members[place]
            leader_of[own] = -1
            for index in range(count):
                leader = leaders[index]
                if followed[own] >= 0 and followed[leader] == leader and before[leader] == before[own]:
                    if leader == followed[own]:
                        leader_of[own] = leader
                        break
                    if leader < followed[own]:
                        continue
                a, b = texts[own], texts[leader]
                if are_alike(data, start, sizes, a, b, similarity, share, codes, slot_of, bits, notes):
                    leader_of[own] = leader
                    break
            if leader_of[own] >= 0:
                continue
            if count == most_leaders:
                left += 1
                continue
            leaders[count] = own
            leader_of[own] = own
            count += 1
    return left


KERNELS = (join_again, join_buckets, follow_leaders)
