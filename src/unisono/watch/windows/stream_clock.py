"""The clock of a stream: which of its posts' times to believe, and how far it has got by them.

A post's lag is its arrival less its own time; of a recording it may be years. Believed is a time that lies no more than
`future_s` ahead of this machine's clock, and none of whose lag says that it is ahead of its own stream: less than the
tenth percentile of the lags of the last posts by more than `future_s` and the distance from there to their median. So
one post dated next year does not push the others out of the windows, and a recording of years ago, played quickly or
slowly, is read as it is. Whoever dates a tenth of all posts ahead moves the clock, by `future_s` at most in a stream
that is live.
"""

import numpy as np
from numpy.typing import NDArray

Int64 = NDArray[np.int64]

MICROSECONDS = 1_000_000
REMEMBERED = 200
"""Posts whose lags are remembered."""

FEWEST = 20
"""Posts from which on lags are judged by; among fewer, those are believed that lie near their median."""

MOST_JUDGED_BY = 2_000


class StreamClock:
    """How far a stream has got, in microseconds since 1970."""

    def __init__(self, lateness_s: float, future_s: float) -> None:
        """Begin before the first post."""
        self._lateness = int(lateness_s * MICROSECONDS)
        self._future = int(future_s * MICROSECONDS)
        self._lags: Int64 = np.empty(0, np.int64)
        self._first: Int64 = np.empty((0, 2), np.int64)  # time and lag of the first posts
        self.newest: int | None = None

    @property
    def watermark(self) -> int | None:
        """Return the time before which posts count as late; None before the first post."""
        return None if self.newest is None else self.newest - self._lateness

    def believe(self, at: Int64, arrived_at: float) -> NDArray[np.bool_]:
        """Return which times to believe, of posts in their order of arrival, and move on to the newest of them."""
        if not len(at):
            return np.empty(0, np.bool_)
        lags = int(arrived_at * MICROSECONDS) - at
        possible = lags >= -self._future
        if not possible.any():
            return possible
        self._lags = np.concatenate([self._lags, _spread_out(lags[possible])])
        believed: NDArray[np.bool_] = possible & (lags >= self._least_lag())
        if len(self._lags) <= FEWEST:
            # The very first posts may have been believed for want of others: look at them again.
            self._first = np.concatenate([self._first, np.stack([at, lags], axis=1)[possible]])
            sure = self._first[self._first[:, 1] >= self._least_lag(), 0]
            self.newest = int(sure.max()) if len(sure) else self.newest
        elif believed.any():
            latest = int(at[believed].max())
            self.newest = latest if self.newest is None else max(self.newest, latest)
        self._lags = self._lags[-REMEMBERED:]
        return believed

    def _least_lag(self) -> float:
        """Return the lag below which a post lies ahead of its stream."""
        low, middle = np.quantile(self._lags, (0.1, 0.5)).tolist()
        if len(self._lags) <= FEWEST:
            low = middle
        return float(low - self._future - (middle - low))


def _spread_out(lags: Int64) -> Int64:
    """Return so many lags at most, from all parts of the posts in their order."""
    if len(lags) <= MOST_JUDGED_BY:
        return lags
    return lags[np.linspace(0, len(lags) - 1, MOST_JUDGED_BY).astype(np.int64)]
