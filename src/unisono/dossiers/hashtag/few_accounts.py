"""Whether few accounts carry a flow of posts: by how many posts they have, by their words, by their moments."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
import polars as pl

from unisono.dossiers.subject_posts import Card
from unisono.model.counting import counted
from unisono.significance.count_excess import FEWEST_ACCOUNTS, FEWEST_POSTS, CountExcess, find_count_excess
from unisono.significance.shared_marks import BUSY_POSTS, Int64, SharedMarks, find_shared_marks

WEIGHTS = {"counts": 0.7, "words": 0.15, "moments": 0.15}
"""How much of the chance of a false alarm each test may use; those that cannot say leave theirs to the others."""

SURPRISING = 0.05
MOMENT_S = 600
"""Posts of two accounts within the same ten minutes of the clock share a moment."""

HOUR_S = 3_600

SMALL_EXCESS = 1.05
"""Below so many times the usual number, sentences say that there is only a little more."""


@dataclass(frozen=True)
class FewAccounts:
    """Three tests in one: p is null where none of them can say anything (cannot_say tells why).

    p: how often chance gives a test as surprising as the most surprising one, each weighed by WEIGHTS. rests_on: that
    test. counts: a bump in posts per account. words, moments: what pairs of accounts share, twice or more.
    """

    p: float | None
    rests_on: str | None
    counts: CountExcess | None
    words: SharedMarks | None
    moments: SharedMarks | None
    busy: int
    cannot_say: str | None = None

    def as_json(self) -> Card:
        """Return every field by its name, and the sentences."""
        return {**asdict(self), "says": self.says}

    @property
    def says(self) -> list[str]:
        """Return what the tests say, the whole first."""
        if self.p is None:
            return [f"Whether few accounts carry it: {self.cannot_say}."]
        if self.p > SURPRISING:
            return [
                "Whether few accounts carry it: no sign of it in how many posts each has, in the words they share, or "
                f"in when they post (chance gives as much with p = {self.p:.2g})."
            ]
        more = "a little more" if self._excess() < SMALL_EXCESS else "more"
        return [f"Few accounts carry {more} of it than chance gives (p = {self.p:.2g}): {self._reason()}."]

    def _excess(self) -> float:
        """Return how many times the usual number the test that p rests on has."""
        if self.rests_on == "counts":
            return self.counts.accounts / max(self.counts.expected, 1e-9) if self.counts else np.inf
        marks = self.words if self.rests_on == "words" else self.moments
        return marks.ratio if marks else np.inf

    def _reason(self) -> str:
        if self.rests_on == "counts" and self.counts is not None:
            found = self.counts
            each = f"{found.low:,}" if found.low == found.high else f"{found.low:,} to {found.high:,}"
            beside = "going by what others like it have" if found.beside_others else "beside a smooth spread of others"
            return (
                f"{counted(found.accounts, 'account')} posted it {each} times each, where "
                f"{_usual_text(found.accounts, found.expected)} usual {beside}"
            )
        marks = self.words if self.rests_on == "words" else self.moments
        of = "the same words" if self.rests_on == "words" else f"the same {MOMENT_S // 60} minutes"
        if marks is None:
            return f"accounts posted it in {of} more often than usual"
        return (
            f"{counted(marks.pairs, 'pair')} of accounts posted it in {of} twice or more, where "
            f"{_usual_text(marks.pairs, marks.expected)} usual if who posts does not matter; where a pair counts "
            f"once for every two times, there are {_times_text(marks.ratio)} times as many as usual"
        )


def _usual_text(count: int, expected: float) -> str:
    """Return how many are expected, and "are": to one digit more where whole numbers hide that they are not as many.

    >>> _usual_text(32, 11.2), _usual_text(19_701, 19_700.6), _usual_text(19_701, 19_700.98)
    ('11 are', '19,700.6 are', 'as many are')
    """
    if f"{expected:.1f}" == f"{count:.1f}":
        return "as many are"
    return f"{expected:,.1f} are" if f"{expected:.0f}" == str(count) else f"{expected:,.0f} are"


def _times_text(ratio: float) -> str:
    """Return a ratio with one decimal, or as many as it takes to differ from one.

    >>> _times_text(4.21), _times_text(1.0034), _times_text(1.0)
    ('4.2', '1.003', '1.0')
    """
    digits = (1, 2, 3, 4, 5, 6)
    return next((text for each in digits if float(text := f"{ratio:.{each}f}") != 1.0), f"{ratio:.1f}")


def find_few_accounts(uses: pl.DataFrame, others: Sequence[int] | None = None, seed: int = 0) -> FewAccounts:
    """Return whether few accounts carry these posts.

    uses: account, at, kind and minute_precision of each post, and `wording` (null: a repost, or no words). others:
    posts per account of comparable flows, all together. With weights w that sum to 1 over the tests that can say, p is
    1 - product of (1 - w m), m the least of p / w (weighted Šidák), which holds for independent tests.
    """
    numbered = uses.with_columns(pl.col("account").rank("dense").cast(pl.Int64).alias("number") - 1)
    if numbered.is_empty():
        return FewAccounts(None, None, None, None, None, 0, cannot_say="cannot say, n = 0 posts")
    number = numbered["number"].to_numpy()
    posts = np.bincount(number)
    compared = None if others is None else np.asarray(others, np.int64)
    counts = find_count_excess(posts.astype(np.int64), compared, seed)
    busy = posts >= BUSY_POSTS
    words = _shared_words(numbered, busy)
    moments = _shared_moments(numbered, busy)
    tests = {"counts": counts, "words": words, "moments": moments}
    tails = {name: one.p for name, one in tests.items() if one is not None}
    if not tails:
        why = (
            f"cannot say, n = {counted(uses.height, 'post')} of {counted(len(posts), 'account')} (at least "
            f"{FEWEST_POSTS} posts of {FEWEST_ACCOUNTS} accounts are needed, or busy accounts with words in common)"
        )
        return FewAccounts(None, None, counts, words, moments, int(busy.sum()), why)
    p, strongest = _combine(tails)
    return FewAccounts(p, strongest, counts, words, moments, int(busy.sum()))


def _combine(tails: dict[str, float]) -> tuple[float, str]:
    total = sum(WEIGHTS[name] for name in tails)
    weights = {name: WEIGHTS[name] / total for name in tails}
    strongest = min(tails, key=lambda name: tails[name] / weights[name])
    least = tails[strongest] / weights[strongest]
    kept = np.prod([1.0 - min(1.0, weight * least) for weight in weights.values()])
    return float(1.0 - kept), strongest


def _shared_words(uses: pl.DataFrame, busy: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> SharedMarks | None:
    """Return what words the busy share; shuffled among all own posts that say something."""
    if "wording" not in uses.columns:
        return None
    said = uses.drop_nulls("wording")
    marks = said["wording"].rank("dense").cast(pl.Int64).to_numpy() - 1
    return find_shared_marks(said["number"].to_numpy(), marks, np.zeros(said.height, np.int64), busy)


def _shared_moments(uses: pl.DataFrame, busy: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> SharedMarks | None:
    """Return what moments the busy share, shuffled within each hour; None where only days are known."""
    at = uses["at"].dt.epoch("s").to_numpy().astype(np.int64)
    if _are_days(at):
        return None
    _, marks = np.unique(at // MOMENT_S, return_inverse=True)
    return find_shared_marks(uses["number"].to_numpy(), marks.astype(np.int64), at // HOUR_S, busy)


def _are_days(at: Int64) -> bool:
    return bool((at % 86_400 == 0).mean() > 0.5)
