"""Alarms: which claims are told as alerts, so that one push does not ring a dozen times."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import islice

from unisono.cases.live.alerts import MOST_POSTS, Alert, alert_id
from unisono.watch.claims import Claim
from unisono.watch.detectors import LIVE_DETECTORS
from unisono.watch.rules import Rules

SAME_ACCOUNTS = 0.5
"""Of the smaller of two sets of accounts, the share that both have if they are taken for one push."""

MOST_REMEMBERED = 1_000
"""Alerts that are remembered for their cool-down, and accounts remembered of each."""

FURTHEST_BACK = timedelta(hours=3)
"""How much older than the newest a claim may be: windows and the search for networks look back for less."""

LAST = 21
"""The last of what was said, by which it is told what time it is."""

DOUBLED = 2.0


@dataclass
class Alarms:
    """Turns claims into alerts. held_back: claims not told because the same, or the same accounts, had been told."""

    rules: Rules = field(default_factory=Rules)
    held_back: int = 0
    _told: OrderedDict[tuple[str, str, str], Claim] = field(default_factory=OrderedDict, repr=False)

    def judge(self, claims: Iterable[Claim], now: datetime) -> list[Alert]:
        """Return what is to be told of these claims: push by push in order of time, the most surprising of each first.

        now: the moment of saying so. Not told are claims that chance gives more often than their rule lets it, or of
        too few accounts; what was said within the cool-down (by the posts' own times), unless its value has doubled;
        and what the same detector finds of mostly the same accounts under another name, such as ten hashtags of one
        push. What several detectors find of mostly the same accounts is told once by each, and each names the others.
        """
        fitting = sorted((one for one in claims if self._fits(one)), key=_by_surprise)
        pushes: list[list[Claim]] = []
        for claim in fitting:
            if self._is_cooling_down(claim):
                self.held_back += 1
                continue
            same = next((push for push in pushes if self._is_of(push, claim)), None)
            if same is None:
                pushes.append([claim])
            else:
                same.append(claim)
        pushes.sort(key=lambda push: push[0].event_at)
        alerts = [alert for push in pushes for alert in self._tell(push, now)]
        self._forget()
        return alerts

    def _fits(self, claim: Claim) -> bool:
        rule = self.rules.of(claim.detector)
        enough = claim.accounts >= rule.least_accounts
        return rule.on and enough and claim.chance_per_day <= rule.chance_per_day

    def _is_cooling_down(self, claim: Claim) -> bool:
        own = self._told.get(_key(claim))
        if own is not None and self._is_near(own, claim):
            return claim.value < DOUBLED * own.value
        return any(
            self._is_near(told, claim) and _are_same(told.who, claim.who) and claim.accounts < DOUBLED * told.accounts
            for told in self._told.values()
            if told.detector == claim.detector
        )

    def _is_of(self, push: list[Claim], claim: Claim) -> bool:
        """Say whether a claim is of a push: the same subject, or mostly the accounts of its most surprising claim."""
        is_same_subject = any(_key(one) == _key(claim) and self._is_near(one, claim) for one in push)
        return is_same_subject or (_are_same(push[0].who, claim.who) and self._is_near(push[0], claim))

    def _is_near(self, told: Claim, claim: Claim) -> bool:
        """Say whether a claim is within the cool-down of another; a recording may come in any order."""
        cool_down = timedelta(minutes=self.rules.of(told.detector).cool_down_minutes)
        return abs(claim.event_at - told.event_at) <= cool_down

    def _tell(self, push: list[Claim], now: datetime) -> list[Alert]:
        """Return one alert for each detector of a push; further subjects of a detector are named in its first."""
        first: dict[str, Claim] = {}
        for claim in push:
            first.setdefault(claim.detector, claim)
        earlier = [told for told in self._told.values() if self._is_of([told], push[0])]
        alerts = []
        for claim in first.values():
            others = [_called(one) for one in [*push, *earlier] if _key(one) != _key(claim)]
            alerts.append(_alert(claim, now, tuple(dict.fromkeys(others))))
        for claim in reversed(push):
            self._remember(claim)
        self.held_back += len(push) - len(alerts)
        return alerts

    def _remember(self, claim: Claim) -> None:
        self._told.pop(_key(claim), None)
        self._told[_key(claim)] = replace(claim, who=frozenset(sorted(claim.who)[:MOST_REMEMBERED]))
        while len(self._told) > MOST_REMEMBERED:
            self._told.popitem(last=False)

    def _forget(self) -> None:
        """Forget what was said so long ago that its cool-down is over for any claim that may still be made."""
        last = sorted(told.event_at for told in islice(reversed(self._told.values()), LAST))
        for key, told in list(self._told.items()) if len(last) == LAST else ():
            cool_down = timedelta(minutes=self.rules.of(told.detector).cool_down_minutes)
            # The middle one of the last: a post dated years ahead makes nothing forgotten.
            if last[LAST // 2] - told.event_at > cool_down + FURTHEST_BACK:
                del self._told[key]


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
