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
from scipy.special import betaln, gammaln, logsumexp

from unisono.model.counting import counted
from unisono.significance.count_excess import CountExcess, find_count_excess
from unisono.watch.claims import Claim
from unisono.watch.detectors.declaration import Asked, LiveCase, LiveDetector
from unisono.watch.detectors.subjects import done_to, gone, subject_of
from unisono.watch.windows import Windows, look_step
from unisono.watch.windows.chunks import LAYERS
from unisono.watch.windows.looks import AccountUses, Look

Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]

NAME = "few_accounts"
KINDS = ("hashtag", "link")
OFTEN = (3, 5, 10, 20)
DAY_S = 86_400.0

FEWEST_ACCOUNTS = 10
"""Accounts of a tag or link that others are compared with."""

FEWEST_OTHERS = 200
"""Accounts of others below which nothing is usual."""

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
    _seen: int | None = None
    _tested: dict[int, int] = field(default_factory=dict)

    def find(self, windows: Windows, case: LiveCase) -> list[Claim]:
        """Return the most surprising of the tags and links, if chance hardly gives as much."""
        look = windows.longest_look(self.asked.windows)
        if look is None or look.until == self._seen:
            return []
        self._seen = look.until
        uses = windows.posts_per_account(look, KINDS)
        layer_of = dict(zip(look.keys.tolist(), look.layers.tolist(), strict=True))
        layers = np.array([layer_of.get(key, 0) for key in uses.keys.tolist()], np.int64)
        found: list[Surprise] = []
        for kind in KINDS:
            own = layers == LAYERS.index(kind)
            found += surprises(AccountUses(uses.keys[own], uses.posts[own]), self.asked.least_accounts)
        tests = max(1, len(found)) * DAY_S / look_step(look.window_s)
        strong = [one for one in found if one.p * tests <= self.asked.chance_per_day]
        fresh = [one for one in strong if one.busy >= GROWN * self._tested.get(one.key, 0)]
        if not fresh:
            return []
        best = min(fresh, key=lambda one: one.p)
        self._tested.pop(best.key, None)
        self._tested[best.key] = best.busy
        while len(self._tested) > MOST_REMEMBERED:
            del self._tested[next(iter(self._tested))]
        others = uses.posts[(uses.keys != np.uint64(best.key)) & (layers == layer_of[best.key])]
        bump = find_count_excess(uses.posts[uses.keys == np.uint64(best.key)], others)
        if bump is not None and bump.p > BUMP_LEVEL:
            return []
        return [_claim(windows, look, best, bump, objects=len(found), tests=tests)]


def surprises(uses: AccountUses, least_accounts: int) -> list[Surprise]:
    """Return of each object of least_accounts accounts or more its most surprising number of busy accounts."""
    keys, places = np.unique(uses.keys, return_inverse=True)
    accounts = np.bincount(places, minlength=len(keys))
    busy = np.stack([np.bincount(places, uses.posts >= often, len(keys)) for often in OFTEN], axis=1)
    large = accounts >= FEWEST_ACCOUNTS
    if accounts.sum() < FEWEST_OTHERS:
        return []
    found = []
    for row in np.flatnonzero(accounts >= least_accounts).tolist():
        other = large.copy()
        other[row] = False
        rest = accounts.sum() - accounts[row]
        if rest < FEWEST_OTHERS:
            continue
        best = Surprise(int(keys[row]), int(accounts[row]), 0, 0, 0.0, 1.0)
        for column, often in enumerate(OFTEN):
            share = float((busy[:, column].sum() - busy[row, column] + 0.5) / (rest + 1.0))
            spread = spread_of_shares(busy[other, column], accounts[other], share)
            own = int(busy[row, column])
            p = min(1.0, len(OFTEN) * beta_binomial_tail(own, int(accounts[row]), share, spread))
            if p < best.p:
                best = Surprise(best.key, best.accounts, often, own, share * best.accounts, p)
        found.append(best)
    return found


def spread_of_shares(busy: Float64, accounts: Int64, share: float) -> float:
    """Return by how much shares differ beyond chance: the correlation within one flow, by moments, at least 1 %."""
    weights = accounts * (accounts - 1.0)
    if len(accounts) < 2 or weights.sum() <= 0:
        return 0.05
    excess = ((busy - share * accounts) ** 2 - accounts * share * (1 - share)).sum()
    return float(np.clip(excess / (weights.sum() * share * (1 - share)), 0.01, 0.9))


def beta_binomial_tail(busy: int, accounts: int, share: float, spread: float) -> float:
    """Return how often so many of the accounts or more are busy, whose share differs with this correlation."""
    if busy <= share * accounts:
        return 1.0
    alpha, beta = share * (1 / spread - 1), (1 - share) * (1 / spread - 1)
    count = np.arange(busy, accounts + 1, dtype=np.float64)
    ways = gammaln(accounts + 1) - gammaln(count + 1) - gammaln(accounts - count + 1)
    return float(
        np.exp(min(0.0, logsumexp(ways + betaln(count + alpha, accounts - count + beta) - betaln(alpha, beta))))
    )


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
