"""What do members of a watchlist use at this moment, more than accounts like them do?

The judgement is that of the watchlist's page, on the last ten minutes instead of a day: of the accounts that use a
thing, as many would be members as members are among accounts of their platform and language that are as busy. Things
are what accounts write themselves: hashtags, links, domains and mentions; reposts are left out here. Members are known
by the ids and handles that posts of the window show. Chance alerts a day: p times all things with three accounts, at
every look of a day, for every list.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from unisono.cases.watchlists import Watchlist
from unisono.dossiers.watchlist.matching import match_names
from unisono.dossiers.watchlist.peers import read_peers
from unisono.dossiers.watchlist.unusual import FEWEST_ACCOUNTS, judge_uses
from unisono.model.counting import counted
from unisono.watch.claims import Claim
from unisono.watch.detectors.declaration import Asked, LiveCase, LiveDetector
from unisono.watch.detectors.subjects import done_to, gone, subject_of
from unisono.watch.windows import Windows, longest_look
from unisono.watch.windows.chunks import LAYERS
from unisono.watch.windows.evidence import Evidence
from unisono.watch.windows.looks import Look

NAME = "watchlist"
KINDS = ("hashtag", "link", "domain", "mention")
DAY_S = 86_400.0

EVERY_S = 60.0
"""Seconds of the stream between two looks: peers are read anew for each."""

MOST_JUDGED = 200
"""Things judged at one look: those that most members use."""

NAMES = ("account", "platform", "lang", "handle")


@dataclass
class WatchlistUses:
    """At work on one stream; remembers when it looked last."""

    asked: Asked
    _looked: int | None = None

    def find(self, windows: Windows, case: LiveCase) -> list[Claim]:
        """Return what members of any list use unusually often."""
        newest = windows.now
        if not case.watchlists or newest is None:
            return []
        if self._looked is not None and newest - self._looked < EVERY_S * 1e6:
            return []
        self._looked = newest
        look = longest_look(windows, self.asked.windows)
        if look is None:
            return []
        acts = windows.posts(look.since, look.until, NAMES)
        peers = read_peers(acts)
        return [
            claim
            for one in case.watchlists
            for claim in self._judge(windows, look, one, acts, peers, len(case.watchlists))
        ]

    def _judge(
        self, windows: Windows, look: Look, watchlist: Watchlist, acts: pl.DataFrame, peers: pl.DataFrame, lists: int
    ) -> list[Claim]:
        members = members_in(acts, watchlist)
        if len(members) < self.asked.least_accounts:
            return []
        keys, counts = np.unique(windows.users(look, members), return_counts=True)
        tested = np.isin(look.layers, [LAYERS.index(kind) for kind in KINDS])
        keep = (counts >= max(FEWEST_ACCOUNTS, self.asked.least_accounts)) & np.isin(keys, look.keys[tested])
        chosen = keys[keep][np.argsort(-counts[keep], kind="stable")[:MOST_JUDGED]]
        found = {str(key): windows.evidence(look, int(key)) for key in chosen}
        if not found:
            return []
        uses = pl.concat(
            one.posts.select(
                pl.lit(0).alias("day"), pl.lit(one.layer).alias("kind"), pl.lit(key).alias("item"), "account"
            )
            for key, one in found.items()
        )
        judged = judge_uses(uses, acts.with_columns(pl.lit(0).alias("day")), peers, members)
        tests = int((tested & (look.accounts >= FEWEST_ACCOUNTS)).sum()) * lists * DAY_S / EVERY_S
        return [
            _claim(found[row["item"]], row["p"], row["expected_accounts"], members, watchlist, look, tests)
            for row in judged.drop_nulls("p").iter_rows(named=True)
            if row["p"] * tests <= self.asked.chance_per_day
        ]


def members_in(acts: pl.DataFrame, watchlist: Watchlist) -> pl.Series:
    """Return the accounts among these posts (NAMES) that are members of a list."""
    ids = {one.account_id for one in watchlist.members if one.account_id}
    handles = {one.handle.lower() for one in watchlist.members if one.handle}
    named = acts.select("account", pl.col("handle").str.to_lowercase()).unique()
    fits = pl.col("account").str.replace(r"^[^:]*:", "").is_in(sorted(ids)) | pl.col("handle").is_in(sorted(handles))
    known = named.filter(fits).with_columns(pl.lit(value=True).alias("is_latest")).sort("account", "handle")
    return match_names(known, watchlist.members)["account"].drop_nulls().unique().sort()


def _claim(
    evidence: Evidence, p: float, expected: float, members: pl.Series, watchlist: Watchlist, look: Look, tests: float
) -> Claim:
    kind, subject = subject_of(evidence)
    own = evidence.posts.filter(pl.col("account").is_in(members.implode()))
    count = int(own["account"].n_unique())
    because = (
        f"{counted(count, 'member')} of the watchlist {watchlist.name} {done_to(evidence)} within "
        f"{look.window_s / 60:,.3g} min, of {counted(evidence.accounts, 'account')} in all; going by the "
        f"{counted(len(members), 'member')} who posted, at most {expected:,.2g} of these accounts would be members by "
        f"chance.{gone(evidence)} Whether they agreed on it, this does not say."
    )
    return Claim(
        NAME, kind, subject, "members", float(count), expected, len(look.keys), p, p * tests, look.window_s, because,
        evidence.last_at, count, own.height, frozenset(own["account"]), tuple(own["post"].head(50)), (),
        evidence.arrived_at,
    )  # fmt: skip


WATCHLIST = LiveDetector(
    name=NAME,
    question="What do members of a watchlist use at this moment, more than accounts like them do?",
    innocent=(
        "the list was put together by what its members post about",
        "members are of one place, party or profession",
        "news that concerns them",
        "the list is old or wrong about some of them",
    ),
    subject_kinds=("hashtag", "link", "domain", "account"),
    windows=(60.0, 600.0),
    begin=WatchlistUses,
    least_accounts=5,
)
