"""Do posts against a target of the case come at this moment, beyond what its hours expect?

What is about a target and what attacks it is judged as by the scan's detector `attacks`: hostile words, or a hashtag
that the user said is used against it (hashtags that nobody named are found by scans only). What is usual is learned
from the case's last posts and from the stream itself, by hour of the week and outside of episodes, as scans do; the
count is negative binomial. Where posts that attack nobody come at the same time, as they do with any news about the
target, the usual share of attacks among all posts about it is expected of them.

Within an hour posts are taken to come at any minute: a flow that always comes on the hour stands out in short windows.
It abstains until 24 hours outside of episodes are known; `rising` tells of mentions in the meantime. Chance alerts a
day: p times all targets, windows and looks of a day.
"""

from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.special import betainc

from unisono.cases import open_case
from unisono.cases.targets import Target, Targets
from unisono.detectors.attacks import DETECTOR
from unisono.detectors.targets.attack_posts import Attacks, find_attacks
from unisono.detectors.targets.episodes import ASSUMED_POSTS, ASSUMED_SHARE, Usual, busy_and_usual
from unisono.detectors.targets.settings import AttackSettings
from unisono.model.counting import counted
from unisono.watch.claims import Claim
from unisono.watch.detectors.declaration import Asked, LiveCase, LiveDetector
from unisono.watch.windows import Windows, look_step

Int64 = NDArray[np.int64]

NAME = "attacks"
DAY_S = 86_400.0
HOUR = 3_600_000_000

MOST_HISTORY = 200_000
"""Posts of the case, the last ones, from which the usual is learned when a watcher starts or targets change."""

MOST_KEPT = 20_000
"""Posts about targets that are kept, of the last hour."""

MOST_MOMENTS = 200_000
"""Times of posts of each target that are remembered."""

MOST_POSTS = 50
ACT_COLUMNS = ("post", "account", "at")


@dataclass
class _Learned:
    """What is known of one target: when posts about it came, and which attacked; and what is usual of it by now."""

    attacks: Int64 = field(default_factory=lambda: np.empty(0, np.int64))
    calm: Int64 = field(default_factory=lambda: np.empty(0, np.int64))
    usual: Usual | None = None
    odds: float = 0.0
    until: int = 0


@dataclass
class LiveAttacks:
    """At work on one stream and the targets of one case."""

    asked: Asked
    settings: AttackSettings = field(default_factory=AttackSettings)
    _version: int = -1
    _serial: int = 0
    _since: int = 0
    _kept: pl.DataFrame | None = None
    _learned: list[_Learned] = field(default_factory=list)
    _seen: dict[float, int] = field(default_factory=dict)

    def find(self, windows: Windows, case: LiveCase) -> list[Claim]:
        """Return the targets against which more posts come than its hours expect."""
        newest = windows.now
        if not case.targets.targets or newest is None:
            return []
        if case.changed != self._version:
            self._begin(case, newest)
        posts, self._serial = windows.whole_posts_since(self._serial)
        if posts is not None:
            self._take(posts, case.targets, newest)
        due = [one for one in self.asked.windows if newest - self._seen.get(one, 0) >= look_step(one) * 1e6]
        if not due or self._kept is None or not self._kept.height:
            return []
        tests = len(case.targets.targets) * sum(DAY_S / look_step(one) for one in self.asked.windows)
        found: list[Claim] = []
        for seconds in due:
            self._seen[seconds] = newest
            for number, target in enumerate(case.targets.targets):
                found += self._judge(number, target, seconds, newest, tests)
        return found

    def _begin(self, case: LiveCase, newest: int) -> None:
        """Learn what was usual before, from the case."""
        self._version = case.changed
        self._kept = None
        self._learned = [_Learned() for _ in case.targets.targets]
        self._since = newest
        if case.path is None or not (case.path / "manifest.jsonl").exists():
            return
        posts = open_case(case.path).posts().tail(MOST_HISTORY).collect()
        times = posts["created_at"].drop_nulls().dt.epoch("us")
        if len(times):
            self._since = min(self._since, int(times.to_numpy().min()))
            attacks = find_attacks(posts, case.targets)
            for number, learned in enumerate(self._learned):
                learned.attacks, learned.calm = _moments(attacks, number)

    def _take(self, posts: pl.DataFrame, targets: Targets, newest: int) -> None:
        """Read new posts: keep those about a target, with whether they attack it."""
        attacks = find_attacks(posts, targets)
        about = _about(attacks)
        self._since = min(self._since, int(posts["created_at"].dt.epoch("us").to_numpy().min()))
        for number, learned in enumerate(self._learned):
            own = about.filter(pl.col("target") == number)
            at = own["at"].dt.epoch("us").to_numpy()
            is_attack = own["is_attack"].to_numpy()
            learned.attacks = _joined(learned.attacks, at[is_attack])
            learned.calm = _joined(learned.calm, at[~is_attack])
        kept = about if self._kept is None else pl.concat([self._kept, about])
        reached = pl.col("at").dt.epoch("us") > newest - int(max(self.asked.windows) * 1e6)
        self._kept = kept.filter(reached).tail(MOST_KEPT)

    def _judge(self, number: int, target: Target, seconds: float, newest: int, tests: float) -> list[Claim]:
        since = newest - int(seconds * 1e6)
        kept = self._kept
        if kept is None:
            return []
        within = pl.col("at").dt.epoch("us").is_between(since + 1, newest)
        own = kept.filter((pl.col("target") == number) & within)
        against = own.filter("is_attack").unique("post", keep="first", maintain_order=True).sort("at")
        if against.height < self.settings.least_posts or against["account"].n_unique() < self.asked.least_accounts:
            return []
        expected, p = self._chance(number, against.height, own.height - against.height, since, newest)
        if p * tests > self.asked.chance_per_day:
            return []
        hostile = against.filter(pl.col("severity") > 0).height
        accounts = int(against["account"].n_unique())
        because = (
            f"{counted(against.height, 'post')} of {counted(accounts, 'account')} against {target.name} within "
            f"{seconds / 60:,.3g} min, {hostile:,} of them with hostile words; its hours would expect {expected:,.2g}. "
            "Whether the accounts agreed to write them, this does not say."
        )
        last = against["at"][-1]
        return [
            Claim(
                NAME, "target", target.name, "posts_against", float(against.height), expected, accounts, p, p * tests,
                seconds, because, last, accounts, against.height, frozenset(against["account"].head(2_000)),
                tuple(against["post"].head(MOST_POSTS)),
            )
        ]  # fmt: skip

    def _chance(self, number: int, posts: int, calm: int, since: int, newest: int) -> tuple[float, float]:
        """Return how many posts the hours expect, and how often chance gives as many; 1 where nothing is usual yet."""
        learned = self._learned[number]
        if newest >= learned.until:
            self._learn(learned, newest)
        usual = learned.usual
        if usual is None or int(usual.outside.sum()) < self.settings.least_usual_hours:
            return 0.0, 1.0
        hours = (newest - since) / HOUR
        expected = max(usual.expected(since, newest), learned.odds * calm, 1e-9)
        size = 1.0 / max(usual.spread(hours), 1e-9)
        return expected, float(betainc(posts, size, expected / (expected + size))) if posts > expected else 1.0

    def _learn(self, learned: _Learned, newest: int) -> None:
        """Learn what is usual, up to the hour before this one, and as its hours of the week expect until the next."""
        this_hour = newest // HOUR * HOUR
        learned.until = this_hour + HOUR
        moments = learned.attacks[learned.attacks < this_hour - HOUR]
        calm = learned.calm[learned.calm < this_hour - HOUR]
        if this_hour - HOUR - self._since < self.settings.least_usual_hours * HOUR:
            learned.usual = None
            return
        _, usual = busy_and_usual(moments, (self._since, this_hour - HOUR), self.settings)
        learned.usual = _lengthened(usual, 4)
        outside = len(moments)
        learned.odds = (outside + ASSUMED_SHARE * ASSUMED_POSTS) / (len(calm) + ASSUMED_POSTS)


def _lengthened(usual: Usual, hours: int) -> Usual:
    """Return the usual with so many hours more, which are as those a week or a day before, or as all are."""
    known = len(usual.rates)
    before = 168 if known >= 168 + hours else 24 if known >= 24 + hours else known
    later = (
        usual.rates[known - before : known - before + hours] if before > hours else np.full(hours, usual.rates.mean())
    )
    outside = np.concatenate([usual.outside, np.zeros(hours, bool)])
    counts = np.concatenate([usual.counts, np.zeros(hours, np.int64)])
    return Usual(usual.first_hour, np.concatenate([usual.rates, later]), outside, counts)


def _about(attacks: Attacks) -> pl.DataFrame:
    """Return target, post, account, at, severity and is_attack of the posts about targets.

    Live, a post attacks if its words are hostile, or it has a hashtag given as used against the target.
    """
    found = attacks.found
    hostile = attacks.attacks.select("target", "act", "severity")
    about = found.about.select("target", "act", "tagged").join(hostile, on=["target", "act"], how="left")
    acts = found.acts[about["act"].to_numpy()].select(ACT_COLUMNS)
    severity = pl.col("severity").fill_null(0)
    told = pl.concat([about, acts], how="horizontal").with_columns(severity)
    return told.select("target", *ACT_COLUMNS, "severity", (pl.col("tagged") | (severity > 0)).alias("is_attack"))


def _moments(attacks: Attacks, number: int) -> tuple[Int64, Int64]:
    """Return the times of the posts that attack a target, and of those about it that do not, ascending."""
    own = _about(attacks).filter(pl.col("target") == number)
    at, is_attack = own["at"].dt.epoch("us").to_numpy(), own["is_attack"].to_numpy()
    return np.sort(at[is_attack]), np.sort(at[~is_attack])


def _joined(known: Int64, new: Int64) -> Int64:
    return np.sort(np.concatenate([known, new]))[-MOST_MOMENTS:] if len(new) else known


ATTACKS = LiveDetector(
    name=NAME,
    question="Do posts against a target of the case come at this moment, beyond what its hours expect?",
    innocent=DETECTOR.innocent,
    subject_kinds=("target",),
    windows=(60.0, 600.0, 3600.0),
    begin=LiveAttacks,
)
