"""At which moments to look at posts that came together: every second, or of many seconds those that matter."""

import numpy as np
from numpy.typing import NDArray

Int64 = NDArray[np.int64]

SECOND = 1_000_000
MOST_STEPS = 64
CLOSE_S = 10
"""Posts as close as this make a moment worth looking at."""


def moments_to_look(times: Int64, now: int | None, newest: int) -> list[int]:
    """Return moments after `now` up to the newest, ascending, each at the last post of its second; times: ascending.

    The newest is always one of them.
    """
    ahead = times[(times > (now if now is not None else times[0] - 1 if len(times) else newest)) & (times <= newest)]
    if not len(ahead):
        return [newest]
    ends = ahead[np.append(ahead[1:] // SECOND != ahead[:-1] // SECOND, True)]
    if len(ends) > MOST_STEPS:
        close = np.searchsorted(times, ends, "right") - np.searchsorted(times, ends - CLOSE_S * SECOND, "right")
        busiest = np.argsort(-close, kind="stable")[: MOST_STEPS // 2]
        evenly = np.linspace(0, len(ends) - 1, MOST_STEPS // 2).astype(np.int64)
        ends = ends[np.unique(np.concatenate([busiest, evenly]))]
    return sorted({*ends.tolist(), newest})
