"""Layers whose traces come part by part: numbers are kept of them, and each name once."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.engine.growing_names import GrowingNames
from unisono.engine.growing_texts import GrowingTexts
from unisono.engine.large_arrays import IN_MEMORY, GrowingArray, LargeArrays, stretches
from unisono.model.tables import TRACES
from unisono.significance.layer_acts import (
    NO_TIME,
    EncodedLayers,
    NumberedTraces,
    PostNames,
    is_by_minute,
    sort_layer,
)
from unisono.traces.by_part import PartTraces

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]

Number = TypeVar("Number", np.int32, np.int64)

UNTOLD = -1
COLUMNS = {"account": np.int32, "object": np.int32, "at": np.int64, "post": np.int32}

NAMES_AT_ONCE = 2_000_000
"""Names that are sorted at once where they are kept in a file; about 100 bytes each."""


class GrowingLayer:
    """One layer: accounts, objects, times and posts of its traces so far, and what they say of the objects."""

    def __init__(self, accounts: GrowingNames, arrays: LargeArrays = IN_MEMORY) -> None:
        """Begin without traces; `accounts` is shared by all layers. arrays: where the traces are kept."""
        self._accounts_of_all, self._arrays = accounts, arrays
        self._columns = {name: GrowingArray(dtype, arrays) for name, dtype in COLUMNS.items()}
        self._kept: dict[str, NDArray[np.int64]] = {}
        self.objects = GrowingNames(arrays)
        self._authors = GrowingNames(arrays)
        self._origins: Int64 = np.zeros(0, np.int64)
        self._author_of: Int32 = np.zeros(0, np.int32)
        self._further_authors: list[Int64] = []
        self._by_minute = 0
        self.traces = 0

    def add(self, traces: pl.DataFrame, posts: Int32) -> None:
        """Take in TRACES; posts: the number of the post of each."""
        objects = self.objects.number(traces["object"])
        numbered = {
            "account": self._accounts_of_all.number(traces["account"]),
            "object": objects,
            "at": traces["at"].to_physical().to_numpy(),
            "post": posts,
        }
        for name, values in numbered.items():
            self._columns[name].append(values)
        self.traces += traces.height
        self._by_minute += int(traces["minute_precision"].fill_null(False).sum())
        self._note_origins(traces["origin_at"], objects)
        self._note_authors(traces["author"], objects)

    def column(self, name: str) -> NDArray[np.int64]:
        """Return one of account, object, at (microseconds) and post, by trace."""
        if name not in self._kept:
            self._kept[name] = self._columns[name].whole()
        return self._kept[name]

    def keep(self, kept: NDArray[np.bool_]) -> None:
        """Leave out all traces but these."""
        self._kept = {name: self._arrays.chosen(self.column(name), kept) for name in COLUMNS}
        self.traces = int(kept.sum())

    def numbered(self, name: str, account_ranks: Int32, post_names: PostNames) -> NumberedTraces:
        """Return the traces with accounts and objects in the order of their names; the layer is empty afterwards."""
        codes, arrays = self.column("object"), self._arrays
        object_ids, ranks = names_in_order(self.objects.names(), used_numbers(codes, len(self.objects)), arrays)
        author_ids, author_ranks = names_in_order(self._authors.names(), np.ones(len(self._authors), np.bool_), arrays)
        rank_of = np.flatnonzero(ranks >= 0)
        origins = np.full(len(object_ids), NO_TIME, np.int64)
        known = rank_of[rank_of < len(self._origins)]
        given = known[self._origins[known] < np.iinfo(np.int64).max]
        origins[ranks[given]] = self._origins[given]
        numbered = NumberedTraces(
            name,
            arrays.gather(account_ranks, self.column("account")),
            arrays.gather(ranks, codes),
            self.column("at"),
            self.column("post").astype(np.int32, copy=False),
            post_names,
            object_ids,
            origins,
            self._authors_in_order(ranks, author_ranks, len(object_ids)),
            author_ids,
            is_by_minute(self._by_minute, self.traces),
        )
        self._kept, self._columns = {}, {}
        self.objects = GrowingNames()
        return numbered

    def _note_origins(self, origin_at: pl.Series, objects: Int32) -> None:
        """Keep the earliest origin of each object."""
        known = origin_at.is_not_null().to_numpy()
        if known.any():
            self._origins = _with_room(self._origins, len(self.objects), np.iinfo(np.int64).max)
            np.minimum.at(self._origins, objects[known], origin_at.drop_nulls().to_physical().to_numpy())

    def _note_authors(self, authors: pl.Series, objects: Int32) -> None:
        """Keep an author of each object, and the others of those that have several."""
        named = authors.is_not_null().to_numpy()
        if named.any():
            numbers, own = self._authors.number(authors.drop_nulls()), objects[named]
            self._author_of = _with_room(self._author_of, len(self.objects), UNTOLD)
            fresh = self._author_of[own] == UNTOLD
            self._author_of[own[fresh]] = numbers[fresh]
            other = self._author_of[own] != numbers
            if other.any():
                self._further_authors.append(np.unique(own[other].astype(np.int64) << 32 | numbers[other]))

    def _authors_in_order(self, ranks: Int32, author_ranks: Int32, object_count: int) -> Int32:
        """Return each object's author, of several the last by id."""
        authors = np.full(object_count, UNTOLD, np.int32)
        known = self._author_of[: len(ranks)]
        told = np.flatnonzero((known != UNTOLD) & (ranks[: len(known)] >= 0))
        authors[ranks[told]] = author_ranks[self._author_of[told]]
        for keys in self._further_authors:
            objects, numbers = ranks[keys >> 32], author_ranks[keys & 0xFFFFFFFF]
            np.maximum.at(authors, objects[objects >= 0], numbers[objects >= 0])
        return authors


class GrowingLayers:
    """All layers of a scan, and one numbering of accounts for them."""

    def __init__(self, layers: Iterable[str], arrays: LargeArrays = IN_MEMORY) -> None:
        """Begin without traces; arrays: where they are kept."""
        self._arrays = arrays
        self._accounts = GrowingNames(arrays)
        self._layers = {name: GrowingLayer(self._accounts, arrays) for name in layers}

    def add(self, part: PartTraces) -> None:
        """Take in the traces of some posts."""
        for name, traces in part.traces.items():
            if traces.height:
                self._layers[name].add(traces, part.rows_of(traces["post"]))

    def tell_wordings_apart(self) -> None:
        """Keep only those wordings that resemble another, as traces/wording.py does of traces in one table."""
        if "wording" not in self._layers or "text" not in self._layers:
            return
        wordings, texts = self._layers["wording"], self._layers["text"]
        rows = wordings.column("post")
        text_of = np.full(int(max(rows.max(initial=-1), texts.column("post").max(initial=-1))) + 1, UNTOLD, np.int32)
        text_of[texts.column("post")] = texts.column("object")
        cluster, worded = text_of[rows], wordings.column("object")
        told = cluster != UNTOLD
        lowest = np.full(len(texts.objects), np.iinfo(np.int32).max, np.int32)
        highest = np.full(len(texts.objects), UNTOLD, np.int32)
        np.minimum.at(lowest, cluster[told], worded[told])
        np.maximum.at(highest, cluster[told], worded[told])
        wordings.keep(told & (lowest < highest)[cluster] if len(texts.objects) else told)

    def repeated(self, name: str, post_names: PostNames) -> pl.DataFrame:
        """Return the traces of those objects of a layer that several posts carry.

        They have account, object, at and post, by these, and `place`: the number of the post.
        """
        layer = self._layers[name]
        objects, posts = layer.column("object"), layer.column("post")
        lowest = np.full(len(layer.objects), np.iinfo(np.int32).max, np.int32)
        highest = np.full(len(layer.objects), UNTOLD, np.int32)
        np.minimum.at(lowest, objects, posts)
        np.maximum.at(highest, objects, posts)
        rows = np.flatnonzero((lowest < highest)[objects])
        columns = ("account", "object", "at", "post")
        named = self._named(layer, rows, post_names).select(columns)
        return named.with_columns(pl.Series("place", posts[rows].astype(np.int64))).sort(columns)

    def _named(self, layer: GrowingLayer, rows: Int64, post_names: PostNames) -> pl.DataFrame:
        columns = {
            "account": self._accounts.names().gather(layer.column("account")[rows]),
            "object": layer.objects.names().gather(layer.column("object")[rows]),
            "at": pl.Series(layer.column("at")[rows]).cast(TRACES["at"]),
            "post": post_names.gather(layer.column("post")[rows].astype(np.int64)),
        }
        return pl.DataFrame(columns, schema_overrides={one: TRACES[one] for one in columns})

    def finish(self, post_names: PostNames) -> EncodedLayers:
        """Return the layers as a search needs them; nothing is left here."""
        used = np.zeros(len(self._accounts), np.bool_)
        for layer in self._layers.values():
            used |= used_numbers(layer.column("account"), len(used))
        account_ids, ranks = names_in_order(self._accounts.names(), used, self._arrays)
        layers = []
        for name in list(self._layers):
            layer = self._layers.pop(name)
            if layer.traces:
                layers.append(sort_layer(layer.numbered(name, ranks, post_names), account_ids, self._arrays))
        return EncodedLayers(account_ids, tuple(layers))


def used_numbers(numbers: NDArray[np.integer], count: int) -> NDArray[np.bool_]:
    """Say which of so many numbers occur: bool (count)."""
    used = np.zeros(count, np.bool_)
    for stretch in stretches(len(numbers)):
        used[numbers[stretch]] = True
    return used


def names_in_order(
    names: pl.Series, used: NDArray[np.bool_], arrays: LargeArrays = IN_MEMORY, names_at_once: int = NAMES_AT_ONCE
) -> tuple[pl.Series, Int32]:
    """Return those names that are used, sorted, and the place of each name among them, -1 for the others: int32.

    What is kept in files is sorted in so many ranges of names that each holds about names_at_once.
    """
    ranks = arrays.empty(len(names), np.int32)
    ranks[:] = -1
    ordered = GrowingTexts(arrays)
    done = 0
    for kept in _ranges_of_names(names, used, names_at_once) if arrays.are_in_files else [np.flatnonzero(used)]:
        chosen = names.gather(kept)
        order = chosen.arg_sort().to_numpy()
        ranks[kept[order]] = np.arange(done, done + len(order), dtype=np.int32)
        done += len(order)
        ordered.append(chosen.gather(order))
    return ordered.whole().alias(names.name), ranks


def _ranges_of_names(names: pl.Series, used: NDArray[np.bool_], at_once: int) -> Iterator[Int64]:
    """Yield the places of the names that are used, those of each range before those of the next."""
    count = int(np.count_nonzero(used))
    ranges = -(-count // at_once)
    if ranges < 2:
        yield np.flatnonzero(used)
        return
    sample = names.gather(np.linspace(0, len(names) - 1, min(len(names), ranges * 256)).astype(np.int64)).sort()
    borders = sample.gather(np.linspace(0, len(sample) - 1, ranges + 1)[1:-1].astype(np.int64)).unique().sort()
    for number in range(len(borders) + 1):
        found = []
        for stretch in stretches(len(names)):
            some = names[stretch.start : stretch.stop]
            inside = used[stretch].copy()
            if number:
                inside &= (some >= borders[number - 1]).to_numpy()
            if number < len(borders):
                inside &= (some < borders[number]).to_numpy()
            found.append(np.flatnonzero(inside) + stretch.start)
        yield np.concatenate(found)


def _with_room(values: NDArray[Number], count: int, fill: int) -> NDArray[Number]:
    """Return the array with room for so many, what is new filled."""
    if len(values) >= count:
        return values
    wider = IN_MEMORY.grown(values, len(values), count)
    wider[len(values) :] = fill
    return wider
