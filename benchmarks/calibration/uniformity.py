"""Are the p-values of pairs that met by chance uniform? Each null is asked about pairs chosen without looking at times.

Meetings are counts, so a p-value P(X >= x) takes few values and is not uniform even where all is well. A randomised one
is: P(X > x) + u P(X = x), u drawn evenly between 0 and 1 (Cox and Hinkley 1974, section 3.2). P(X > x) is the tail that
the same function gives for one meeting more. Only disjoint pairs are asked, every account at most once, so that their
p-values do not lean on each other; and only pairs for which the null expects at least a tenth of a meeting.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.calibration.truth import AGREED, PLANTED, Truth
from unisono.engine.measuring import acts_by_account, count_meetings
from unisono.engine.sweep import sweep
from unisono.engine.timing_tails import timing_tails
from unisono.model.settings import ScanSettings
from unisono.significance.interests import find_interests
from unisono.significance.layer_acts import LayerActs, encode_layers
from unisono.significance.pair_evidence import ANY_TIME
from unisono.significance.popularity import poisson_tail, popularity_null
from unisono.significance.suspects import meet_nearby, suspects_by_meetings
from unisono.significance.timing import meeting_chances
from unisono.significance.twin import shuffle_accounts
from unisono.traces import read_traces
from unisono.worlds import World

Float64 = NDArray[np.float64]
Int32 = NDArray[np.int32]

LAYERS = ("repost", "link", "hashtag")
WINDOWS = np.array([60, 600, 3_600, 86_400], np.int64) * 1_000_000
LEAST_EXPECTED = 0.1
FEWEST_SHARED = 3
BINS = 50
TINY = (0.01, 0.001)
AS_IT_IS, NOBODY_AGREED, TWIN = "as it is", "nobody agreed", "shuffled twin"
"""Every pair; pairs of which no two accounts agreed with each other in truth; pairs of the shuffled copy."""

SAME_INTEREST, STRANGERS = "same interest", "strangers"


@dataclass(frozen=True)
class Relations:
    """What accounts, by number, have in common: bool (accounts, groups that agreed in truth), and the groups' kinds.

    interest: int64 (accounts), the broad interest that a scan sees. With `apart`, pairs that agreed are not asked.
    """

    agreed: NDArray[np.bool_]
    kinds: tuple[str, ...]
    interest: NDArray[np.int64]
    apart: bool = False

    def may_ask(self, a: Int32, b: Int32) -> NDArray[np.bool_]:
        """Say which pairs are asked: bool (pairs)."""
        if not self.apart:
            return np.ones(len(a), np.bool_)
        return ~np.asarray((self.agreed[a] & self.agreed[b]).any(axis=1), np.bool_)

    def count_kinds(self, a: Int32, b: Int32) -> dict[str, int]:
        """Count pairs by the group that both agreed in, such as newswire; strangers, by whether they care alike."""
        both = self.agreed[a] & self.agreed[b]
        alike = np.where(self.interest[a] == self.interest[b], SAME_INTEREST, STRANGERS).tolist()
        return dict(
            Counter(
                self.kinds[int(row.argmax())] if row.any() else other for row, other in zip(both, alike, strict=True)
            )
        )


def measure_uniformity(world: World, seed: int, truth: Truth) -> list[dict[str, Any]]:  # Any: plain JSON
    """Return for each layer, null and window what the randomised p-values of chance pairs look like.

    The world as it is, then without the pairs that agreed in truth, and its shuffled twin, in which pairs met by chance
    alone whatever the accounts care for.
    """
    rng = np.random.default_rng(seed)
    encoded = encode_layers(read_traces(world.posts, world.references, LAYERS))
    interest = find_interests(encoded, seed)
    nobody = np.zeros(len(encoded.account_ids), np.bool_)
    twin = shuffle_accounts(encoded, interest, nobody, seed)
    relations = read_relations(truth, [str(account) for account in encoded.account_ids], interest)
    nothing = replace(relations, agreed=relations.agreed[:, :0])  # of the twin's acts the truth says nothing
    kinds_of_data = [(AS_IT_IS, encoded.layers, relations), (TWIN, twin.layers, nothing)]
    if relations.agreed.any():
        kinds_of_data.append((NOBODY_AGREED, encoded.layers, replace(relations, apart=True)))
    lines = []
    for data, layers, known in kinds_of_data:
        for acts in layers:
            for null, ask in (("popularity", ask_popularity), ("timing", ask_timing)):
                lines += [{"data": data, "layer": acts.layer, "null": null, **line} for line in ask(acts, rng, known)]
    return lines


def read_relations(truth: Truth, accounts: Sequence[str], interest: NDArray[np.int64]) -> Relations:
    """Return which groups that agreed, or were planted, each account is in."""
    groups = [group for group in truth.groups if group.what in (AGREED, PLANTED)]
    agreed = np.array([[account in group.accounts for group in groups] for account in accounts], np.bool_)
    return Relations(agreed.reshape(len(accounts), len(groups)), tuple(group.kind for group in groups), interest)


def ask_popularity(
    acts: LayerActs, rng: np.random.Generator, known: Relations
) -> list[dict[str, Any]]:  # Any: as above
    """Ask null A about accounts put together at random, whether or not they have anything in common."""
    active = np.unique(acts.table.accounts)
    chosen = rng.permutation(active)[: len(active) // 2 * 2].astype(np.int32)
    a, b = np.minimum(chosen[::2], chosen[1::2]), np.maximum(chosen[::2], chosen[1::2])
    asked = known.may_ask(a, b)
    a, b = a[asked], b[asked]
    suspects = suspects_by_meetings(acts.table, meet_nearby(acts.table, ScanSettings()))
    null, _ = popularity_null(acts.table, WINDOWS, suspects)
    met = count_meetings(acts_by_account(acts.table, acts.posts), a, b, WINDOWS)
    lines = []
    for column in range(len(WINDOWS)):
        expected = null.expected_meetings(a, b, column)
        x = met[:, column]
        p = randomised(poisson_tail(x, expected), poisson_tail(x + 1, expected), rng)
        lines += describe_pairs(p, expected >= LEAST_EXPECTED, column, lambda few: known.count_kinds(a[few], b[few]))
    return lines


def ask_timing(acts: LayerActs, rng: np.random.Generator, known: Relations) -> list[dict[str, Any]]:  # Any: as above
    """Ask null B about pairs with at least three objects in common, whenever they acted on them."""
    shared = sweep(acts.table, ANY_TIME, FEWEST_SHARED)
    asked = known.may_ask(shared.a, shared.b)
    a, b = disjoint(shared.a[asked], shared.b[asked], acts.table.account_count, rng)
    if len(a) == 0:
        return []
    by_account = acts_by_account(acts.table, acts.posts)
    met = count_meetings(by_account, a, b, WINDOWS)
    suspects = suspects_by_meetings(acts.table, meet_nearby(acts.table, ScanSettings()))
    chances = meeting_chances(acts, WINDOWS, suspects, np.unique(np.concatenate([a, b])))
    wanted = np.ones((len(a), len(WINDOWS)), np.bool_)
    at_least, expected = timing_tails(by_account, a, b, met, WINDOWS, chances, wanted)[:2]
    above = timing_tails(by_account, a, b, met + np.int32(1), WINDOWS, chances, wanted)[0]
    lines = []
    for column in range(len(WINDOWS)):
        p = randomised(at_least[:, column], above[:, column], rng)
        enough = expected[:, column] >= LEAST_EXPECTED
        lines += describe_pairs(p, enough, column, lambda few: known.count_kinds(a[few], b[few]))
    return lines


def randomised(at_least: Float64, above: Float64, rng: np.random.Generator) -> Float64:
    """Return P(X > x) + u P(X = x), given P(X >= x) and P(X > x): uniform if the null holds."""
    return above + rng.random(len(above)) * np.maximum(at_least - above, 0.0)


def disjoint(a: Int32, b: Int32, accounts: int, rng: np.random.Generator) -> tuple[Int32, Int32]:
    """Return some of the pairs such that no account is in two of them, chosen at random."""
    taken = np.zeros(accounts, np.bool_)
    kept = []
    for pair in rng.permutation(len(a)):
        if not taken[a[pair]] and not taken[b[pair]]:
            taken[a[pair]] = taken[b[pair]] = True
            kept.append(pair)
    return a[kept], b[kept]


def describe_pairs(
    p: Float64, enough: NDArray[np.bool_], column: int, count_kinds: Callable[[NDArray[np.bool_]], dict[str, int]]
) -> list[dict[str, Any]]:  # Any: as above
    """Describe the p-values of the pairs with enough expected meetings, and who has the smallest of them."""
    return [{**line, "who": count_kinds(enough & (p <= TINY[-1]))} for line in describe(p[enough], column)]


def describe(p: Float64, column: int) -> list[dict[str, Any]]:  # Any: as above
    """Count the p-values in fifty equal bins, and the very small ones; no pairs are no line."""
    if len(p) == 0:
        return []
    bins = np.bincount(np.minimum((p * BINS).astype(np.int64), BINS - 1), minlength=BINS)
    tiny = [int((p <= level).sum()) for level in TINY]
    return [{"window_s": int(WINDOWS[column] // 1_000_000), "bins": bins.tolist(), "tiny": tiny}]


def distances(bins: Sequence[int]) -> tuple[float, float]:
    """Return how far the p-values are from uniform at the edges of the bins: (too many small ones, too few).

    The two sides of the distance of Kolmogorov and Smirnov: the largest excess of their distribution over the uniform
    one, which would be dangerous, and the largest lack.
    """
    counts = np.asarray(bins, float)
    difference = np.cumsum(counts) / counts.sum() - (np.arange(len(counts)) + 1) / len(counts)
    return max(0.0, float(difference.max())), max(0.0, float(-difference.min()))


def place_of_excess(bins: Sequence[int]) -> float:
    """Return the p-value at which the excess of small ones over uniform values is largest."""
    counts = np.asarray(bins, float)
    edges = (np.arange(len(counts)) + 1) / len(counts)
    return float(edges[int(np.argmax(np.cumsum(counts) / counts.sum() - edges))])


def chance_of_distance(distance: float, pairs: int) -> float:
    """Return the chance that uniform p-values are so far off on one side (Smirnov 1944: exp(-2 n d^2))."""
    return math.exp(-2.0 * pairs * distance * distance)
