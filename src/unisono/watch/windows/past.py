"""What objects of a stream were used before: their shares of past windows, and how much these differ by chance.

Windows of one length follow one another without overlap. Each that is over is first compared with what those before
it expect (of the share of the stream that each object had), and then joined to them. Objects with the like expectation
are put together to say how much more than by Poisson chance windows differ (`spread`: the variance beyond the mean, in
means squared, by moments). Objects without a past are a population of their own: how many accounts the objects have
that come for the first time. Fisher's logarithmic series (Fisher, Corbet and Williams 1943), the limit of Poisson
counts whose rates differ by a gamma law, describes it by one number, taken from the mean of the squares over the mean
so that the largest decide. What is long past counts less: half after `past_hours`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unisono.watch.windows.chunks import LAYERS
from unisono.watch.windows.looks import Look

Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]
UInt64 = NDArray[np.uint64]

MOST_OBJECTS = 300_000
KEPT_SHARE = 0.6
"""Objects remembered, and the share that is kept, of those used most, when they have become more."""

CLASSES = np.array([0.3, 1.0, 3.0, 10.0, 30.0])
"""Bounds of the expectations that are put together."""

ASSUMED_SPREAD = 0.2
ASSUMED_WINDOWS = 20.0
"""The spread before anything was seen, and how many expectations of 1 that assumption is worth."""

LONG = ("keys", "layers", "uses")
"""Arrays with an element for each object."""

ASSUMED_NEW = (2.0, 4.0)
"""One new object of two accounts, taken to have been seen: sum of the accounts and of their squares."""


@dataclass(frozen=True)
class Expectation:
    """What the past expects of objects, a row each.

    uses: in the past, that it rests on. means: how many accounts. spreads: the variance beyond the mean, in means
    squared: by how much windows differ, and what few uses leave open.
    """

    uses: Float64
    means: Float64
    spreads: Float64


class Past:
    """All windows of one length that are over."""

    def __init__(self, window_s: float, past_hours: float) -> None:
        """Begin without any."""
        self.window_s = window_s
        self.windows = 0  # that were joined
        self._decay = 0.5 ** (window_s / (past_hours * 3600.0))
        self._keys: UInt64 = np.empty(0, np.uint64)
        self._layers = np.empty(0, np.uint8)
        self._uses: Float64 = np.empty(0, np.float64)
        layers = len(LAYERS)
        self.totals = np.zeros(layers)
        self._weights = 0.0  # of the windows, as they count now
        self._excess = np.zeros((layers, len(CLASSES) + 1))
        self._squares = np.zeros((layers, len(CLASSES) + 1))
        self._new = np.tile(np.array(ASSUMED_NEW), (layers, 1))

    def __len__(self) -> int:
        """Count the objects that are remembered."""
        return len(self._keys)

    def kept(self) -> dict[str, NDArray[Any]]:
        """Return what it knows as arrays, from which `restore` makes it again."""
        return {
            "keys": self._keys, "layers": self._layers, "uses": self._uses, "totals": self.totals,
            "excess": self._excess, "squares": self._squares, "new": self._new,
            "windows": np.array([self.windows, self._weights], np.float64),
        }  # fmt: skip

    def restore(self, kept: Mapping[str, NDArray[Any]]) -> None:
        """Know what another knew; raises KeyError or ValueError where the arrays are not such as `kept` returns."""
        own = self.kept()
        told = {name: np.array(kept[name], own[name].dtype) for name in own}
        sizes = {len(told[name]) for name in ("keys", "layers", "uses")}
        if len(sizes) > 1 or any(told[name].shape != own[name].shape for name in own if name not in LONG):
            raise ValueError("these are not the arrays of a past")
        if (told["layers"] >= len(LAYERS)).any():
            raise ValueError("these are of other layers")
        self._keys, self._layers, self._uses, self.totals = (told[name] for name in (*LONG, "totals"))
        self._excess, self._squares, self._new = (told[name] for name in ("excess", "squares", "new"))
        self.windows, self._weights = int(told["windows"][0]), float(told["windows"][1])

    def expect(self, look: Look) -> Expectation:
        """Return what the past expects of each object of a look, by what was used of all others before and is now.

        Its own uses are left out of both, or an object that is pushed would make its whole layer look louder.
        """
        uses = self._uses_of(look.keys)
        # One use of others in every window more: a layer in which there was none may well have some.
        now = look.totals[look.layers] - look.accounts + 1.0
        before = np.maximum(self.totals[look.layers] - uses, 0.0) + max(self._weights, 1.0)
        # Half a use more: an object that was never used is rare, not impossible.
        means = (uses + 0.5) * now / before
        doubt = 1.0 / (uses + 0.5) + 1.0 / now + 1.0 / before
        return Expectation(uses, means, self._spreads(look.layers, means) + doubt)

    def new_odds(self, look: Look) -> Float64:
        """Return theta / (1 - theta) of the logarithmic series, for each object of a look as if it were a new one.

        A window in which others have more uses than usual has so many times as many for each.
        """
        sums, squares = self._new.T
        odds = np.maximum(squares / sums - 1.0, 1e-6)
        usual = self.totals / max(self._weights, 1.0)
        others = look.totals[look.layers] - look.accounts
        return np.asarray(odds[look.layers] * np.maximum(1.0, (others + 1.0) / (usual[look.layers] + 1.0)))

    def join(self, look: Look) -> None:
        """Learn from a window that is over, and put it to the past."""
        if not len(look.keys):
            return
        before = self._uses_of(look.keys)
        if self.windows:
            self._compare(look)
        fade = self._decay
        self._uses *= fade
        self._new = (self._new - ASSUMED_NEW) * fade + ASSUMED_NEW
        new = before == 0
        if self.windows:
            counts = look.accounts[new].astype(np.float64)
            of = look.layers[new]
            self._new[:, 0] += np.bincount(of, counts, len(LAYERS))
            self._new[:, 1] += np.bincount(of, counts**2, len(LAYERS))
        self.totals = self.totals * fade + look.totals
        self._weights = self._weights * fade + 1.0
        self._put(look)
        self.windows += 1

    def _compare(self, look: Look) -> None:
        """Add up by how much the counts of this window differ from what was expected, more than by Poisson chance."""
        rates = look.totals / np.maximum(self.totals, 1e-9)
        means = self._uses * rates[self._layers]
        seen = np.zeros(len(means))
        places, known = self._find(look.keys)
        seen[places[known]] = look.accounts[known]
        # What the few past uses leave open of the share is no spread of the windows.
        excess = (seen - means) ** 2 - means - means**2 / np.maximum(self._uses, 0.5)
        classes = np.searchsorted(CLASSES, means)
        of = self._layers.astype(np.int64) * (len(CLASSES) + 1) + classes
        shape = self._excess.shape
        self._excess = self._excess * self._decay + np.bincount(of, excess, shape[0] * shape[1]).reshape(shape)
        self._squares = self._squares * self._decay + np.bincount(of, means**2, shape[0] * shape[1]).reshape(shape)

    def _spreads(self, layers: NDArray[np.uint8], means: Float64) -> Float64:
        known = (self._excess + ASSUMED_SPREAD * ASSUMED_WINDOWS) / (self._squares + ASSUMED_WINDOWS)
        # Objects of few uses are not taken to be steadier than those of more.
        steady = np.maximum.accumulate(np.maximum(known, 0.0)[:, ::-1], axis=1)[:, ::-1]
        return np.asarray(steady[layers, np.searchsorted(CLASSES, means)])

    def _find(self, keys: UInt64) -> tuple[Int64, NDArray[np.bool_]]:
        if not len(self._keys):
            return np.zeros(len(keys), np.int64), np.zeros(len(keys), np.bool_)
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return places, self._keys[places] == keys

    def _uses_of(self, keys: UInt64) -> Float64:
        places, known = self._find(keys)
        return np.where(known, self._uses[places] if len(self._uses) else 0.0, 0.0)

    def _put(self, look: Look) -> None:
        places, known = self._find(look.keys)
        self._uses[places[known]] += look.accounts[known]
        new = ~known
        keys = np.concatenate([self._keys, look.keys[new]])
        uses = np.concatenate([self._uses, look.accounts[new].astype(np.float64)])
        layers = np.concatenate([self._layers, look.layers[new]])
        order = np.argsort(keys, kind="stable")
        if len(order) > MOST_OBJECTS:
            kept = np.argsort(-uses, kind="stable")[: round(MOST_OBJECTS * KEPT_SHARE)]
            order = kept[np.argsort(keys[kept])]
        self._keys, self._uses, self._layers = keys[order], uses[order], layers[order]
