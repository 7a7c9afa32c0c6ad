"""How far before its last line a stream is taken up again, so that nothing is missed and reading still gets on."""

from unisono.watch.sources.jetstream.events import Place

SHORTER = 4.0
LONGER = 2.0


class Resuming:
    """Where to begin, connection after connection.

    Each begins a margin before the last line. One that breaks off before it comes to anything new would leave the
    reader further back every time: then the next begins where this one did, with a shorter margin.
    """

    def __init__(self, margin_s: float) -> None:
        self._full_s = margin_s
        self._margin_s = margin_s
        self._furthest: Place | None = None

    def next(self, place: Place | None) -> tuple[Place | None, float]:
        """Return the place to go on from and the margin before it; `place` is that of the last line."""
        if self._furthest is not None and (place is None or not _is_beyond(place, self._furthest)):
            self._margin_s /= SHORTER
        else:
            self._margin_s = min(self._full_s, self._margin_s * LONGER)
            self._furthest = place
        return self._furthest, self._margin_s


def _is_beyond(place: Place, other: Place) -> bool:
    if place.number is not None and other.number is not None:
        return place.number > other.number
    return (place.time_us or 0) > (other.time_us or 0)
