"""Counts what accounts post about, day by day, and the splits of their days with the most unlike sides."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from unisono.engine.machine_code import Kernels
from unisono.engine.text_forms import Forms

Bool = NDArray[np.bool_]
Bytes = NDArray[np.uint8]
Float64 = NDArray[np.float64]
Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]

LOGS = np.concatenate([[0.0], np.arange(1, 1 << 15) * np.log(np.arange(1, 1 << 15))])
"""x log x of small whole numbers."""

LOWERED = np.array(
    [ord(sign.lower()) if sign.isalnum() or sign == "_" else 0 for sign in map(chr, range(128))], np.uint8
)
"""The small form of each letter and digit of ASCII; 0 for signs."""


def read_items(texts: Forms, slots: int, most: int) -> tuple[Int64, Int32]:
    """Return (start, items) of each text, at most so many: words from 0 on, tags from `slots`, hosts from 2 * `slots`.

    slots: a power of two; into so many the items of a kind are hashed.
    """
    start = np.empty(len(texts) + 1, np.int64)
    # Two bytes at least for each item: a character of scripts without spaces has three.
    room = np.empty(min(len(texts) * most, len(texts.data) // 2 + len(texts)) + 1, np.int32)
    count = _reading()["read_items"](texts.data, texts.start, slots, most, LOWERED, start, room)
    return start, room[:count]


@dataclass(frozen=True)
class Listed:
    """What posts list beside their text: texts are the parts, those of row i at start[i]:start[i + 1]."""

    texts: Forms
    start: Int64  # empty where no row lists anything

    def places_of(self, rows: Int64) -> Int64:
        """Return (rows, 2): where the parts of each row begin and end; no rows where no row lists anything."""
        if len(self.start) == 0:
            return np.zeros((0, 2), np.int64)
        return np.column_stack([self.start[rows], self.start[rows + 1]])


@dataclass(frozen=True)
class ItemRules:
    """Which items are read: at most so many a post, `different` can be told apart, and some are left out."""

    slots: int
    most: int
    different: int
    left_out: Int32


def read_days(
    rules: ItemRules, day_of: Int32, texts: Forms, *, rows: Int64, tags: Listed, links: Listed, languages: Int32
) -> tuple[Int64, Int32]:
    """Return (start, items): the different items of each active day; day_of: the day of each post, ascending.

    Of each post, its listed tags and links are read first, then its text. rows: int64 by post, where its tags and links
    stand in the lists. languages: an item by post, -1 for none.
    """
    days = int(day_of[-1]) - int(day_of[0]) + 1 if len(day_of) else 0
    day_start, seen = np.zeros(days + 1, np.int64), np.zeros(rules.different // 64 + 1, np.uint64)
    parts = (texts, tags.texts, links.texts)
    most = min(len(texts) * rules.most, sum(len(part.data) // 2 + len(part) for part in parts))
    items, room = np.empty(most + len(texts), np.int32), np.empty(rules.most, np.int32)
    listed = [each for part in (tags, links) for each in (part.texts.data, part.texts.start, part.places_of(rows))]
    read = (texts.data, texts.start, day_of, languages, rules.slots, LOWERED, rules.left_out, room, seen)
    count = _reading()["read_days"](*listed, *read, day_start, items)
    return day_start, items[:count].copy()


def merge_days(
    rules: ItemRules, item_start: Int64, items: Int32, *, place_of: Int64, day_of: Int32, languages: Int32
) -> tuple[Int64, Int32]:
    """Return what read_days does of posts whose items were read in another order, each post by itself.

    item_start, items: of each post, as they were read. place_of: by post, in the order of days, where it was read.
    day_of: from 0. languages: an item by post, in the order of days.
    """
    days = int(day_of[-1]) + 1 if len(day_of) else 0
    day_start, seen = np.zeros(days + 1, np.int64), np.zeros(rules.different // 64 + 1, np.uint64)
    of_days = np.empty(len(items) + len(day_of), np.int32)
    given = (item_start, items, place_of, day_of, languages, rules.left_out, seen)
    count = _merging()["merge_days"](*given, day_start, of_days)
    return day_start, of_days[:count].copy()


def count_users(
    days_of: Int64, day_start: Int64, items: Int32, spell_of: Int32, row_of: Int32, shape: tuple[int, int]
) -> Int32:
    """Return (rows + 1, spells): the accounts that use the item of a row in each spell, and last all that post.

    spell_of: by day. row_of: by item, -1 for those that are not counted. shape: rows and spells.
    """
    users, seen_by = np.zeros((shape[0] + 1, shape[1]), np.int32), np.full(shape[0] + 1, -1, np.int32)
    _reading()["count_users"](days_of, day_start, items, spell_of, row_of, seen_by, users)
    return users


def pool_rare(
    days_of: Int64, day_start: Int64, items: Int32, kind_of: Int32, *, is_news: Bool, rare: Int32
) -> tuple[Int64, Int32]:
    """Return (start, items) with those that an account uses on less than three days as the rare item of their kind.

    is_news: by item, those that are dropped.
    """
    start, room = np.zeros_like(day_start), np.empty_like(items)
    uses = np.zeros(len(kind_of), np.int32)
    count = _reading()["pool_rare"](days_of, day_start, items, kind_of, is_news, uses, rare, start, room)
    return start, room[:count].copy()


@dataclass(frozen=True)
class DayItems:
    """The items of accounts day by day, with weights: what splits and shuffles are made of.

    days_of: int64 (accounts + 1), where each account's days begin. day_start: int64 (days + 1), where each day's items
    begin. items: int32, and weights: uint8, by event. kind_of: int32 by item, below `kinds`. A kind of which an account
    has fewer than `least` items of equal weight does not count.
    """

    days_of: Int64
    day_start: Int64
    items: Int32
    weights: Bytes
    kind_of: Int32
    kinds: int
    least: float


def scan_splits(days: DayItems, *, edge: int) -> tuple[Float64, Float64, Float64]:
    """Return the divergence at the split before each day, each account's largest, and how far chance spreads it.

    In bits, the mean over kinds, less what chance gives by the number of different items; -1 where a side has too few
    days. The spread is that of independent items at one split.
    """
    at_split = np.empty(len(days.day_start) - 1)
    strongest, spread = np.empty(len(days.days_of) - 1), np.empty(len(days.days_of) - 1)
    counts, sides = np.zeros((len(days.kind_of), 2), np.int32), np.zeros((7, days.kinds))
    given = (days.days_of, days.day_start, days.items, days.weights, days.kind_of, edge, LOGS, float(days.least))
    _kernels()["scan_splits"](*given, counts, sides, at_split, strongest, spread)
    return at_split, strongest, spread


def shuffle_blocks(
    days: DayItems,
    *,
    edge: int,
    chosen: Int32,
    blocks: tuple[Int64, Int64],
    seeds: Int64,
    known: Float64,
    shuffles: int,
) -> Float64:
    """Return the largest divergence of each chosen account with its blocks of days shuffled: (chosen, shuffles).

    blocks: where the blocks of each account begin in the second array, int64 (accounts + 1), and the day with which
    each block begins, followed by the number of days. seeds: one for each chosen account, not 0. known: float64
    (chosen, fewer shuffles), what was returned for the same seeds before; it is taken over.
    """
    largest = np.empty((len(chosen), shuffles))
    largest[:, : known.shape[1]] = known
    begins = days.day_start[days.days_of]
    most = int(np.diff(begins)[chosen].max(initial=0))
    kind_of_own, counts = np.empty(most, np.int32), np.zeros((most, 3), np.int32)
    number_of, own = np.zeros(len(days.kind_of), np.int32), np.empty(len(days.items), np.int32)
    whole, sides = np.zeros((7, days.kinds)), np.zeros((7, days.kinds))
    order = np.empty(int(np.diff(blocks[0]).max(initial=0)) + 1, np.int64)
    given = (days.days_of, days.day_start, days.items, days.weights, days.kind_of, edge, LOGS, float(days.least))
    room = (number_of, own, kind_of_own, counts, whole, sides, order)
    _kernels()["shuffle_blocks"](*given, chosen, *blocks, seeds, known.shape[1], *room, largest)
    return largest


@cache
def _reading() -> Kernels:
    return Kernels("subject_kernels")


@cache
def _merging() -> Kernels:
    return Kernels("day_kernels")


@cache
def _kernels() -> Kernels:
    return Kernels("mix_kernels")
