"""What came in the last minutes, as hashes in two generations: the older one is forgotten when the newer is full."""

from dataclasses import dataclass, field

import numpy as np

from unisono.cases.known_posts import Hashes, KnownPosts, first_seen


@dataclass
class Recent:
    """A set of hashes that forgets: what is in it was added within the last `most` to twice that, or `reach_s`.

    Memory is 8 bytes a hash, and as much again for a moment when arrays are merged.
    """

    most: int = 1_000_000
    reach_s: float = 600.0
    newer: KnownPosts = field(default_factory=KnownPosts)
    older: KnownPosts = field(default_factory=KnownPosts)
    count: int = 0
    begun_at: float = 0.0

    def add_new(self, keys: Hashes, now: float) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
        """Say of each key whether it is new, and the first of its kind among these; remember all of them."""
        self._forget(now)
        new = first_seen(keys, self.newer).to_numpy() & ~self.older.contains(keys)
        self.newer.add(keys[new])
        self.count += int(new.sum())
        return new

    def _forget(self, now: float) -> None:
        if self.count == 0:
            self.begun_at = now
        elif self.count >= self.most or now - self.begun_at >= self.reach_s:
            self.newer, self.older = KnownPosts(), self.newer
            self.count, self.begun_at = 0, now
