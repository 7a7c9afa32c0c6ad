"""What can be set about a served recording: as what, when, and what goes wrong on purpose."""

from dataclasses import dataclass, field
from typing import Literal

Manner = Literal["jetstream", "ndjson", "mastodon"]
HowToBreak = Literal["close", "reset", "torn", "mixed"]
MANNERS: tuple[Manner, ...] = ("jetstream", "ndjson", "mastodon")
WAYS_TO_BREAK: tuple[HowToBreak, ...] = ("close", "reset", "torn", "mixed")


@dataclass(frozen=True)
class Peak:
    """A burst: so many messages a second, for some seconds, from so many seconds after the start."""

    rate: float
    seconds: float
    start_s: float


@dataclass(frozen=True)
class Silence:
    """A pause with the connection open: so many seconds, after so many messages."""

    seconds: float
    after_messages: int


@dataclass(frozen=True)
class Faults:
    """What goes wrong on purpose; the same seed gives the same faults, whoever listens."""

    seed: int = 1
    jitter_s: float = 0.0
    jitter_share: float = 0.02
    disconnect_every: int = 0
    disconnect_about: int = 0
    disconnect_how: HowToBreak = "close"
    refuse_s: float = 0.0
    silences: tuple[Silence, ...] = ()
    disorder_s: float = 0.0
    disorder_share: float = 0.1
    duplicates: float = 0.0
    duplicates_within: int = 100
    deletes: float = 0.0
    delete_after_s: float = 30.0
    ahead_s: float = 0.0
    ahead_share: float = 0.01


@dataclass(frozen=True)
class Serving:
    """How a recording is served: as which stream, at which speed, with which faults.

    speed: times as quick as it happened; None is as quick as it can be read. rate: so many messages a second instead,
    with bursts (`peaks`). waits: the clock starts when the first client comes. keep_s: how long events can be asked for
    again; None is for ever. is_framed: events of Jetstream's second version come in the frame of its subprotocol.
    """

    manner: Manner | None = None
    speed: float | None = 1.0
    rate: float | None = None
    peaks: tuple[Peak, ...] = ()
    waits: bool = True
    stays: bool = False
    keep_s: float | None = None
    token: str | None = None
    with_damaged: bool = False
    is_framed: bool = True
    host: str = "127.0.0.1"
    port: int = 0
    faults: Faults = field(default_factory=Faults)
