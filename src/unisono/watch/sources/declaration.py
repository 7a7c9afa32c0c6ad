"""What a source of live posts promises, what it hands over, and what is asked of it."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

MIB = 1 << 20
BUFFER_FULL = "the buffer was full"


@dataclass(frozen=True)
class Chunk:
    """Lines in the order of their arrival, without newline; `cursor` is where to go on after the last of them."""

    lines: tuple[bytes, ...]
    first_arrived_at: float
    arrived_at: float
    cursor: str | None


@dataclass(frozen=True)
class Interruption:
    """A stretch of time of which a source told nothing, in Unix seconds; `to_at` is None where it lasts.

    recovered: what happened meanwhile was told afterwards. lost: how many lines, where that is known.
    """

    reason: str
    from_at: float
    to_at: float | None
    recovered: bool
    lost: int | None = None


@dataclass(frozen=True)
class Unreadable:
    """A message that holds no line for a case: counted by its reason."""

    reason: str


@dataclass(frozen=True)
class Opened:
    """The connection stands, whether anything comes over it or not."""


OPENED = Opened()
Message = bytes | Unreadable | Interruption | Opened
"""What a source hands over: lines after Opened, or why there is none, or a stretch that the server says is missing."""


@dataclass(frozen=True)
class SourceOptions:
    """What is asked of a source; each takes what concerns it.

    collections, accounts: which records, and whose, Jetstream sends. dictionary: that of a compressed stream.
    token_file: holds the token of a Mastodon server. speed: how many times its own pace a recording is read, None for
    at once. margin_s: how much before the last cursor a stream is taken up again; what comes twice has equal bytes.
    """

    collections: tuple[str, ...] | None = None
    accounts: tuple[str, ...] = ()
    is_compressed: bool = False
    dictionary: Path | None = None
    token_file: Path | None = None
    speed: float | None = None
    margin_s: float = 5.0
    most_message_bytes: int = 16 * MIB
    connect_s: float = 15.0
    ping_s: float = 20.0
    uses_proxy: bool = False


class LiveSource(Protocol):
    """One stream of lines; one that can be taken up where it was left lets a reader stop reading for a while."""

    @property
    def name(self) -> str:
        """Return the source as the user typed it, without secrets."""

    @property
    def format(self) -> str | None:
        """Return the name of the importer that reads its lines, None where they have to be looked at."""

    @property
    def can_resume(self) -> bool:
        """Say whether the stream can be taken up where it was left."""

    @property
    def ends(self) -> bool:
        """Say whether the end of the stream is its end, and no interruption."""

    @property
    def is_recording(self) -> bool:
        """Say whether the posts are of another time than now."""

    @property
    def silence_s(self) -> float | None:
        """Return after how long without a line a connection counts as dead, None for never."""

    def messages(self, cursor: str | None) -> AsyncGenerator[Message]:
        """Yield what comes over one connection until it ends; raises the errors of sources/broken_off.py."""

    def cursor_of(self, line: bytes) -> str | None:
        """Return where to go on after a line, None where it does not say."""


@dataclass(frozen=True)
class BackOff:
    """How long to wait before another try: at random up to first_s, then twice that, and so on up to most_s.

    A connection that has lasted for reset_after_s makes the waiting begin anew.
    """

    first_s: float = 1.0
    most_s: float = 60.0
    reset_after_s: float = 30.0


@dataclass(frozen=True)
class Receiving:
    """How a receiver keeps lines until they are taken.

    when_behind: `wait` stops reading while the buffer is full, `drop` reads on and counts what it leaves out; None
    waits where the source can be resumed. stop_at_end: a server that closes the stream in good order ends it.
    silence_s: overrules that of the source.
    """

    buffer_bytes: int = 64 * MIB
    when_behind: Literal["wait", "drop"] | None = None
    stop_at_end: bool = False
    silence_s: float | None = None
    back_off: BackOff = field(default_factory=BackOff)


State = Literal["starting", "connected", "reconnecting", "behind", "ended", "stopped", "failed"]


class Reception(Protocol):
    """What the one who takes the lines sees of a receiver (watch/receiving.py); tests may put another in its place."""

    @property
    def state(self) -> State:
        """Return how it stands with the connection and the buffer."""

    @property
    def dropped(self) -> dict[str, int]:
        """Return how many messages were left out, by reason."""

    @property
    def has_ended(self) -> bool:
        """Say whether nothing more will come, and all that came was taken."""

    @property
    def problem(self) -> str | None:
        """Return what is wrong at the moment, None if nothing is."""

    @property
    def buffer_lines(self) -> int:
        """Return how many lines wait."""

    @property
    def buffer_bytes(self) -> int:
        """Return how many bytes the waiting lines take."""

    @property
    def received(self) -> int:
        """Return how many messages came: those taken, those that wait, and those left out."""

    def take(self, wait_s: float, most_lines: int) -> Chunk | None:
        """Return the oldest lines that nobody has taken, None if nothing came within wait_s."""

    def interruptions(self) -> list[Interruption]:
        """Return the interruptions that are over and were not told yet; when all has ended, those that last too."""

    def close(self) -> None:
        """Stop reading; what was received can still be taken."""
