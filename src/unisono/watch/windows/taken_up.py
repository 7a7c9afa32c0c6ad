"""What accounts took up within a window: of each post one act, on the thing that fewest others took up as well."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.engine.numbering import number_keys
from unisono.watch.windows.chunks import LAYERS, Chunk
from unisono.watch.windows.looks import Look

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
UInt64 = NDArray[np.uint64]

TAKEN = np.array([name in ("hashtag", "link", "text", "repost") for name in LAYERS])
"""Domains come with links, and whoever mentions somebody may be talking to them."""

MARKS = 1 << 20
"""Room for marks of keys by which most acts on other things are passed over at once."""

POST_COLUMNS = ("post", "account", "at", "handle")


@dataclass(frozen=True)
class TakenUp:
    """Acts in no order, one for each post; accounts and objects by numbers from 0, layers: of the objects.

    chunk, row: where the post of each act lies.
    """

    at: Int64
    accounts: Int32
    objects: Int32
    layers: NDArray[np.uint8]
    account_count: int
    chunk: Int32
    row: Int32
    chunks: Sequence[Chunk]

    def posts(self, acts: Int64) -> pl.DataFrame:
        """Return the posts of these acts in their order: POST_COLUMNS and arrived_at. There must be an act."""
        parts: list[pl.DataFrame] = []
        for number in np.unique(self.chunk[acts]).tolist():
            chunk, own = self.chunks[number], np.flatnonzero(self.chunk[acts] == number)
            told = pl.lit(chunk.arrived_at).alias("arrived_at"), pl.Series("place", own)
            parts.append(chunk.posts[self.row[acts[own]]].select(*POST_COLUMNS, *told))
        return pl.concat(parts).sort("place").drop("place")


@dataclass(frozen=True)
class _Chosen:
    """Keys of things, ascending, with their layers and how many accounts use each."""

    keys: UInt64
    layers: NDArray[np.uint8]
    users: Int64


def take_up(chunks: Sequence[Chunk], look: Look, least_accounts: int, most_meetings: float, within_s: float) -> TakenUp:
    """Return who took up what within a look, of the things that so many accounts use.

    What most use is left out, so that no more than most_meetings pairs of acts lie within so many seconds.
    """
    chosen = _chosen(look, least_accounts, most_meetings, within_s)
    marks = np.zeros(MARKS, np.bool_)
    marks[_marks(chosen.keys)] = True
    nothing: list[tuple[Int64, UInt64, Int64, Int32, Int32]] = [
        (np.empty(0, np.int64), np.empty(0, np.uint64), np.empty(0, np.int64), *(np.empty(0, np.int32),) * 2)
    ]
    parts = [_of_chunk(chunk, number, look, chosen, marks) for number, chunk in enumerate(chunks)]
    at, by, of, chunk, row = (np.concatenate(column) for column in zip(*[*nothing, *parts], strict=True))
    accounts, first = number_keys(by)
    return TakenUp(at, accounts, of.astype(np.int32), chosen.layers, len(first), chunk, row, chunks)


def _chosen(look: Look, least_accounts: int, most_meetings: float, within_s: float) -> _Chosen:
    rows = np.flatnonzero(TAKEN[look.layers] & (look.accounts >= least_accounts))
    rows = rows[np.argsort(look.acts[rows], kind="stable")]
    share = min(1.0, within_s / max(look.window_s, 1.0))
    rows = rows[np.cumsum(look.acts[rows].astype(np.float64) ** 2 * share) <= most_meetings]
    rows = rows[np.argsort(look.keys[rows])]
    return _Chosen(look.keys[rows], look.layers[rows], look.accounts[rows])


def _marks(keys: UInt64) -> NDArray[np.int64]:
    return (keys & np.uint64(MARKS - 1)).astype(np.int64)


def _of_chunk(
    chunk: Chunk, number: int, look: Look, chosen: _Chosen, marks: NDArray[np.bool_]
) -> tuple[Int64, UInt64, Int64, Int32, Int32]:
    """Return time, account, thing, chunk and row of the act of each post that used something chosen."""
    acts = chunk.acts
    place = acts.between(look.since, look.until)
    keys = acts.keys[place]
    near = np.flatnonzero(marks[_marks(keys)])
    of = np.minimum(np.searchsorted(chosen.keys, keys[near]), max(0, len(chosen.keys) - 1))
    own = chosen.keys[of] == keys[near] if len(near) else np.empty(0, np.bool_)
    places, of = near[own] + place.start, of[own]
    rows = acts.rows[places]
    if len(rows):
        begins = np.flatnonzero(np.concatenate([[True], rows[1:] != rows[:-1]]))
        # The smallest of (users, place) of each post.
        best = np.minimum.reduceat(chosen.users[of] << 32 | np.arange(len(of)), begins) & 0xFFFFFFFF
        places, of, rows = places[best], of[best], rows[best]
    return acts.at[places], acts.accounts[places], of, np.full(len(rows), number, np.int32), rows
