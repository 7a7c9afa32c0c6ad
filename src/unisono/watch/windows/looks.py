"""A look at a window: how many accounts used each object within some seconds, each account once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unisono.engine.numbering import number_keys
from unisono.engine.object_uses import count_uses
from unisono.watch.windows.chunks import LAYERS, Acts, Chunk

Int64 = NDArray[np.int64]
UInt64 = NDArray[np.uint64]

SPREAD = np.uint64(0xC2B2AE3D27D4EB4F)


@dataclass(frozen=True)
class Look:
    """The objects used after `since` and not after `until` (microseconds): a row each.

    accounts: distinct; acts: posts on the object. totals: accounts of all objects together, by layer. whole: the look
    of which these are some objects, see `only`; totals and objects are those of the whole.
    """

    since: int
    until: int
    keys: UInt64
    layers: NDArray[np.uint8]
    accounts: Int64
    acts: Int64
    whole: "Look | None" = None

    def only(self, rows: Int64) -> "Look":
        """Return these objects only, beside the totals of all."""
        keys, layers = self.keys[rows], self.layers[rows]
        return Look(self.since, self.until, keys, layers, self.accounts[rows], self.acts[rows], self.whole or self)

    def kept(self) -> dict[str, NDArray[Any]]:
        """Return it as arrays."""
        span = np.array([self.since, self.until], np.int64)
        return {"span": span, "keys": self.keys, "layers": self.layers, "accounts": self.accounts, "acts": self.acts}

    @classmethod
    def restored(cls, kept: Mapping[str, NDArray[Any]], name: str) -> "Look":
        """Return what was kept under names that begin like this; raises KeyError or ValueError."""
        since, until = np.array(kept[f"{name}span"], np.int64).tolist()
        keys, layers = np.array(kept[f"{name}keys"], np.uint64), np.array(kept[f"{name}layers"], np.uint8)
        accounts, acts = np.array(kept[f"{name}accounts"], np.int64), np.array(kept[f"{name}acts"], np.int64)
        if not len(keys) == len(layers) == len(accounts) == len(acts) or (layers >= len(LAYERS)).any():
            raise ValueError("these are not the arrays of a look")
        return cls(since, until, keys, layers, accounts, acts)

    @property
    def window_s(self) -> float:
        """Return how long the window is."""
        return (self.until - self.since) / 1e6

    @cached_property
    def totals(self) -> NDArray[np.float64]:
        """Return how many accounts all objects of each layer have, together."""
        if self.whole is not None:
            return self.whole.totals
        return np.bincount(self.layers, self.accounts, len(LAYERS)).astype(np.float64)

    @cached_property
    def objects(self) -> Int64:
        """Return how many objects of each layer there are."""
        if self.whole is not None:
            return self.whole.objects
        return np.bincount(self.layers, minlength=len(LAYERS)).astype(np.int64)


def take_look(chunks: list[Chunk], since: int, until: int) -> Look:
    """Count the accounts and acts of every object after `since` and not after `until`."""
    parts = [(chunk.acts, chunk.acts.between(since, until)) for chunk in chunks]
    found = [(acts, place) for acts, place in parts if place.stop > place.start]
    if not found:
        nothing = np.empty(0, np.int64)
        return Look(since, until, np.empty(0, np.uint64), np.empty(0, np.uint8), nothing, nothing)
    keys = np.concatenate([acts.keys[place] for acts, place in found])
    accounts = np.concatenate([acts.accounts[place] for acts, place in found])
    layers = np.concatenate([acts.layers[place] for acts, place in found])
    return Look(since, until, *count_objects(keys, accounts, layers))


def count_objects(
    keys: UInt64, accounts: UInt64, layers: NDArray[np.uint8]
) -> tuple[UInt64, NDArray[np.uint8], Int64, Int64]:
    """Return the distinct keys in order of appearance, and of each its layer, distinct accounts and rows."""
    first, users, uses = count_uses(keys, accounts)
    return keys[first], layers[first], users.astype(np.int64), uses.astype(np.int64)


@dataclass(frozen=True)
class AccountUses:
    """How many posts one account has on one object: a row each."""

    keys: UInt64
    posts: Int64


def count_per_account(chunks: list[Chunk], since: int, until: int, layer: int) -> AccountUses:
    """Count the posts of every account on every object of a layer (a place in LAYERS)."""
    keys, accounts = [np.empty(0, np.uint64)], [np.empty(0, np.uint64)]
    for chunk in chunks:
        place = chunk.acts.between(since, until)
        own = chunk.acts.layers[place] == layer
        keys.append(chunk.acts.keys[place][own])
        accounts.append(chunk.acts.accounts[place][own])
    of = np.concatenate(keys)
    codes, first = number_keys(of ^ (np.concatenate(accounts) * SPREAD))
    return AccountUses(of[first], np.bincount(codes, minlength=len(first)).astype(np.int64))


def pairs_of(chunks: list[Chunk], accounts: UInt64, since: int, until: int) -> UInt64:
    """Return the keys of the objects that these accounts used, each once for every account that did."""
    wanted = np.sort(accounts)
    keys, by = [np.empty(0, np.uint64)], [np.empty(0, np.uint64)]
    for chunk in chunks:
        place = chunk.acts.between(since, until)
        if len(wanted) and place.stop > place.start:
            who = chunk.acts.accounts[place]
            own = wanted[np.minimum(np.searchsorted(wanted, who), len(wanted) - 1)] == who
            keys.append(chunk.acts.keys[place][own])
            by.append(who[own])
    of = np.concatenate(keys)
    _, first = number_keys(of ^ (np.concatenate(by) * SPREAD))
    return of[first]


@dataclass(frozen=True)
class Uses:
    """The acts on one object within a window, by time, with the chunk that each belongs to."""

    chunks: tuple[Chunk, ...]
    places: tuple[Int64, ...]

    def __len__(self) -> int:
        """Count them."""
        return sum(len(places) for places in self.places)

    def acts(self) -> list[tuple[Chunk, Acts, Int64]]:
        """Return each chunk, its acts, and the places of those on the object."""
        return [(chunk, chunk.acts, places) for chunk, places in zip(self.chunks, self.places, strict=True)]


def uses_of(chunks: list[Chunk], key: int, since: int, until: int) -> Uses:
    """Return the acts on the object with this key."""
    found = []
    for chunk in chunks:
        place = chunk.acts.between(since, until)
        own = np.flatnonzero(chunk.acts.keys[place] == np.uint64(key)) + place.start
        if len(own):
            found.append((chunk, own))
    return Uses(tuple(chunk for chunk, _ in found), tuple(own for _, own in found))
