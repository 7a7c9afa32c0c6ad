"""Who belongs together in a world: planted networks, groups that agreed openly, and people who only look alike."""

from collections import defaultdict
from dataclasses import dataclass, field

from unisono.worlds import World, WorldSettings
from unisono.worlds.settings import DECOYS

PLANTED, AGREED, ALIKE = "planted", "agreed", "alike"


@dataclass(frozen=True)
class Group:
    """One group of the truth. what: planted (a network), agreed (a decoy) or alike (a habit); kind: which of them."""

    what: str
    kind: str
    level: str
    accounts: frozenset[str]


@dataclass(frozen=True)
class Truth:
    """The groups of a world, which groups each account is in, and what each account is called on the page."""

    groups: tuple[Group, ...]
    groups_of: dict[str, list[int]] = field(repr=False)
    kind_of: dict[str, str] = field(repr=False)

    def relation(self, a: str, b: str) -> str:
        """Return what two accounts have in common: a planted network, an agreement, a likeness, or nothing."""
        common = set(self.groups_of.get(a, ())) & set(self.groups_of.get(b, ()))
        found = {self.groups[number].what for number in common}
        return next((what for what in (PLANTED, AGREED, ALIKE) if what in found), "nothing")

    def is_planted(self, account: str) -> bool:
        """Say whether an account was planted."""
        return any(self.groups[number].what == PLANTED for number in self.groups_of.get(account, ()))

    def main_group(self, accounts: list[str]) -> tuple[int, int]:
        """Return the group that holds most of these accounts, planted before agreed before alike, and how many.

        Groups of people who only look alike count as well: who reads the page decides what that is worth. (-1, 0) where
        none of them is in any group.
        """
        counts: dict[int, int] = defaultdict(int)
        for account in accounts:
            for number in self.groups_of.get(account, ()):
                counts[number] += 1
        rank = {PLANTED: 2, AGREED: 1, ALIKE: 0}
        best = max(counts, key=lambda number: (counts[number], rank[self.groups[number].what], -number), default=-1)
        return best, counts.get(best, 0)


def read_truth(world: World, settings: WorldSettings) -> Truth:
    """Return the truth of a world built with these settings."""
    groups = [
        *(
            Group(PLANTED, network["playbook"], network["level"], frozenset(network["accounts"]))
            for network in world.truth["networks"]
        ),
        *(
            Group(AGREED if decoy["kind"] in DECOYS else ALIKE, decoy["kind"], "", frozenset(decoy["accounts"]))
            for decoy in world.truth["decoys"]
        ),
    ]
    groups_of: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for account in group.accounts:
            groups_of[account].append(number)
    return Truth(tuple(groups), dict(groups_of), _kinds(world, settings, groups))


def _kinds(world: World, settings: WorldSettings, groups: list[Group]) -> dict[str, str]:
    ids = (world.accounts["platform"] + ":" + world.accounts["account_id"]).to_list()
    fans = int(settings.accounts * settings.super_fan_share)
    kinds = {account: "super-fan" if number < fans else "person" for number, account in enumerate(ids)}
    # Small groups last: who signed a petition and is in the newsroom is a journalist here.
    for group in sorted(groups, key=lambda group: (group.what == PLANTED, -len(group.accounts))):
        kinds |= dict.fromkeys(group.accounts, f"{PLANTED} {group.kind}" if group.what == PLANTED else group.kind)
    return kinds
