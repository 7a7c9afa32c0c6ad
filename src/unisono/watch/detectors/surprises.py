"""How surprising the most surprising objects of a stream have been: what a model calls rare may be daily bread there.

A model of counts knows no posts that go round within seconds, and a stream may be full of them. So each layer keeps the
largest surprise (-log10 p) of each object that had any. How often a surprise is exceeded is taken from the others: the
largest of them, k within the time looked at, exceed the smallest of these by an exponential law, whose mean is that of
a half-life (the median of the excesses), so that a few pushes among them do not hide the next. Where the model holds,
that mean is 1 / ln 10, and p is what it says it is.
"""

from dataclasses import dataclass, field
from math import exp, log

import numpy as np
from numpy.typing import NDArray

Float64 = NDArray[np.float64]

LEAST_SURPRISE = 3.0
"""What the model expects once in a thousand is kept; below, nothing surprises."""

FEWEST = 10
MOST = 50
"""Surprising objects of a layer from which on they are gone by, and how many of the largest are."""

KEPT = 400
KEPT_ROW = np.dtype([("layer", np.uint8), ("key", np.uint64), ("surprise", np.float64), ("at", np.float64)])
MEMORY_S = 6 * 3600.0
LEAST_S = 600.0
DAY_S = 86_400.0
CALIBRATED = 1.0 / log(10.0)


@dataclass
class Surprises:
    """The largest surprise of each object that had one within MEMORY_S, by layer; `at` is the time of a look."""

    _kept: dict[int, dict[int, tuple[float, float]]] = field(default_factory=dict)
    _began: float | None = None
    _now: float = 0.0

    def learn(self, at: float, layers: NDArray[np.uint8], keys: NDArray[np.uint64], p: Float64) -> None:
        """Take in the objects of one look, each with its p."""
        self._began = at if self._began is None else self._began
        self._now = max(self._now, at)
        surprise = -np.log10(np.maximum(p, 1e-300))
        for place in np.flatnonzero(surprise >= LEAST_SURPRISE):
            own = self._kept.setdefault(int(layers[place]), {})
            key = int(keys[place])
            own[key] = max(own.get(key, (0.0, at))[0], float(surprise[place])), at
        for own in self._kept.values():
            self._forget(own)

    def kept(self) -> NDArray[np.void]:
        """Return what it knows as rows of KEPT_ROW; the first holds since when, and until when."""
        rows = [(layer, key, *one) for layer, own in self._kept.items() for key, one in own.items()]
        began = self._now if self._began is None else self._began
        return np.array([(0, 0, began, self._now), *rows], KEPT_ROW)

    @classmethod
    def restored(cls, kept: NDArray[np.void]) -> "Surprises":
        """Return what was kept as it was; raises ValueError where these are no such rows."""
        if kept.dtype != KEPT_ROW or not len(kept):
            raise ValueError("these are no rows of surprises")
        (_, _, began, now), *rows = kept.tolist()
        known: dict[int, dict[int, tuple[float, float]]] = {}
        for layer, key, surprise, at in rows:
            known.setdefault(layer, {})[key] = (surprise, at)
        return cls(known, began, now)

    def a_day(self, layer: int, key: int, p: float) -> float:
        """Return how many objects as surprising as this one the layer has in a day, going by all its others.

        0 where too few others surprise to say so: the model's word is all there is.
        """
        others = sorted((one for name, (one, _) in self._kept.get(layer, {}).items() if name != key), reverse=True)
        if len(others) < FEWEST or self._began is None:
            return 0.0
        largest = np.array(others[:MOST])
        least = float(largest[-1])
        mean = max(float(np.median(largest - least)) / log(2.0), CALIBRATED)
        days = min(max(self._now - self._began, LEAST_S), MEMORY_S) / DAY_S
        beyond = -float(np.log10(max(p, 1e-300))) - least
        return len(largest) / days * exp(-max(0.0, beyond) / mean)

    def _forget(self, own: dict[int, tuple[float, float]]) -> None:
        old = [key for key, (_, at) in own.items() if at < self._now - MEMORY_S]
        for key in old:
            del own[key]
        if len(own) > KEPT:
            least = sorted(own, key=lambda key: own[key][0])[: len(own) - KEPT // 2]
            for key in least:
                del own[key]
