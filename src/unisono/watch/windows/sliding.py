"""Sliding windows over a stream, by the posts' own times: what came last, who used what, and what was usual before."""

import secrets
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.engine.seen_keys import SeenKeys
from unisono.model.names import POST_NAME
from unisono.traces.acts import read_acts
from unisono.watch.windows.chunks import LAYERS, POST_COLUMNS, Chunk, UInt64
from unisono.watch.windows.evidence import Evidence, evidence_of
from unisono.watch.windows.looks import AccountUses, Look, count_per_account, pairs_of, take_look, uses_of
from unisono.watch.windows.movers import find_movers
from unisono.watch.windows.past import Past
from unisono.watch.windows.pasts import Pasts
from unisono.watch.windows.reading import COLUMNS, read_posts
from unisono.watch.windows.settings import Added, WindowSettings
from unisono.watch.windows.stepping import moments_to_look
from unisono.watch.windows.stream_clock import MICROSECONDS, StreamClock
from unisono.watch.windows.text_groups import TextGroups

Bool = NDArray[np.bool_]
Int64 = NDArray[np.int64]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LENGTHS = {10.0: "10 s", 60.0: "1 min", 600.0: "10 min"}
"""Windows whose past is learned, and what they are called."""

READ_AT_ONCE = 50_000
"""Posts that are read together at most."""

POSTS_AT_ONCE = 10_000
"""Posts of one chunk at most, so that chunks can leave the windows one by one."""

LOOKS_A_WINDOW = 30
"""A window is looked at anew after a thirtieth of its length, and not before a second."""

KEPT_SHARE = 0.9
"""Of the most acts, those kept when they have become more."""

MOST_DELETED = 200_000
MOST_WHOLE = 50_000
"""Posts kept with all that was read of them, for detectors that read the words themselves."""


class Windows:
    """The last posts of one stream. What is held is bounded by time and by number, see WindowSettings."""

    def __init__(self, settings: WindowSettings | None = None) -> None:
        """Begin without a post."""
        self.settings = settings or WindowSettings()
        self._clock = StreamClock(self.settings.lateness_s, self.settings.future_s)
        self._late, self._reach = (int(one * MICROSECONDS) for one in (self.settings.lateness_s, self.settings.reach_s))
        self._now: int | None = None  # where the windows end
        self.is_coarse = False  # texts that are new are one with others only if their exact forms are
        self._is_stepping = False
        self._ahead: Int64 = np.empty(0, np.int64)  # times of posts that were added and not yet looked at
        self._seen = SeenKeys()
        self.groups = TextGroups(self.settings.most_texts)
        self.seeds = (secrets.randbits(63), secrets.randbits(63), secrets.randbits(63))
        self._chunks: list[Chunk] = []
        self._serial = 0
        self._cut = -(1 << 62)  # nothing before this is held, for the sake of most_acts
        self.pasts = Pasts(tuple(LENGTHS), self.settings)
        self._looks: dict[float, Look] = {}
        self._deleted: dict[str, None] = {}
        self._whole: deque[tuple[int, pl.DataFrame]] = deque()

    def add(self, posts: pl.DataFrame, arrived_at: float) -> Added:
        """Take in posts (POSTS columns, in their order of arrival) and let go of what lies too far back."""
        named = read_acts(posts, COLUMNS).filter(pl.col("post").is_not_null())
        at = named["at"].dt.epoch("us").to_numpy()
        self._move_to(self._clock.newest)
        before = self._clock.newest
        believed = self._clock.believe(at, arrived_at)
        marks = self._watermarks(at, believed, before)
        reached = at >= np.maximum(marks - self._reach, self._cut)
        places = np.flatnonzero(believed & reached)
        hashes = named["post"].gather(places).hash(self.seeds[2]).to_numpy()
        new = places[self._seen.remember(hashes, at[places], self.floor)]
        taken = self._take(named[new].sort("at", maintain_order=True), arrived_at)
        self._ahead = np.sort(at[new])
        return Added(
            posts=len(new),
            acts=taken,
            late=int((at[new] < marks[new]).sum()),
            duplicates=len(places) - len(new),
            too_late=int((believed & ~reached).sum()),
            from_future=int((~believed).sum()),
            without_time=posts.height - named.height,
        )

    def steps(self) -> Iterator[int]:
        """Move on through the posts added last, and yield each moment (microseconds) at which to look.

        Of a live stream that is one moment a second. Of a recording that is played quickly, in which posts of hours
        come at once, it is up to MOST_STEPS: half of them where most posts lie close together.
        """
        newest = self._clock.newest
        if newest is None:
            return
        ahead, self._ahead = self._ahead, np.empty(0, np.int64)
        self._is_stepping = True
        try:
            for moment in moments_to_look(ahead, self._now, newest):
                self._move_to(moment)
                yield moment
        finally:
            self._is_stepping = False

    def mark_deleted(self, deletions: pl.DataFrame) -> None:
        """Note posts (DELETIONS) that are gone; they stay in the windows, and evidence says how many there are."""
        self._deleted.update(dict.fromkeys(deletions.select(POST_NAME).to_series().drop_nulls().to_list()))
        for name in list(self._deleted)[: max(0, len(self._deleted) - MOST_DELETED)]:
            del self._deleted[name]

    @property
    def floor(self) -> int:
        """Return the time (microseconds since 1970) before which nothing is held."""
        return self._cut if self._now is None else max(self._cut, self._now - self._late - self._reach)

    @property
    def now(self) -> int | None:
        """Return the moment at which windows end, in microseconds since 1970: the newest time, or a step before it."""
        if not self._is_stepping:
            self._move_to(self._clock.newest)
        return self._now

    @property
    def newest_at(self) -> datetime | None:
        """Return the newest time of the stream that is believed."""
        return _moment(self._clock.newest)

    @property
    def watermark_at(self) -> datetime | None:
        """Return the time before which posts count as late; None before the first post."""
        return _moment(self._clock.watermark)

    @property
    def held_acts(self) -> int:
        """Count the acts within the windows."""
        floor = self.floor
        return sum(chunk.acts_since(floor) for chunk in self._chunks)

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """Return the chunks that it holds, in their order of arrival."""
        return tuple(self._chunks)

    @property
    def texts(self) -> int:
        """Count the distinct texts that new ones are compared with."""
        return len(self.groups)

    def look(self, seconds: float) -> Look | None:
        """Return what was used in the last seconds, as counted a little before at most; None if less is held."""
        now = self.now
        if now is None or seconds > self.settings.reach_s or now - int(seconds * MICROSECONDS) < self._cut:
            return None
        known = self._looks.get(seconds)
        if known is not None and 0 <= now - known.until < look_step(seconds) * MICROSECONDS:
            return known
        taken = take_look(self._chunks, now - int(seconds * MICROSECONDS), now)
        self._looks[seconds] = taken
        return taken

    def past(self, seconds: float) -> Past:
        """Return what was usual in windows of this length."""
        return self.pasts.of(seconds)

    def evidence(self, look: Look, key: int) -> Evidence:
        """Return the posts that used an object within a look, and who wrote them."""
        return evidence_of(uses_of(self._chunks, key, look.since, look.until), self._deleted)

    def posts(self, since: int, until: int, columns: tuple[str, ...] = POST_COLUMNS) -> pl.DataFrame:
        """Return the posts after `since` and not after `until` (microseconds), by chunk and time."""
        parts = []
        for chunk in self._chunks:
            first, last = np.searchsorted(chunk.post_times, (since, until), side="right").tolist()
            if last > first:
                parts.append(chunk.posts[first:last].select(columns))
        return pl.concat(parts) if parts else pl.DataFrame(schema=dict.fromkeys(columns, pl.String))

    def whole_posts_since(self, serial: int) -> tuple[pl.DataFrame | None, int]:
        """Return the last posts taken in after those with this number (POSTS columns), and the number to ask next."""
        parts = [posts for number, posts in self._whole if number > serial]
        return (pl.concat(parts) if parts else None), self._serial

    def users(self, look: Look, accounts: pl.Series) -> UInt64:
        """Return the keys of the objects that these accounts (names) used within a look, once for each account."""
        return pairs_of(self._chunks, accounts.hash(self.seeds[1]).to_numpy(), look.since, look.until)

    def posts_per_account(self, look: Look, layer: str) -> AccountUses:
        """Return how many posts each account has on each object of a layer within a look."""
        return count_per_account(self._chunks, look.since, look.until, LAYERS.index(layer))

    def movers(self, most: int) -> list[Mapping[str, Any]]:  # Any: JSON
        """Return what rises most: kind, item, posts, accounts, expected and how many times that."""
        return find_movers(self, most)

    def describe(self) -> dict[str, dict[str, float]]:
        """Return by window how many acts and objects it holds, and how many seconds it reaches back."""
        now, told = self.now, {}
        oldest = min((int(chunk.acts.at[0]) for chunk in self._chunks if len(chunk.acts)), default=now)
        for length, name in LENGTHS.items():
            look = self.look(length)
            if now is not None and oldest is not None and look is not None:
                reach = min(length, (now - max(oldest, self.floor)) / MICROSECONDS)
                told[name] = {"acts": int(look.acts.sum()), "objects": len(look.keys), "reach_s": round(reach, 1)}
        return told

    def _take(self, posts: pl.DataFrame, arrived_at: float) -> int:
        """Put posts, in order of time, into chunks; return how many acts they have."""
        taken = 0
        for start in range(0, posts.height, READ_AT_ONCE):
            read = read_posts(
                posts[start : start + READ_AT_ONCE], self.seeds[:2], self.groups, by_exact_form=self.is_coarse
            )
            taken += len(read.acts)
            for part in read.parts(POSTS_AT_ONCE):
                self._serial += 1
                self._chunks.append(Chunk(self._serial, arrived_at, part.posts, part.acts, part.names))
                whole = posts[start + part.first_row : start + part.first_row + part.posts.height]
                self._whole.append((self._serial, whole.drop("account", "post", "at", "minute_precision")))
        while sum(whole.height for _, whole in self._whole) > MOST_WHOLE and len(self._whole) > 1:
            self._whole.popleft()
        return taken

    def _watermarks(self, at: Int64, believed: Bool, newest: int | None) -> Int64:
        """Return the watermark that was reached when each of the posts came, in their order of arrival."""
        lowest = -(1 << 61)
        seen = np.where(believed, at, lowest)
        before = np.concatenate([[lowest if newest is None else newest], seen])[: len(at)]
        # The very first posts move the clock back where it had believed one of them for want of others.
        most = self._clock.newest if self._clock.newest is not None else lowest
        return np.asarray(np.minimum(np.maximum.accumulate(before), most) - self._late)

    def _move_to(self, moment: int | None) -> None:
        """Let the windows end at a moment: learn what is over, and let go of what lies too far back."""
        if moment is None or moment == self._now:
            return
        floor = self.floor
        self._now = moment
        self.pasts.move_on(moment, floor, self._chunks)
        self._let_go()

    def _let_go(self) -> None:
        floor = self.floor
        self._chunks = [chunk for chunk in self._chunks if chunk.newest >= floor]
        if self.held_acts <= self.settings.most_acts:
            return
        at = np.concatenate([chunk.acts.at[len(chunk.acts) - chunk.acts_since(floor) :] for chunk in self._chunks])
        place = len(at) - max(1, int(self.settings.most_acts * KEPT_SHARE))
        self._cut = int(np.partition(at, place)[place])
        if self.held_acts > self.settings.most_acts:  # many at one and the same time
            self._cut += 1
        self._chunks = [chunk for chunk in self._chunks if chunk.newest >= self._cut]


def look_step(seconds: float) -> float:
    """Return after how many seconds of the stream a window is looked at anew."""
    return max(1.0, seconds / LOOKS_A_WINDOW)


def longest_look(windows: Windows, lengths: Iterable[float]) -> Look | None:
    """Return the look at the longest of these windows that is held whole."""
    return next((look for length in sorted(lengths, reverse=True) if (look := windows.look(length))), None)


def _moment(at: int | None) -> datetime | None:
    return None if at is None else EPOCH + timedelta(microseconds=at)
