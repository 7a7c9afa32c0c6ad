"""Null A within an interest: how many objects two accounts would share at any time, given what they care for."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unisono.engine.distinct import distinct_numbers
from unisono.engine.overlaps import sum_author_overlaps
from unisono.significance.layer_acts import LayerActs

Float64 = NDArray[np.float64]

MOST_COUNT = 200
FEWEST_OF_FANS = 3


@dataclass(frozen=True)
class InterestNull:
    """What is needed to say how many objects a pair would share by interest.

    activity: float64 (accounts), distinct objects an account acted on. interest: int64 (accounts).
    overlap: float64 (interests, interests), the chance that one act of each falls on the same object.
    authors[author_start[x]:author_start[x + 1]]: whom account x acted on. acts, kept_interest (float64), beside: how
    often it did, and would again in a repeat. author_overlap: float64 (authors), as overlap within one author.
    """

    activity: Float64
    interest: NDArray[np.int64]
    overlap: Float64
    author_start: NDArray[np.int64]
    authors: NDArray[np.int32]
    acts: Float64
    kept_interest: Float64
    author_overlap: Float64

    def expected_shared(self, a: NDArray[np.int32], b: NDArray[np.int32], *, by_fans: bool = False) -> Float64:
        """Return the expected number of shared objects of each pair: by broad interest, plus author by author.

        by_fans: whoever acted on an author three times or more cares for all of that, as much as that was.
        """
        interest = (
            np.where(self.acts >= FEWEST_OF_FANS, self.acts, self.kept_interest) if by_fans else self.kept_interest
        )
        by_interest = self.activity[a] * self.activity[b] * self.overlap[self.interest[a], self.interest[b]]
        by_author = sum_author_overlaps(self.author_start, self.authors, interest, self.author_overlap, a, b)
        most = np.minimum(self.activity[a], self.activity[b])
        return np.asarray(np.minimum(by_interest + by_author, most))


def interest_null(acts: LayerActs, interest: NDArray[np.int64]) -> InterestNull:
    """Build the null of one layer from its acts and the broad interest of each account."""
    table = acts.table
    objects = table.objects_of_acts()
    once = distinct_numbers([table.accounts.astype(np.int64) * table.objects + objects])
    accounts, objects = (once // table.objects).astype(np.int32), (once % table.objects).astype(np.int32)
    activity = np.bincount(accounts, minlength=table.account_count).astype(float)
    overlap = _overlap_by_interest(accounts, objects, interest, table.objects)
    return InterestNull(activity, interest, overlap, *_author_interest(acts, accounts, objects))


def _overlap_by_interest(
    accounts: NDArray[np.int32], objects: NDArray[np.int32], interest: NDArray[np.int64], object_count: int
) -> Float64:
    """Return sum over objects of theta_ko theta_lo, theta_ko the share of interest k's acts that fall on object o."""
    interests = int(interest.max()) + 1 if len(interest) else 1
    counts = np.zeros((interests, object_count))
    np.add.at(counts, (interest[accounts], objects), 1.0)
    # One act less for each object: an act does not meet itself, and a pair's own acts are not its reference.
    totals = np.maximum(counts.sum(axis=1), 2.0)
    overlap = (counts @ counts.T) / np.outer(totals, totals)
    own = (counts * np.maximum(counts - 1.0, 0.0)).sum(axis=1) / (totals * (totals - 1.0))
    np.fill_diagonal(overlap, own)
    everyone = counts.sum(axis=0)
    total = max(2.0, everyone.sum())
    overall = (everyone * np.maximum(everyone - 1.0, 0.0)).sum() / (total * (total - 1.0))
    return np.asarray(np.maximum(overlap, overall))


def _author_interest(
    acts: LayerActs, accounts: NDArray[np.int32], objects: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int32], Float64, Float64, Float64]:
    """Return each account's authors, its acts and the interest that would last, and each author's overlap chance."""
    authors = acts.authors[objects]
    named = authors >= 0
    author_count = max(1, acts.author_count)
    cells, counts = np.unique(accounts[named].astype(np.int64) * author_count + authors[named], return_counts=True)
    start = np.searchsorted(cells // author_count, np.arange(acts.table.account_count + 1)).astype(np.int64)
    kept = lasting_interest(counts)
    by_object = np.bincount(objects, minlength=acts.table.objects).astype(float)
    known = acts.authors >= 0
    per_author = np.bincount(acts.authors[known], weights=by_object[known], minlength=author_count)
    squares = np.bincount(acts.authors[known], weights=by_object[known] ** 2, minlength=author_count)
    overlap = squares / np.maximum(per_author, 1.0) ** 2
    return start, (cells % author_count).astype(np.int32), counts.astype(np.float64), kept, overlap


def lasting_interest(counts: NDArray[np.int64]) -> Float64:
    """Return how often an account would act on an author again in an independent repeat, given how often it did.

    Robbins' (1956) empirical Bayes estimate (n + 1) f(n + 1) / f(n), where f(n) counts the cells (account, author) with
    n acts; taken from sums over n and above, so that rare counts do not shake it, and never above n.
    """
    if len(counts) == 0:
        return np.zeros(0)
    capped = np.minimum(counts, MOST_COUNT)
    frequency = np.bincount(capped, minlength=MOST_COUNT + 2).astype(float)
    levels = np.arange(MOST_COUNT + 2)
    # E[repeat | n] averaged over a neighbourhood of n: counts between n and 2 n.
    estimate = np.zeros(MOST_COUNT + 1)
    for level in range(1, MOST_COUNT + 1):
        near = slice(level, 2 * level)
        after = levels[level + 1 : 2 * level + 1] * frequency[level + 1 : 2 * level + 1]
        weight = (levels[near] * frequency[near]).sum()
        estimate[level] = level * min(1.0, after.sum() / weight) if weight > 0 else level
    estimate = np.maximum.accumulate(estimate)
    return np.where(counts > MOST_COUNT, counts.astype(float), estimate[capped])
