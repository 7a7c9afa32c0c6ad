"""Is a tag or a link that rises carried by few accounts that post it many times?

For each tag or link with accounts and posts enough: how many of its accounts have 3, 5, 10 or 20 posts of it, beside
the share of accounts with as many posts among all others of its kind in the window. How much this share differs from
one to another is measured on them as well, so that the number is beta-binomial (Skellam 1948), each of the four tested
at a quarter of the level. Of those that surprise, the most surprising one at a look is then put to the test of the
hashtag's dossier, of a bump in posts per account beside a smooth spread: where that finds none, nothing is claimed. The
second test only takes claims away, so that p stays that of the first.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln, gammaln

from unisono.engine.numbering import number_keys
from unisono.model.counting import counted
from unisono.significance.count_excess import CountExcess, find_count_excess
from unisono.watch.claims import Claim
from unisono.watch.detectors.declaration import Asked, LiveCase, LiveDetector
from unisono.watch.detectors.subjects import done_to, gone, subject_of
from unisono.watch.windows import Windows, longest_look
from unisono.watch.windows.chunks import LAYERS
from unisono.watch.windows.looks import AccountUses, Look

Float64 = NDArray[np.float64]

NAME = "few_accounts"
KINDS = ("hashtag", "link")
OFTEN = (3, 5, 10, 20)
DAY_S = 86_400.0

FEWEST_ACCOUNTS = 10
"""Accounts of a tag or link that others are compared with."""

FEWEST_OTHERS = 200
"""Accounts of others below which nothing is usual."""

FEWEST_BUSY = 3
EVERY_S = 10.0
"""Seconds of the stream between two looks."""

BUMP_LEVEL = 0.05
GROWN = 1.5
MOST_REMEMBERED = 10_000


@dataclass(frozen=True)
class Surprise:
    """One object: how many of its accounts have `often` posts or more, beside how many would by chance."""

    key: int
    accounts: int
    often: int
    busy: int
    expected: float
    p: float


@dataclass
class FewAccounts:
    """At work on one stream; remembers how many busy accounts each object had when it was tested thoroughly."""

    asked: Asked
    _looked: int | None = None
    _tested: dict[int, int] = field(default_factory=dict)

    def find(self, windows: Windows, case: LiveCase) -> list[Claim]:
        """Return the most surprising of the tags and links, if chance hardly gives as much."""
        now = windows.now
        if now is None or (self._looked is not None and now - self._looked < EVERY_S * 1e6):
            return []
        self._looked = now
        look = longest_look(windows, self.asked.windows)
        if look is None:
            return []
        large = look.accounts >= self.asked.least_accounts
        objects = sum(int((large & (look.layers == LAYERS.index(kind))).sum()) for kind in KINDS)
        tests = objects * DAY_S / EVERY_S
        # Without an account that posted often there is nothing to count.
        repeated = large & (look.acts >= look.accounts + FEWEST_BUSY * (OFTEN[0] - 1))
        kinds = [kind for kind in KINDS if (repeated & (look.layers == LAYERS.index(kind))).any()]
        by_kind = [windows.posts_per_account(look, kind) for kind in kinds]
        strong = [
            (one, uses)
            for uses in by_kind
            for one in surprises(uses, self.asked.least_accounts)
            if one.p * tests <= self.asked.chance_per_day and one.busy >= GROWN * self._tested.get(one.key, 0)
        ]
        if not strong:
            return []
        best, uses = min(strong, key=lambda pair: pair[0].p)
        self._remember(best)
        own = uses.keys == np.uint64(best.key)
        bump = find_count_excess(uses.posts[own], uses.posts[~own])
        if bump is not None and bump.p > BUMP_LEVEL:
            return []
        return [_claim(windows, look, best, bump, objects=objects, tests=tests)]

    def _remember(self, tested: Surprise) -> None:
        self._tested.pop(tested.key, None)
        self._tested[tested.key] = tested.busy
        while len(self._tested) > MOST_REMEMBERED:
            del self._tested[next(iter(self._tested))]


def surprises(uses: AccountUses, least_accounts: int) -> list[Surprise]:
    """Return the objects of least_accounts accounts or more with more busy ones than twice the expected.

    Of each the most surprising number of posts counts.
    """
    places, first = number_keys(uses.keys)
    keys = uses.keys[first]
    accounts = np.bincount(places, minlength=len(keys)).astype(np.float64)
    looked = accounts >= least_accounts
    best: dict[int, Surprise] = {}
    rest = accounts.sum() - accounts
    for often in OFTEN:
        busy = np.bincount(places, uses.posts >= often, len(keys)).astype(np.float64)
        shares = (busy.sum() - busy + 0.5) / (rest + 1.0)
        spreads = spreads_of_shares(busy, accounts, shares)
        stands_out = looked & (rest >= FEWEST_OTHERS) & (busy >= FEWEST_BUSY) & (busy > 2.0 * shares * accounts)
        for row in np.flatnonzero(stands_out).tolist():
            own, of, share = int(busy[row]), int(accounts[row]), float(shares[row])
            p = min(1.0, len(OFTEN) * beta_binomial_tail(own, of, share, float(spreads[row])))
            if row not in best or p < best[row].p:
                best[row] = Surprise(int(keys[row]), of, often, own, share * of, p)
    return list(best.values())


def spreads_of_shares(busy: Float64, accounts: Float64, shares: Float64) -> Float64:
    """Return for each flow by how much the shares of all others differ beyond chance, at least 1 %.

    That is the correlation within one flow, by moments, of the others of FEWEST_ACCOUNTS accounts or more.
    """
    large = accounts >= FEWEST_ACCOUNTS

    def of_others(values: Float64) -> Float64:
        counted_values = np.where(large, values, 0.0)
        return np.asarray(counted_values.sum() - counted_values)

    squares = of_others(busy**2) - 2.0 * shares * of_others(busy * accounts) + shares**2 * of_others(accounts**2)
    variance = shares * (1.0 - shares)
    weights = of_others(accounts * (accounts - 1.0))
    excess = squares - variance * of_others(accounts)
    return np.asarray(np.clip(np.where(weights > 0, excess / np.maximum(weights * variance, 1e-12), 0.05), 0.01, 0.9))


def beta_binomial_tail(busy: int, accounts: int, share: float, spread: float) -> float:
    """Return how often so many of the accounts or more are busy, whose share differs with this correlation."""
    if busy <= share * accounts:
        return 1.0
    alpha, beta = share * (1 / spread - 1), (1 - share) * (1 / spread - 1)
    count = np.arange(busy, accounts + 1, dtype=np.float64)
    ways = gammaln(accounts + 1) - gammaln(count + 1) - gammaln(accounts - count + 1)
    logarithms = ways + betaln(count + alpha, accounts - count + beta) - betaln(alpha, beta)
    return float(min(1.0, np.exp(logarithms).sum()))


def _claim(
    windows: Windows, look: Look, found: Surprise, bump: CountExcess | None, *, objects: int, tests: float
) -> Claim:
    evidence = windows.evidence(look, found.key)
    kind, subject = subject_of(evidence)
    posts = evidence.posts.height
    beside = ""
    if bump is not None:
        each = f"{bump.low:,}" if bump.low == bump.high else f"{bump.low:,} to {bump.high:,}"
        beside = (
            f" {counted(bump.accounts, 'account')} posted it {each} times each, where a smooth spread gives "
            f"{bump.expected:,.2g}."
        )
    because = (
        f"{counted(evidence.accounts, 'account')} {done_to(evidence)} in {counted(posts, 'post')} within "
        f"{look.window_s / 60:,.3g} min, {found.busy:,} of them {found.often} times or more, where going by the other "
        f"{kind}s of the stream {found.expected:,.2g} are expected.{beside}{gone(evidence)}"
    )
    return Claim(
        NAME, kind, subject, f"accounts_with_{found.often}_posts", float(found.busy), found.expected, objects, found.p,
        found.p * tests, look.window_s, because, evidence.last_at, evidence.accounts, posts, evidence.who,
        evidence.strongest, (), evidence.arrived_at,
    )  # fmt: skip


FEW_ACCOUNTS = LiveDetector(
    name=NAME,
    question="Is a tag or a link carried by few accounts that post it many times?",
    innocent=(
        "a conversation or a game of few people",
        "fans or volunteers who keep to a number of posts each",
        "newsroom, weather service or other automatic posts",
        "threads of one author and their readers",
    ),
    subject_kinds=("hashtag", "link"),
    windows=(60.0, 600.0),
    begin=FewAccounts,
)
