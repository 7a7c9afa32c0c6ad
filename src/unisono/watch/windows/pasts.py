"""The pasts of windows of several lengths, learned as the stream moves on."""

from collections import deque
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unisono.watch.windows.chunks import Chunk
from unisono.watch.windows.looks import Look, take_look
from unisono.watch.windows.past import Past
from unisono.watch.windows.settings import WindowSettings
from unisono.watch.windows.stream_clock import MICROSECONDS

MOST_AT_ONCE = 100
"""Windows of one length that are counted at once; a recording that is played quickly has more."""


class Pasts:
    """One past for each length of windows.

    A window is counted when it has been over for as long as posts may be late, and joined to the past when the window
    of the same length that ends now no longer overlaps with it: nothing is its own measure.
    """

    def __init__(self, lengths: tuple[float, ...], settings: WindowSettings) -> None:
        """Begin without any window."""
        self._pasts = {length: Past(length, settings.past_hours) for length in lengths}
        self._late = int(settings.lateness_s * MICROSECONDS)
        self._over: dict[float, deque[Look]] = {length: deque() for length in lengths}
        self._next: dict[float, int] = {}
        self._is_restored = False

    def of(self, seconds: float) -> Past:
        """Return the past of windows of this length; raises KeyError where none is learned."""
        return self._pasts[seconds]

    def kept(self) -> dict[str, NDArray[Any]]:
        """Return as arrays what is known, the windows that wait to be joined, and which one is counted next."""
        told: dict[str, NDArray[Any]] = {}
        for length, begins in self._next.items():
            name = f"{length:g} "
            told |= {f"{name}{key}": array for key, array in self._pasts[length].kept().items()}
            told |= {f"{name}next": np.array([begins], np.int64)}
            for number, look in enumerate(self._over[length]):
                told |= {f"{name}over {number} {key}": array for key, array in look.kept().items()}
        return told

    def restore(self, kept: Mapping[str, NDArray[Any]]) -> None:
        """Go on from what was kept: what is part of it is not counted again. Raises KeyError or ValueError."""
        for length, past in self._pasts.items():
            own = {
                key.removeprefix(f"{length:g} "): array for key, array in kept.items() if key.startswith(f"{length:g} ")
            }
            if own:
                past.restore(own)
                self._next[length] = int(own["next"][0])
                waiting = sum(key.startswith("over ") and key.endswith(" keys") for key in own)
                self._over[length].extend(Look.restored(own, f"over {number} ") for number in range(waiting))
        self._is_restored = True

    def move_on(self, now: int, floor: int, chunks: list[Chunk]) -> None:
        """Count the windows that are over, as far as they are held whole, and join those that lie apart from now."""
        if self._is_restored and chunks:
            # Of what came before the first post that is held again, some is not held any more.
            floor = max(floor, min(int(chunk.post_times[0]) for chunk in chunks))
            self._is_restored = False
        for length, past in self._pasts.items():
            size = int(length * MICROSECONDS)
            # What lies before the floor is no longer held, or never came.
            first = max(self._next.get(length, now // size), -(-floor // size))
            end = max(first, (now - self._late) // size)
            for number in _not_empty(chunks, size, first, end):
                look = take_look(chunks, number * size - 1, (number + 1) * size - 1)
                if len(look.keys):
                    self._over[length].append(look)
            self._next[length] = end
            waiting = self._over[length]
            while waiting and now - size >= waiting[0].until:
                past.join(waiting.popleft())


def _not_empty(chunks: list[Chunk], size: int, first: int, end: int) -> list[int]:
    """Return the windows from the first to before the end; of many, the last MOST_AT_ONCE in which there were posts."""
    if end - first <= MOST_AT_ONCE:
        return list(range(first, end))
    used = np.unique(np.concatenate([np.unique(chunk.post_times // size) for chunk in chunks])).tolist()
    return [number for number in used if first <= number < end][-MOST_AT_ONCE:]
