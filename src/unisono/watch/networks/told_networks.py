"""Which networks of a search are news: new, or grown by a third since they were told."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

GROWN = 4 / 3
SAME = 0.5
"""Share of the smaller of two networks from which on they are one, seen twice."""

MOST_KEPT = 1000


@dataclass(frozen=True)
class ToldNetwork:
    """A network that was told of: its name, which stays as it grows, and all accounts it was told with."""

    name: str
    accounts: frozenset[str]


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
    """Remembers the networks that were told of, the last MOST_KEPT of them."""

    told: list[ToldNetwork] = field(default_factory=list)

    def name_of(self, accounts: Iterable[str]) -> str:
        """Return the name by which a network was told, or the one that it would be told by."""
        members = frozenset(accounts)
        known = self._same(members)
        return known[-1].name if known else network_name(members)

    def news(self, networks: Sequence[Iterable[str]]) -> list[News | None]:
        """Return for each network what is to be told of it, None where that was told; remembers what it returns."""
        return [self._judge(frozenset(accounts)) for accounts in networks]

    def _judge(self, accounts: frozenset[str]) -> News | None:
        known = self._same(accounts)
        before: frozenset[str] = frozenset().union(*(one.accounts for one in known))
        name = known[-1].name if known else network_name(accounts)
        if known and len(accounts | before) < GROWN * len(before):
            return None
        self.told = [one for one in self.told if one not in known]
        self.told = [*self.told, ToldNetwork(name, accounts | before)][-MOST_KEPT:]
        return News(name, accounts, len(before))

    def _same(self, accounts: frozenset[str]) -> list[ToldNetwork]:
        return [
            one
            for one in self.told
            if len(one.accounts & accounts) >= SAME * max(1, min(len(one.accounts), len(accounts)))
        ]
