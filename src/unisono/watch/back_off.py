"""How long to wait before a connection is tried again."""

import random

from unisono.watch.sources.declaration import BackOff


class Waits:
    """The waits of one stream: at random up to a bound that doubles, so that many readers do not come back at once."""

    def __init__(self, settings: BackOff, chance: random.Random | None = None) -> None:
        self._settings = settings
        self._chance = chance or random.Random()
        self._bound_s = settings.first_s

    def next_s(self) -> float:
        """Return the next wait in seconds."""
        wait_s = self._chance.uniform(0.0, min(self._bound_s, self._settings.most_s))
        self._bound_s = min(self._bound_s * 2, self._settings.most_s)
        return wait_s

    def note(self, lasted_s: float) -> None:
        """Take note of how long a connection lasted: after a long one the waiting begins anew."""
        if lasted_s >= self._settings.reset_after_s:
            self._bound_s = self._settings.first_s
