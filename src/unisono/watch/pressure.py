"""Whether a watcher is behind: how long lines wait before it takes them, and since when it works more coarsely."""

from dataclasses import dataclass
from datetime import UTC, datetime

from unisono.cases.live.coarse import CoarseSpan

CAUGHT_UP = 0.25
"""Of the wait from which on a watcher is behind, the share below which it has caught up."""

LEAST_S = 3.0
"""A coarse span lasts so long at least, so that a watcher at its limit does not change its ways with every step."""


@dataclass
class Pressure:
    """Goes by the wait of the newest line of each step.

    after_s: wait from which on the watcher works more coarsely; None: never. spans, posts: those so far, with the one
    that lasts.
    """

    after_s: float | None = 2.0
    spans: int = 0
    posts: int = 0
    _since: float | None = None
    _own_posts: int = 0
    _longest_s: float = 0.0

    @property
    def is_high(self) -> bool:
        """Say whether the watcher is behind."""
        return self._since is not None

    @property
    def since(self) -> datetime | None:
        """Return since when it is behind."""
        return None if self._since is None else datetime.fromtimestamp(self._since, UTC)

    def note(self, waited_s: float, now: float) -> None:
        """Take note of how long the newest line of a step had waited when it was taken."""
        if self.after_s is None:
            return
        if self._since is None and waited_s > self.after_s:
            self._since, self._own_posts, self._longest_s = now, 0, 0.0
            self.spans += 1
        self._longest_s = max(self._longest_s, waited_s)

    def count(self, posts: int) -> None:
        """Count posts that were looked at since."""
        if self._since is not None:
            self.posts += posts
            self._own_posts += posts

    def relieved(self, waited_s: float, now: float, source: str) -> CoarseSpan | None:
        """Return the span that is over by now, None where it is not, or there was none."""
        if self._since is None or self.after_s is None or waited_s > CAUGHT_UP * self.after_s:
            return None
        return None if now - self._since < LEAST_S else self.end(now, source)

    def end(self, now: float, source: str) -> CoarseSpan | None:
        """End the span, whatever waits; None where there was none."""
        if self._since is None:
            return None
        from_at, to_at = (datetime.fromtimestamp(one, UTC) for one in (self._since, max(now, self._since)))
        self._since = None
        return CoarseSpan(source, from_at, to_at, self._own_posts, round(self._longest_s, 3))
