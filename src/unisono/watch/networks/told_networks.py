"""Which networks of a search are news: new, grown by a third since they were told, or much surer than then."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

GROWN = 4 / 3
SAME = 0.5
"""Share of the smaller of two networks from which on they are one, seen twice."""

SURER, SURE = 0.1, 1e-9
"""A network is news again at a tenth of the q it was told with (rules may have held it back then), down to SURE."""

MOST_KEPT = 1000
MOST_ACCOUNTS = 200_000
"""Networks remembered, and accounts of all of them together: a network whose members come and go has ever more."""


@dataclass(frozen=True)
class ToldNetwork:
    """A network that was told of: its name, which stays as it grows, all accounts it was told with, and its least q."""

    name: str
    accounts: frozenset[str]
    q: float = 0.0


@dataclass(frozen=True)
class News:
    """What is to be told: the name, the members, and how many it had when it was last told (0: it is new)."""

    name: str
    accounts: frozenset[str]
    before: int


def network_name(accounts: Iterable[str]) -> str:
    """Return a short name for a network, the same for the same accounts in whatever order.

    >>> network_name(["twitter:1", "twitter:2"]) == network_name(["twitter:2", "twitter:1"])
    True
    """
    return "network-" + hashlib.sha256("\0".join(sorted(accounts)).encode()).hexdigest()[:8]


@dataclass
class ToldNetworks:
    """Remembers the networks that were told of, the last MOST_KEPT of them, of MOST_ACCOUNTS accounts together."""

    told: list[ToldNetwork] = field(default_factory=list)

    def name_of(self, accounts: Iterable[str]) -> str:
        """Return the name by which a network was told, or the one that it would be told by."""
        members = frozenset(accounts)
        known = self._same(members)
        return known[-1].name if known else network_name(members)

    def news(self, networks: Sequence[tuple[Iterable[str], float]]) -> list[News | None]:
        """Return for each network (accounts, q) what is to be told, None where that was; remembers what it returns."""
        return [self._judge(frozenset(accounts), q) for accounts, q in networks]

    def _judge(self, accounts: frozenset[str], q: float) -> News | None:
        known = self._same(accounts)
        before: frozenset[str] = frozenset().union(*(one.accounts for one in known))
        name = known[-1].name if known else network_name(accounts)
        told_q = min((one.q for one in known), default=1.0)
        is_surer = told_q > SURE and q <= SURER * told_q
        if known and not is_surer and len(accounts | before) < GROWN * len(before):
            return None
        ever = accounts | before if len(accounts | before) <= MOST_ACCOUNTS else accounts
        kept = [one for one in self.told if one not in known]
        self.told = _last([*kept, ToldNetwork(name, ever, min(q, told_q))])
        return News(name, accounts, len(before))

    def _same(self, accounts: frozenset[str]) -> list[ToldNetwork]:
        return [
            one
            for one in self.told
            if len(one.accounts & accounts) >= SAME * max(1, min(len(one.accounts), len(accounts)))
        ]


def _last(told: list[ToldNetwork]) -> list[ToldNetwork]:
    """Return the last of them, as many as may be remembered; the very last in any case."""
    accounts = 0
    for number, one in enumerate(reversed(told)):
        accounts += len(one.accounts)
        if number and (number == MOST_KEPT or accounts > MOST_ACCOUNTS):
            return told[-number:]
    return told
