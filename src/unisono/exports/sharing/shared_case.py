"""A run as others may be told of it: every name and text is already as the copy shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from unisono.exports.disarm.framework import Technique
from unisono.model.counting import counted


@dataclass(frozen=True)
class SharedAccount:
    """An account: platform and id, its handle and display name where the case has them.

    Where the copy hides accounts, id and handle are the keyed pseudonym.
    """

    key: str
    platform: str
    id: str
    handle: str | None
    display_name: str | None
    is_hidden: bool

    @property
    def name(self) -> str:
        """Return what the account is called: its handle and display name, else its id."""
        handle = self.handle or self.id
        return f"{handle} ({self.display_name})" if self.display_name else handle


@dataclass(frozen=True)
class SharedPost:
    """A post that a network rests on. text: null where it is withheld. address: where it can be looked up, if told."""

    key: str
    account: SharedAccount
    at: datetime | None
    kind: str
    text: str | None
    address: str | None


@dataclass(frozen=True)
class SharedClaim:
    """A technique that findings support: their ids, the likelihood of the least sure one, and the reason in counts."""

    technique: Technique
    findings: Sequence[str]
    likelihood: str
    reason: str


@dataclass(frozen=True)
class SharedNetwork:
    """One network. key: names it by its members, as the copy shows them. posts_total: all that it rests on."""

    key: str
    number: int
    verdict: str
    because: str
    verdict_because: str
    likelihood: str | None
    confidence: str
    confidence_sentence: str
    first_at: datetime | None
    last_at: datetime | None
    posts_total: int
    finding: str | None
    accounts: Sequence[SharedAccount]
    posts: Sequence[SharedPost]
    claims: Sequence[SharedClaim]
    innocent: Sequence[str]
    rivals: Sequence[str]

    @property
    def title(self) -> str:
        """Return what the network is called: accounts that acted together, never more."""
        return f"Network {self.number}: {len(self.accounts):,} accounts that acted together"

    @property
    def told(self) -> str:
        """Return what is said of the network. Likelihood and confidence stand in sentences of their own."""
        likely = f"Likelihood that this is more than chance: {self.likelihood}." if self.likelihood else ""
        verdict = f"Verdict: {self.verdict}."
        parts = (self.because, verdict, self.verdict_because, likely, self.confidence_sentence)
        return " ".join(part.strip() for part in parts if part.strip())


@dataclass(frozen=True)
class SharedEvent:
    """What happened in the world, as the user told the case."""

    name: str
    at: datetime


@dataclass(frozen=True)
class SharedCase:
    """A run. made_at: when it was scanned, the time of all that is said. sources: SHA-256 of what the case rests on.

    explained: networks that an innocent explanation fits; they are counted, and not told of.
    """

    key: str
    name: str
    run: str
    version: str
    profile: str
    made_at: datetime
    networks: Sequence[SharedNetwork]
    explained: int
    events: Sequence[SharedEvent]
    sources: Sequence[str]
    counts: Mapping[str, int]
    limits: Sequence[str]

    @property
    def told(self) -> str:
        """Return what the run is, in counts, and what it does not show."""
        counts = f"{self.counts['posts']:,} posts of {self.counts['accounts']:,} accounts were scanned"
        found = f"{counted(len(self.networks), 'network')} of accounts that acted together more often than chance"
        left_out = f"; {self.explained:,} more, which an innocent explanation fits, left out" if self.explained else ""
        return f"{counts}. Told of: {found}{left_out}. {' '.join(self.limits)}"
