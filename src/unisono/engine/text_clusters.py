"""Clusters of texts that are alike: components over the buckets of their sketches, without chains."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from unisono.engine.acts import group_rows
from unisono.engine.machine_code import Kernels
from unisono.engine.text_forms import Bytes, Forms, Int32, Int64, Sketches, UInt32, UInt64

Bools = NDArray[np.bool_]

Buckets = tuple[int, tuple[Int32, Int64, Int32]]
"""A band, and of its buckets the members, where each begins and ends, and the first in the order of posting."""

NOTES = 7
"""As in text_distance_kernels, which is not imported for the time that loading the compiler takes."""


@dataclass(frozen=True)
class Likeness:
    """When two texts are alike, when one resembles its cluster's first, and how many are compared."""

    similarity: float = 0.70  # 1 - Levenshtein distance / length of the longer
    share: float = 0.70  # of all distinct pieces of two texts, those that both have (Jaccard)
    likeness_to_first: float = 0.55  # either of the two, between a text and the first of its cluster
    most_compared: int = 16  # members of a bucket that are compared each with each
    neighbours: int = 4  # in a larger bucket, with how many before it each is compared
    most_leaders: int = 64

    def least_agreeing(self, minima: int) -> tuple[int, int]:
        """Return how many minima two texts share at least to be compared at all, and to be compared by pieces.

        Texts alike by seven tenths of their pieces share fewer than half of 96 minima once in a hundred thousand.
        """
        return int(0.2 * self.similarity * minima), int((self.share - 0.2) * minima)


@dataclass(frozen=True)
class Clusters:
    """Clusters of texts, by places among the rows that were clustered."""

    leaders: Int32  # the first text of each one's cluster
    components: Int32  # the first of all texts that it is alike to, directly or through others
    joined: Int32  # (pairs, 3): two texts that are alike, and the band in which they met; they join every component
    tally: Int64  # how many pairs were compared in buckets, and how many of these joined


@dataclass
class Room:
    """Scratch memory of the kernels for texts of up to so many characters, all of codes below a bound."""

    longest: int
    last_code: int
    codes: Int32 = field(init=False)
    slot_of: Int32 = field(init=False)
    bits: UInt64 = field(init=False)
    notes: Int64 = field(init=False)

    def __post_init__(self) -> None:
        """Make the arrays: both texts' codes; each letter's slot; two tables, columns and matches; stamps and notes."""
        half = 2 * ((self.longest + 64) // 2)
        pieces = max(16, 1 << (2 * half).bit_length())
        self.codes = np.empty(2 * half, np.int32)
        self.slot_of = np.full(self.last_code + 1, -1, np.int32)
        self.bits = np.empty(2 * pieces + half + (half + 1) * ((half + 63) // 64), np.uint64)
        self.notes = np.zeros(2 * pieces + NOTES, np.int64)
        self.notes[2 * pieces] = -1

    def arrays(self) -> tuple[Int32, Int32, UInt64, Int64]:
        """Return the arrays in the kernels' order."""
        return self.codes, self.slot_of, self.bits, self.notes


def room_for(texts: Forms) -> Room:
    """Return scratch memory for comparing these texts."""
    return Room(int(np.diff(texts.start).max(initial=1)), 0x10FFFF)


def judge_pairs(texts: Forms, sizes: Bytes, left: Int32, right: Int32, likeness: Likeness) -> Bools:
    """Return of each pair of rows whether the two texts are alike."""
    alike = np.zeros(len(left), np.bool_)
    bounds = (likeness.similarity, likeness.share)
    _distances()["judge_pairs"](texts.data, texts.start, sizes, left, right, *bounds, *room_for(texts).arrays(), alike)
    return alike


@dataclass(frozen=True)
class Earlier:
    """What is known of the rows since they were clustered last, and who changed place since.

    components, leaders: those of then, by places as of now; -1 for rows that are new. moved: those that stand elsewhere
    among the rows that are not new. joined: as Clusters has it, by places as of now.
    """

    components: Int32
    leaders: Int32
    joined: Int32
    moved: Bools

    @classmethod
    def none(cls, rows: int) -> "Earlier":
        """Return that nothing is known."""
        new = np.full(rows, -1, np.int32)
        return cls(new, new, NO_PAIRS, np.zeros(rows, np.bool_))

    def followed(self, most_leaders: int) -> Int32:
        """Return the leaders that tell which leaders of its component each text resembled; -1: they do not.

        They are told of where no text changed its place and all leaders of a component were found in one round.
        """
        is_old = np.flatnonzero(self.components >= 0)
        own = self.components[is_old]
        leading = np.bincount(own[self.leaders[is_old] == is_old], minlength=len(self.components))
        moved = np.bincount(own[self.moved[is_old]], minlength=len(self.components))
        followed = np.full(len(self.components), -1, np.int32)
        kept = is_old[(leading[own] < most_leaders) & (moved[own] == 0)]
        followed[kept] = self.leaders[kept]
        return followed


NO_PAIRS: Int32 = np.empty((0, 3), np.int32)


def cluster_texts(
    texts: Forms, sizes: Bytes, rows: Int32, sketches: Sketches, likeness: Likeness, earlier: Earlier | None = None
) -> Clusters:
    """Return the clusters of the texts with these rows.

    rows come in the order of first posting, as do their sketches; sizes: the characters in a piece, by text.
    earlier: what they were found to be last; what that tells is not compared again.
    """
    leaders = np.arange(len(rows), dtype=np.int32)
    tally = np.zeros(2, np.int64)
    room = room_for(texts)
    known = Earlier.none(len(rows)) if earlier is None else earlier
    components, joined = _join(texts, sizes, rows, sketches, likeness, room, tally, known)
    before, followed = known.components, known.followed(likeness.most_leaders)
    parents, left = components, leaders.copy()
    while True:
        found = _lead(texts, sizes, rows[left], parents, likeness, room, before, followed)
        settled = found >= 0
        leaders[left[settled]] = left[found[settled]]
        left = left[~settled]
        if len(left) == 0:
            return Clusters(leaders, components, joined, tally)
        unknown = Earlier.none(len(left))
        parents, _ = _join(texts, sizes, rows[left], sketches.take(left), likeness, room, tally, unknown)
        before, followed = unknown.components, unknown.leaders


def bucket_runs(keys: UInt32, next_keys: UInt32, most_compared: int) -> tuple[Int32, Int64, Int32]:
    """Return (members, bounds, firsts) of the buckets of two texts or more: who has the same key, as given in order.

    Members of a bucket larger than most_compared stand in the order of their next keys, then of the texts.
    """
    packed = (keys.astype(np.uint64) << np.uint64(32)) | np.arange(len(keys), dtype=np.uint64)
    packed.sort()
    members = (packed & np.uint64(0xFFFFFFFF)).astype(np.int32)
    changes = np.flatnonzero((packed[1:] >> np.uint64(32)) != (packed[:-1] >> np.uint64(32))) + 1
    begins = np.concatenate([[0], changes]).astype(np.int64)
    sizes = np.diff(np.append(begins, len(keys)))
    shared = sizes > 1
    members, sizes = members[np.repeat(shared, sizes)], sizes[shared]
    bounds = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    firsts = members[bounds[:-1]]
    in_large = np.flatnonzero(np.repeat(sizes > most_compared, sizes))
    if len(in_large):
        bucket_of = np.repeat(np.arange(len(sizes)), sizes)[in_large]
        own = members[in_large]
        members[in_large] = own[np.lexsort((own, next_keys[own], bucket_of))]
    return members, bounds, firsts


def _join(
    texts: Forms,
    sizes: Bytes,
    rows: Int32,
    sketches: Sketches,
    likeness: Likeness,
    room: Room,
    tally: Int64,
    earlier: Earlier,
) -> tuple[Int32, Int32]:
    """Return for each of the rows the first of its component, and which pairs joined them."""
    bands, marks = sketches.bands, np.ascontiguousarray(sketches.marks)
    least = likeness.least_agreeing(marks.shape[1])
    changed = (earlier.components < 0) | earlier.moved
    is_grown = 2 * np.count_nonzero(changed) < len(rows)
    touched = list(_buckets_of(bands, likeness, changed)) if is_grown else []
    again = _still_joined(touched, likeness, earlier.joined, len(rows)) if is_grown else NO_PAIRS
    parents, pairs = np.arange(len(rows), dtype=np.int32), np.empty((len(rows), 3), np.int32)
    pairs[: len(again)] = again
    done = int(_joining()["join_again"](again, parents))
    left = _parted(parents, earlier) & ~changed if is_grown else np.ones(len(rows), np.bool_)
    for band, (members, bounds, firsts) in chain(touched, _buckets_of(bands, likeness, left, touched)):
        done = _joining()["join_buckets"](
            *(texts.data, texts.start, sizes, rows, marks, *least, earlier.components, earlier.moved),
            *(members, bounds, firsts, band),
            *(likeness.most_compared, likeness.neighbours, likeness.similarity, likeness.share),
            *(*room.arrays(), parents, pairs, done, tally),
        )
    return parents, pairs[:done].copy()


def _parted(parents: Int32, earlier: Earlier) -> Bools:
    """Return the rows that have to be joined to their component again, where `parents` joins what is joined still.

    Of a component that fell apart, the largest piece needs no look of its own: what joins it lies in the others.
    """
    own = np.flatnonzero(earlier.components >= 0)
    pieces, components = parents[own], earlier.components[own]
    ranks = np.bincount(pieces, minlength=len(parents)) * len(parents) + np.arange(len(parents))
    largest = np.full(len(parents), -1, np.int64)
    np.maximum.at(largest, components, ranks[pieces])
    parted = np.zeros(len(parents), np.bool_)
    parted[own] = largest[components] != ranks[pieces]
    return parted


def _still_joined(touched: Sequence[Buckets], likeness: Likeness, joined: Int32, rows: int) -> Int32:
    """Return those of the pairs that joined earlier which would still be compared in the band in which they met.

    touched: of each band the buckets in which a row is new or moved; in others all stands as it was.
    """
    stays = np.ones(len(joined), np.bool_)
    place_of = np.full(rows, -1, np.int64)
    for band, (members, bounds, firsts) in touched:
        place_of[members] = np.arange(len(members))
        met = np.flatnonzero(joined[:, 2] == band)
        met = met[place_of[joined[met, 0]] >= 0]
        one, other = joined[met, 0], joined[met, 1]
        bucket = np.searchsorted(bounds, place_of[one], side="right") - 1
        is_small = np.diff(bounds)[bucket] <= likeness.most_compared
        is_near = np.abs(place_of[one] - place_of[other]) <= likeness.neighbours
        stays[met] = is_small | is_near | (firsts[bucket] == one) | (firsts[bucket] == other)
        place_of[members] = -1
    return joined[stays]


def _buckets_of(bands: UInt32, likeness: Likeness, among: Bools, without: Sequence[Buckets] = ()) -> Iterator[Buckets]:
    """Yield for each band those of its buckets in which one of these rows is, and some others.

    without: of each band buckets that are not asked for.
    """
    chosen = np.flatnonzero(among)
    if len(chosen) == 0:
        return
    is_few = 2 * len(chosen) < len(bands)
    for band in range(bands.shape[1]):
        keys, next_keys = bands[:, band], bands[:, (band + 1) % bands.shape[1]]
        if not is_few:
            yield band, bucket_runs(keys, next_keys, likeness.most_compared)
            continue
        asked = among.copy()
        if without:
            asked[without[band][1][0]] = False
        rows = _rows_that_share(keys, keys[chosen[asked[chosen]]])
        members, bounds, firsts = bucket_runs(keys[rows], next_keys[rows], likeness.most_compared)
        yield band, (rows[members], bounds, rows[firsts])


def _rows_that_share(keys: UInt32, wanted: UInt32) -> Int32:
    """Return the rows with these keys, and few others: of a key all rows or none."""
    last = np.uint32((1 << min(24, max(10, (64 * len(wanted)).bit_length()))) - 1)
    is_wanted = np.zeros(int(last) + 1, np.bool_)
    is_wanted[wanted & last] = True
    return np.flatnonzero(is_wanted[keys & last]).astype(np.int32)


def _lead(
    texts: Forms,
    sizes: Bytes,
    rows: Int32,
    parents: Int32,
    likeness: Likeness,
    room: Room,
    before: Int32,
    followed: Int32,
) -> Int32:
    """Return for each of the rows the leader it follows, -1 where its component has too many leaders for one round."""
    bounds, members = group_rows(parents, len(rows))
    leader_of, leaders = np.empty(len(rows), np.int32), np.empty(likeness.most_leaders, np.int32)
    bound = likeness.likeness_to_first
    _joining()["follow_leaders"](
        *(texts.data, texts.start, sizes, rows, members.astype(np.int32), bounds, likeness.most_leaders, bound, bound),
        *(before, followed, *room.arrays(), leaders, leader_of),
    )
    return leader_of


@cache
def _distances() -> Kernels:
    return Kernels("text_distance_kernels")


@cache
def _joining() -> Kernels:
    return Kernels("text_joining_kernels")
