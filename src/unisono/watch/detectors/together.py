"""Which accounts keep taking up the same things within seconds of each other at this moment?

Things are hashtags, links, texts and reposted posts; of each post the one counts that fewest others took up, so that a
link with three hashtags is one meeting. A pair surprises if it met within ten seconds on more things than chance lets
two accounts that are as busy at the time (meeting_pairs.py); a group is told where so many pairs of it do, and each of
its members with several others, as chance hardly ever gives (meeting_groups.py). Of what members have in common, more
must lie within the ten seconds than of what others have in common: who likes the same things at leisure is no group.
That test only takes claims away, so that p stays that of the first.

Things that most take up are left out where there would be too many meetings to count. What is more thorough, and sees
longer, is the search for networks beside the stream (networks.py), and a scan. Chance alerts a day: p times the looks.
"""

from dataclasses import dataclass, field

import numpy as np
from scipy.special import betainc

from unisono.model.counting import counted
from unisono.watch.claims import Claim
from unisono.watch.detectors.declaration import Asked, LiveCase, LiveDetector
from unisono.watch.detectors.meeting_groups import MeetingGroup, find_groups
from unisono.watch.detectors.meeting_pairs import FEWEST_THINGS, WITHIN_S, MeetingPairs, find_meeting_pairs, near_share
from unisono.watch.networks.told_networks import network_name
from unisono.watch.windows import Windows, look_step
from unisono.watch.windows.looks import Look
from unisono.watch.windows.taken_up import TakenUp, take_up

NAME = "together"
DAY_S = 86_400.0

EVERY_S = 5.0
"""Seconds of the stream between two looks, or a thirtieth of the window if that is more."""

FEWEST_USERS = 5
"""Accounts that take up a thing, from which on it is looked at."""

MOST_MEETINGS = 8e6
"""Pairs of acts on one thing within ten seconds that are looked at; what most take up is left out beyond that."""

NEARER_LEVEL = 0.01
MOST_SHOWN = 5
MOST_POSTS = 50
MOST_WHO = 2_000


@dataclass
class Together:
    """At work on one stream; remembers when it looked last at each window."""

    asked: Asked
    _looked: dict[float, int] = field(default_factory=dict)

    def find(self, windows: Windows, case: LiveCase) -> list[Claim]:
        """Return the groups that chance hardly gives."""
        now = windows.now
        if now is None:
            return []
        found: list[Claim] = []
        for seconds in self.asked.windows:
            if seconds in self._looked and now - self._looked[seconds] < every(seconds) * 1e6:
                continue
            look = windows.look(seconds)
            if look is not None:
                self._looked[seconds] = now
                found += self._judge(windows, look)
        return found

    def _judge(self, windows: Windows, look: Look) -> list[Claim]:
        least = self.asked.least_accounts
        taken = take_up(windows.chunks, look, min(FEWEST_USERS, least), MOST_MEETINGS, WITHIN_S)
        if taken.account_count < least:
            return []
        pairs = find_meeting_pairs(taken, look.since, look.until)
        looks = sum(DAY_S / every(seconds) for seconds in self.asked.windows)
        return [
            _claim(taken, pairs, group, look, group.p * looks)
            for group in find_groups(pairs, least)
            if group.p * looks <= self.asked.chance_per_day and are_nearer(pairs, group)
        ]


def every(seconds: float) -> float:
    """Return after how many seconds of the stream a window is looked at anew."""
    return max(EVERY_S, look_step(seconds))


def are_nearer(pairs: MeetingPairs, group: MeetingGroup) -> bool:
    """Say whether more of what members have in common lies within the seconds than of what others have."""
    members = np.zeros(pairs.table.account_count, np.bool_)
    members[group.members] = True
    acts, share = near_share(pairs, members)
    # Pairs of one act depend on each other: as many count as there are pairs of acts of which each is of one.
    tried = max(1, acts // 2)
    near = round(share * tried)
    return near > 0 and float(betainc(near, tried - near + 1, min(pairs.share_near, 1.0))) <= NEARER_LEVEL


def _claim(taken: TakenUp, pairs: MeetingPairs, group: MeetingGroup, look: Look, chance: float) -> Claim:
    own = np.flatnonzero(np.isin(taken.accounts, group.members))
    users = np.bincount(taken.objects[own])
    members = users[taken.objects[own]]
    shared = own[members >= 2]
    order = np.argsort(-members[members >= 2], kind="stable")
    posts = taken.posts(shared[order])
    accounts = posts["account"].unique().sort()
    met = pairs.only(group.pairs)
    handles = posts["handle"].drop_nulls().unique(maintain_order=True).head(MOST_SHOWN).to_list()
    among = f" Among them: {', '.join(handles)}." if handles else ""
    because = (
        f"{counted(len(accounts), 'account')} took up {counted(int((users >= 2).sum()), 'thing')} in common within "
        f"{look.window_s / 60:,.3g} min, up to {users.max():,} of them the same one. {counted(len(met.a), 'pair')} of "
        f"them met within {WITHIN_S:.0f} s on {FEWEST_THINGS:,} things or more, on {np.median(met.things):,.3g} by the "
        f"median; going by who was busy when, {np.median(met.expected):,.2g} would be by chance.{among} Whether they "
        "agreed on it, this does not say."
    )
    newest = posts.sort("at").row(-1, named=True)
    name = network_name(accounts)
    return Claim(
        NAME, "network", name, "accounts", float(len(accounts)), 2.0 * float(met.p.max()) * pairs.possible,
        int(pairs.possible), group.p, chance, look.window_s, because, newest["at"], len(accounts), posts.height,
        frozenset(accounts.head(MOST_WHO)), tuple(posts["post"].unique(maintain_order=True).head(MOST_POSTS)), (),
        newest["arrived_at"],
    )  # fmt: skip


TOGETHER = LiveDetector(
    name=NAME,
    question="Which accounts keep taking up the same things within seconds of each other at this moment?",
    innocent=(
        "automatic posts of one newsroom, service or programme",
        "one person's many accounts, or an app that posts to several",
        "followers of one account who react to each of its posts",
        "fans or volunteers who agreed in the open to post at one time",
        "a match or programme that many comment on as it happens",
    ),
    subject_kinds=("network",),
    windows=(60.0, 600.0),
    begin=Together,
)
