"""The day on which what accounts post for changed: the change point of the mix, against chance, with an interval."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.content.purposes import KINDS
from unisono.model.counting import counted

FEWEST_POSTS = 20
FEWEST_TEXTS = 5
"""Of recognised posts, and of different texts in them, on each side of a day for it to be looked at."""

LEAST_SHIFT = 0.25
"""How much of the recognised posts one purpose must lose and another gain."""

FEW_KNOWN = 0.05
"""Share of the posts before a day that were recognised, below which the purpose before it is not known."""

LEVEL = 0.01
SHUFFLES = 999
RESAMPLES = 200
INTERVAL = (0.05, 0.95)
MOST_AT_ONCE = 200_000
"""Shares of texts that are looked at together: a page of shuffles, not one by one, nor all of a large network's."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Crossover:
    """A change of purpose.

    at: the first post for `to` from the day of the change on; first_day, last_day: between which days that day falls in
    nine of ten resamples of the texts. before, after: shares of the recognised posts by purpose; p: how often shuffled
    texts change as much.
    """

    at: datetime
    first_day: date
    last_day: date
    from_: str
    to: str
    before: dict[str, float]
    after: dict[str, float]
    posts_before: int
    posts_after: int
    p: float

    def as_json(self) -> dict[str, Any]:  # Any: a JSON document
        """Return it with `from` and `to` as named there."""
        document = asdict(self)
        return {"from" if name == "from_" else name: value for name, value in document.items()}


@dataclass(frozen=True)
class _Acts:
    """Recognised posts: how many of which text on which day (places), by day, and the shares of KINDS in each text.

    A text that is posted much is counted once a day, not once a post, in each of a thousand shuffles. shares: float64
    (texts, kinds).
    """

    text: Ints
    day: Ints
    posts: Ints
    days: int
    shares: Floats

    def by_day(self, shares: Floats, weights: Floats | None = None) -> Floats:
        """Return how many posts of each day are for each purpose: float64 (days, kinds)."""
        times = self.posts if weights is None else self.posts * weights[self.text]
        columns = [np.bincount(self.day, shares[self.text, kind] * times, self.days) for kind in range(shares.shape[1])]
        return np.stack(columns, axis=1)


def find_crossover(posts: pl.DataFrame, shares: Floats, zone: str, seed: int = 1) -> Crossover | str:
    """Return when the purpose of posts changed, or why that cannot be said or is not so.

    posts: created_at and text (a place in shares). shares: float64 (texts, PURPOSES). Only what was recognised counts.
    The day is where the mixes before and after differ most (Jensen-Shannon divergence weighted by posts); p is from
    999 shuffles of purposes among texts, since the posts of one text are one decision.
    """
    timed = posts.filter(pl.col("created_at").is_not_null()).sort("created_at", "text")
    known = timed.filter(pl.Series(shares[timed["text"].to_numpy(), -1] < 1.0, dtype=pl.Boolean))
    days = known["created_at"].dt.convert_time_zone(zone).dt.date()
    acts = _acts(known["text"].to_numpy(), days, shares)
    allowed = _days_allowed(acts)
    if not allowed.any():
        return (
            f"cannot say: {counted(known.height, 'post')} of {counted(len(acts.shares), 'text')} "
            f"{'was' if known.height == 1 else 'were'} recognised; {FEWEST_POSTS} posts of "
            f"{FEWEST_TEXTS} texts are needed before a change and after it"
        )
    daily = acts.by_day(acts.shares)
    gains = divergences(daily)
    split = _best(gains, allowed)
    before, after = _mix(daily[:split]), _mix(daily[split:])
    shift = after - before
    lost, won = int(shift.argmin()), int(shift.argmax())
    if -shift[lost] < LEAST_SHIFT or shift[won] < LEAST_SHIFT:
        return (
            _begun(timed, known, zone)
            or f"no: on no day did one purpose give way to another by {LEAST_SHIFT:.0%} of the recognised posts"
        )
    p = _p_value(acts, float(gains[split]), allowed, seed)
    if p > LEVEL:
        return f"not beyond chance: texts shuffled among the days change as much in {p:.1%} of the trials"
    first, last = _interval(acts, allowed, seed)
    names = _day_names(days)
    of_new = known.filter(pl.Series(days >= names[split]) & pl.Series(shares[known["text"].to_numpy(), won] > 0))
    return Crossover(
        at=of_new["created_at"][0],
        first_day=names[first],
        last_day=names[last],
        from_=KINDS[lost],
        to=KINDS[won],
        before=_named(before),
        after=_named(after),
        posts_before=int(acts.posts[acts.day < split].sum()),
        posts_after=int(acts.posts[acts.day >= split].sum()),
        p=p,
    )


def _begun(timed: pl.DataFrame, known: pl.DataFrame, zone: str) -> str | None:
    """Return why a change cannot be told where hardly anything was recognised until a day, and much from it on."""
    day = pl.col("created_at").dt.convert_time_zone(zone).dt.date()
    counts = timed.group_by(day.alias("day")).agg(
        pl.len(), pl.col("text").is_in(known["text"].implode()).sum().alias("seen")
    )
    daily = counts.sort("day")
    seen_daily = daily.select("seen", pl.col("len") - pl.col("seen")).to_numpy().astype(np.float64)
    first = daily["day"][int(divergences(seen_daily).argmax())]
    before, seen = timed.filter(day < first), known.filter(day < first).height
    after, seen_after = timed.height - before.height, known.height - seen
    enough = before.height >= FEWEST_POSTS and before["text"].n_unique() >= FEWEST_TEXTS
    if not enough or seen >= FEW_KNOWN * before.height or seen_after < LEAST_SHIFT * after:
        return None
    return (
        f"cannot say: too little was recognised before {first:%Y-%m-%d} ({seen:,} of "
        f"{counted(before.height, 'post')}; from then on {seen_after:,} of {after:,})"
    )


def divergences(daily: Floats) -> Floats:
    """Return for each day how much the mix before it differs from the mix from it on: float64 (..., days).

    daily: float64 (..., days, kinds), posts. The generalised Jensen-Shannon divergence of Lin (1991, eq. 5.1) of the
    two sides, weighted by their posts, in bits; 0 for the first day, before which there is nothing.
    """
    before = np.zeros_like(daily)
    before[..., 1:, :] = np.cumsum(daily, axis=-2)[..., :-1, :]
    whole = daily.sum(axis=-2, keepdims=True)
    after = whole - before
    weight = before.sum(axis=-1) / whole.sum(axis=-1)
    mixed = weight * _entropy(before) + (1.0 - weight) * _entropy(after)
    gains = _entropy(whole) - mixed
    gains[..., 0] = 0.0
    return np.asarray(np.maximum(gains, 0.0))


def _entropy(counts: Floats) -> Floats:
    totals = counts.sum(axis=-1, keepdims=True)
    # Sums that should cancel leave a rest of rounding: nothing is less than nothing.
    shares = np.clip(counts, 0.0, None) / np.where(totals > 0, totals, 1.0)
    logs = np.log2(shares, out=np.zeros_like(shares), where=shares > 0)
    return np.asarray(-(shares * logs).sum(axis=-1))


def _acts(texts: Ints, days: pl.Series, shares: Floats) -> _Acts:
    named, text = np.unique(texts, return_inverse=True)
    day_names = _day_names(days)
    places = {day: place for place, day in enumerate(day_names)}
    day = np.array([places[one] for one in days], dtype=np.int64)
    pairs, posts = np.unique(day * len(named) + text, return_counts=True)
    day, text = np.divmod(pairs, max(len(named), 1))
    return _Acts(text, day, posts, len(day_names), shares[named, : len(KINDS)])


def _day_names(days: pl.Series) -> list[date]:
    return [day for day in days.unique().sort() if isinstance(day, date)]


def _days_allowed(acts: _Acts) -> NDArray[np.bool_]:
    """Return on which days a change could be told: enough posts and texts before it and from it on."""
    posts = np.bincount(acts.day, acts.posts, minlength=acts.days)
    before = np.cumsum(posts) - posts
    first, last = (np.full(len(acts.shares), value) for value in (acts.days, -1))
    np.minimum.at(first, acts.text, acts.day)
    np.maximum.at(last, acts.text, acts.day)
    begun = np.searchsorted(np.sort(first), np.arange(acts.days), side="left")
    going = len(last) - np.searchsorted(np.sort(last), np.arange(acts.days), side="left")
    enough = (before >= FEWEST_POSTS) & (posts.sum() - before >= FEWEST_POSTS)
    return np.asarray(enough & (begun >= FEWEST_TEXTS) & (going >= FEWEST_TEXTS))


def _best(gains: Floats, allowed: NDArray[np.bool_]) -> int:
    return int(np.where(allowed, gains, -1.0).argmax())


def _mix(daily: Floats) -> Floats:
    sums = daily.sum(axis=0)
    return np.asarray(sums / max(float(sums.sum()), 1e-300))


def _p_value(acts: _Acts, found: float, allowed: NDArray[np.bool_], seed: int) -> float:
    rng = np.random.default_rng(seed)
    as_much = 0
    at_once = max(1, MOST_AT_ONCE // acts.shares.size)
    for begin in range(0, SHUFFLES, at_once):
        orders = [rng.permutation(len(acts.shares)) for _ in range(min(at_once, SHUFFLES - begin))]
        gains = divergences(np.stack([acts.by_day(acts.shares[order]) for order in orders]))
        as_much += int((gains[:, allowed].max(axis=1) >= found - 1e-12).sum())
    return (1 + as_much) / (1 + SHUFFLES)


def _interval(acts: _Acts, allowed: NDArray[np.bool_], seed: int) -> tuple[int, int]:
    """Return the places of the days between which the change falls in nine of ten resamples of the texts."""
    rng = np.random.default_rng(seed)
    count = len(acts.shares)
    found = []
    for _ in range(RESAMPLES):
        drawn = np.bincount(rng.integers(0, count, count), minlength=count).astype(np.float64)
        daily = acts.by_day(acts.shares, drawn)
        if daily.sum() > 0:
            found.append(_best(divergences(daily), allowed))
    low, high = np.quantile(found, INTERVAL, method="nearest")
    return int(low), int(high)


def _named(mix: Floats) -> dict[str, float]:
    return {kind: float(share) for kind, share in zip(KINDS, mix, strict=True)}
