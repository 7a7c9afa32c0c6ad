"""Alarms: which claims are told as alerts, so that one push does not ring a dozen times."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from unisono.cases.live.alerts import MOST_POSTS, Alert, alert_id
from unisono.watch.claims import Claim
from unisono.watch.detectors import LIVE_DETECTORS
from unisono.watch.rules import Rules

SAME_ACCOUNTS = 0.5
"""Of the smaller of two sets of accounts, the share that both have if they are taken for one push."""

MOST_REMEMBERED = 1_000
"""Alerts that are remembered for their cool-down, and accounts remembered of each."""

DOUBLED = 2.0


@dataclass
class _Told:
    """What was said of one subject, and when by the stream's own time."""

    claim: Claim
    until: datetime
    who: frozenset[str]


@dataclass
class Alarms:
    """Turns claims into alerts. held_back: claims not told because the same, or the same accounts, had been told."""

    rules: Rules = field(default_factory=Rules)
    held_back: int = 0
    _told: OrderedDict[tuple[str, str, str], _Told] = field(default_factory=OrderedDict, repr=False)

    def judge(self, claims: Iterable[Claim], now: datetime) -> list[Alert]:
        """Return what is to be told of these claims, the most surprising first. now: the moment of saying so.

        Not told are claims that chance gives more often than their rule lets it, or of too few accounts; what was said
        within the cool-down (by the posts' own times), unless its value has doubled; and what the same detector finds
        of mostly the same accounts under another name, such as ten hashtags of one push. What several detectors find
        of mostly the same accounts is told once by each, and each names the others.
        """
        fitting = sorted((one for one in claims if self._fits(one)), key=_by_surprise)
        pushes: list[list[Claim]] = []
        for claim in fitting:
            if self._is_cooling_down(claim):
                self.held_back += 1
                continue
            same = next((push for push in pushes if _are_same(push[0].who, claim.who)), None)
            if same is None:
                pushes.append([claim])
            else:
                same.append(claim)
        return [alert for push in pushes for alert in self._tell(push, now)]

    def _fits(self, claim: Claim) -> bool:
        rule = self.rules.of(claim.detector)
        enough = claim.accounts >= rule.least_accounts
        return rule.on and enough and claim.chance_per_day <= rule.chance_per_day

    def _is_cooling_down(self, claim: Claim) -> bool:
        own = self._told.get(_key(claim))
        if own is not None and claim.event_at <= own.until:
            return claim.value < DOUBLED * own.claim.value
        return any(
            claim.event_at <= told.until
            and _are_same(told.who, claim.who)
            and claim.accounts < DOUBLED * told.claim.accounts
            for key, told in self._told.items()
            if key[0] == claim.detector
        )

    def _tell(self, push: list[Claim], now: datetime) -> list[Alert]:
        """Return one alert for each detector of a push; further subjects of a detector are named in its first."""
        first: dict[str, Claim] = {}
        for claim in push:
            first.setdefault(claim.detector, claim)
        earlier = self._others_told(push[0])
        alerts = []
        for claim in first.values():
            others = [_called(one) for one in push if one is not claim]
            alerts.append(_alert(claim, now, tuple(dict.fromkeys([*others, *earlier]))))
        for claim in push:
            self._remember(claim)
        self.held_back += len(push) - len(alerts)
        return alerts

    def _others_told(self, claim: Claim) -> list[str]:
        return [
            _called(told.claim)
            for key, told in self._told.items()
            if key != _key(claim) and claim.event_at <= told.until and _are_same(told.who, claim.who)
        ]

    def _remember(self, claim: Claim) -> None:
        minutes = self.rules.of(claim.detector).cool_down_minutes
        who = frozenset(sorted(claim.who)[:MOST_REMEMBERED])
        self._told.pop(_key(claim), None)
        self._told[_key(claim)] = _Told(replace(claim, who=who), claim.event_at + timedelta(minutes=minutes), who)
        while len(self._told) > MOST_REMEMBERED:
            self._told.popitem(last=False)


def _key(claim: Claim) -> tuple[str, str, str]:
    return claim.detector, claim.subject_kind, claim.subject


def _by_surprise(claim: Claim) -> tuple[float, float, str, str]:
    return claim.chance_per_day, -claim.accounts, claim.detector, claim.subject


def _are_same(these: frozenset[str], those: frozenset[str]) -> bool:
    fewest = min(len(these), len(those))
    return fewest > 0 and len(these & those) >= SAME_ACCOUNTS * fewest


def _called(claim: Claim) -> str:
    return f"{claim.subject_kind} {claim.subject} ({claim.detector})"


def _alert(claim: Claim, now: datetime, also: tuple[str, ...]) -> Alert:
    named = _innocent_of(claim.detector)
    return Alert(
        id=alert_id(claim.detector, claim.subject, now),
        at=now,
        event_at=claim.event_at,
        detector=claim.detector,
        subject_kind=claim.subject_kind,
        subject=claim.subject,
        measure=claim.measure,
        value=claim.value,
        expected=claim.expected,
        n=claim.n,
        p=claim.p,
        chance_per_day=claim.chance_per_day,
        window_s=claim.window_s,
        because=claim.because + _also_words(also),
        accounts=claim.accounts,
        posts_count=claim.posts_count,
        posts=claim.posts[:MOST_POSTS],
        innocent=tuple(dict.fromkeys([*claim.innocent, *named])),
        waited_s=None if claim.arrived_at is None else max(0.0, now.timestamp() - claim.arrived_at),
    )


MOST_ALSO = 5


def _also_words(also: tuple[str, ...]) -> str:
    if not also:
        return ""
    more = f" and {len(also) - MOST_ALSO:,} more" if len(also) > MOST_ALSO else ""
    return f" Mostly the same accounts: {', '.join(also[:MOST_ALSO])}{more}."


def _innocent_of(detector: str) -> tuple[str, ...]:
    return next((one.innocent for one in LIVE_DETECTORS if one.name == detector), ())
