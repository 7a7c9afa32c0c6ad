"""What do many more accounts use at this moment than its own past and this stream explain?

Counted are accounts, each once a window. An object is surprising if both of these say so:

- Its own past: of the stream's uses it had a share, which a gamma law describes as far as its past uses tell; the
  windows differ by more than Poisson chance, by a spread measured on this stream's objects of like expectation. The
  count is then negative binomial (Gamma-Poisson). As shares are compared, a stream that as a whole gets louder does not
  make its objects rise.
- The population of objects that come for the first time: a logarithmic series, measured on this stream, says how many
  accounts such objects have. What was never used has no past to be measured by.

p is the larger of the two. How surprising other objects of the layer have been on this stream is a third witness
(surprises.py): where posts go round within seconds all the time, one more that does is nothing to tell.

Chance alerts a day: what that witness says, or p times all objects of all windows at every look of a day if that is
more. Looks at one window overlap, and objects of one push rise together: both depend on each other positively, so that
the sum bounds the expected number of false claims all the same (Bonferroni), too high rather than too low; the alarms
join what rises together.

It abstains while the stream is young: until there were 30 windows of 10 s, 6 of a minute, or 6 of ten minutes. What is
new to this stream may be old elsewhere. News makes things rise: an alert says that something rises, no more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc

from unisono.model.counting import counted
from unisono.watch.claims import Claim
from unisono.watch.detectors.declaration import Asked, LiveCase, LiveDetector
from unisono.watch.detectors.subjects import done_to, gone, subject_of
from unisono.watch.detectors.surprises import Surprises
from unisono.watch.windows import Windows, look_step
from unisono.watch.windows.chunks import LAYERS
from unisono.watch.windows.looks import Look
from unisono.watch.windows.past import Expectation, Past
from unisono.watch.windows.sliding import LENGTHS

Float64 = NDArray[np.float64]

NAME = "rising"
TESTED = np.array([name != "domain" for name in LAYERS])
"""Domains rise with their links."""

DAY_S = 86_400.0
FEWEST_SURPRISING = 3
"""Accounts of an object from which on it may surprise, so as to say what is usual; claims ask for more."""

FEWEST_LEARNT = 3
"""Windows after which objects are compared, to learn what surprises are usual; claims wait for more."""

MOST_CLAIMS = 20
"""Claims of one look at one window, the most surprising."""


@dataclass
class Rising:
    """At work on one stream; remembers which looks it has seen, and how many objects each window has."""

    asked: Asked
    _seen: dict[float, int] = field(default_factory=dict)
    _objects: dict[float, int] = field(default_factory=dict)
    _surprises: dict[float, Surprises] = field(default_factory=dict)

    def find(self, windows: Windows, case: LiveCase) -> list[Claim]:
        """Return what rises in any of the windows."""
        found: list[Claim] = []
        for seconds in self.asked.windows:
            past = windows.past(seconds) if seconds in LENGTHS else None
            if past is None or past.windows < FEWEST_LEARNT:
                continue
            look = windows.look(seconds)
            if look is None or look.until == self._seen.get(seconds):
                continue
            self._seen[seconds] = look.until
            self._objects[seconds] = int(look.objects[TESTED].sum())
            found += self._judge(windows, past, look, is_young=past.windows < fewest_windows(seconds))
        return found

    def learnt(self) -> dict[str, NDArray[np.void]]:
        """Return how surprising objects have been, by window."""
        return {f"{seconds:g}": one.kept() for seconds, one in self._surprises.items()}

    def restore(self, learnt: Mapping[str, NDArray[np.void]]) -> None:
        """Go on from what was learnt; raises ValueError where it is no such thing."""
        self._surprises = {float(name): Surprises.restored(rows) for name, rows in learnt.items()}

    def _judge(self, windows: Windows, past: Past, look: Look, *, is_young: bool) -> list[Claim]:
        if not (look.accounts >= FEWEST_SURPRISING).any():
            return []
        tests = sum(objects * DAY_S / look_step(seconds) for seconds, objects in self._objects.items())
        look = look.only(np.flatnonzero(TESTED[look.layers] & (look.accounts >= FEWEST_SURPRISING)))
        expected = past.expect(look)
        p = np.maximum(own_tails(look, expected), new_tails(look, past))
        surprises = self._surprises.setdefault(look.window_s, Surprises())
        surprises.learn(look.until / 1e6, look.layers, look.keys, p)
        if is_young:
            return []
        p[look.accounts < self.asked.least_accounts] = 1.0
        claims = []
        for place in np.argsort(p, kind="stable")[:MOST_CLAIMS].tolist():
            own = float(p[place])
            usual = surprises.a_day(int(look.layers[place]), int(look.keys[place]), own)
            chance = max(own * tests, usual)
            if chance <= self.asked.chance_per_day:
                claims.append(self._claim(windows, look, past, expected, place, own, chance))
        return claims

    def _claim(
        self, windows: Windows, look: Look, past: Past, expected: Expectation, place: int, p: float, chance: float
    ) -> Claim:
        evidence = windows.evidence(look, int(look.keys[place]))
        kind, subject = subject_of(evidence)
        accounts, mean = int(look.accounts[place]), float(expected.means[place])
        before = float(expected.uses[place])
        name = LENGTHS[round(look.window_s, 3)]
        if before < 0.5:
            seldom = most_usual(float(past.new_odds(look)[place]))
            usual = f"it was not used before in this stream, whose new objects seldom have {seldom}"
        else:
            usual = f"by its share of the stream in {past.windows:,} windows before, {mean:,.2g} are expected"
        because = (
            f"{counted(accounts, 'account')} {done_to(evidence)} within {name}, in "
            f"{counted(evidence.posts.height, 'post')}; {usual}.{gone(evidence)} Why they did, this does not say."
        )
        return Claim(
            NAME, kind, subject, "accounts", float(accounts), mean, int(look.objects[TESTED].sum()), p, chance,
            look.window_s, because, evidence.last_at, accounts, evidence.posts.height, evidence.who,
            evidence.strongest, (), evidence.arrived_at,
        )  # fmt: skip


def fewest_windows(seconds: float) -> int:
    """Return how many windows there must have been before anything rises: five minutes of them, 6 at least."""
    return max(6, ceil(300.0 / seconds))


def own_tails(look: Look, expected: Expectation) -> Float64:
    """Return how often an object's own past gives as many accounts."""
    counts = look.accounts.astype(np.float64)
    size = 1.0 / np.maximum(expected.spreads, 1e-9)
    tails = betainc(np.maximum(counts, 1.0), size, expected.means / (expected.means + size))
    return np.asarray(np.where(counts > expected.means, tails, 1.0))


def new_tails(look: Look, past: Past) -> Float64:
    """Return how often an object that comes for the first time has as many accounts: a bound of the series' tail."""
    odds = past.new_odds(look)
    theta = odds / (1.0 + odds)
    counts = np.maximum(look.accounts.astype(np.float64), 1.0)
    logarithm = counts * np.log(theta) - np.log(counts) - np.log1p(-theta) - np.log(-np.log1p(-theta))
    return np.asarray(np.exp(np.minimum(0.0, logarithm)))


def most_usual(odds: float) -> str:
    """Say how many accounts hardly any new object has; odds: of the logarithmic series."""
    return f"more than {ceil(np.log(0.001) / np.log(odds / (1.0 + odds))):,} (once in a thousand)"


RISING = LiveDetector(
    name=NAME,
    question="What do many more accounts use at this moment than its own past and this stream explain?",
    innocent=(
        "news or an event that many react to by themselves",
        "a post or programme that many saw at the same time",
        "match, release or fan action",
        "open call or agreed activism",
        "share button or automatic posts",
        "the source began to carry another part of the stream",
    ),
    subject_kinds=("hashtag", "link", "text", "account", "post"),
    windows=(10.0, 60.0, 600.0),
    begin=Rising,
)
