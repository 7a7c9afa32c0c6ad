"""Serve a recording from a thread of its own, on this machine only."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from errno import EADDRINUSE
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory

from websockets.asyncio.server import ServerConnection, serve

from unisono.model.errors import UsageError
from unisono.watch.replay.answering import Answering
from unisono.watch.replay.delivery import Shared
from unisono.watch.replay.event_log import EventLog, Writing
from unisono.watch.replay.event_times import read_event
from unisono.watch.replay.manners import jetstream_events, mastodon, ndjson
from unisono.watch.replay.manners.jetstream import Jetstream
from unisono.watch.replay.pacing import Clock
from unisono.watch.replay.recording import CheckLine, Recording, find_recording, read_recording
from unisono.watch.replay.settings import Manner, Serving
from unisono.watch.replay.subscription import MannerOfServing
from unisono.watch.replay.tally import Tally

WRITE_LIMIT = 1 << 20
CLOSE_TIMEOUT_S = 2.0
LINES_TO_GUESS = 20
START_TIMEOUT_S = 30.0


@dataclass
class Served:
    """A recording that is being served: where, as what, what it holds, and what was sent of it."""

    url: str
    manner: Manner
    recording: Recording
    tally: Tally
    serving: Serving
    paths: tuple[str, ...]

    def __str__(self) -> str:
        """Return the address."""
        return self.url

    @property
    def messages(self) -> int:
        """Return how many messages were sent over all connections."""
        return self.tally.messages


@contextmanager
def serving(path: str | Path, settings: Serving | None = None) -> Iterator[Served]:
    """Serve a recording while the block runs; yields its address and what was sent.

    Raises UsageError for an address of another machine or settings that do not go together, DataRejectedError for a
    file in which no line can be served.
    """
    settings = settings or Serving()
    check_address(settings.host)
    with TemporaryDirectory(prefix="unisono-replay-") as scratch:
        plain = find_recording(str(path), Path(scratch))
        manner = settings.manner or guess_manner(plain)
        check, writing = _knowledge(manner)
        recording = read_recording(plain, str(path), check, Path(scratch), with_damaged=settings.with_damaged)
        _check_settings(settings, manner, recording)
        log = EventLog(recording, writing, settings.faults)
        with _in_thread(settings, _manner_of(manner, recording, settings), log, manner) as served:
            yield served


def check_address(host: str) -> None:
    """Raise UsageError unless an address is one of this machine only."""
    try:
        is_here = host == "localhost" or ip_address(host).is_loopback
    except ValueError as error:
        raise UsageError(f"{host} is no address of this machine. Type: --serve 127.0.0.1:0") from error
    if not is_here:
        raise UsageError(
            f"{host} can be reached from other machines: a recording of real people would be published. "
            "Type: --serve 127.0.0.1:0"
        )


def guess_manner(path: Path) -> Manner:
    """Return as what a recording is served when nobody says: by what its first lines hold."""
    with path.open("rb") as file:
        lines = [line for _, line in zip(range(LINES_TO_GUESS), file, strict=False)]
    events = [event for line in lines if (event := read_event(line)) is not None]
    if any(jetstream_events.kind_of(event) for event in events):
        return "jetstream"
    if any(mastodon.is_status(event) or event.get("event") in mastodon.UPDATES for event in events):
        return "mastodon"
    return "ndjson"


def _knowledge(manner: Manner) -> tuple[CheckLine, Writing]:
    if manner == "jetstream":
        return jetstream_events.check_event, jetstream_events.WRITING
    if manner == "mastodon":
        return mastodon.check_status, mastodon.WRITING
    return ndjson.check_object, ndjson.WRITING


def _manner_of(manner: Manner, recording: Recording, settings: Serving) -> MannerOfServing:
    if manner == "jetstream":
        return Jetstream(recording, is_framed=settings.is_framed)
    return mastodon.Mastodon(settings.token) if manner == "mastodon" else ndjson.Ndjson()


def _check_settings(settings: Serving, manner: Manner, recording: Recording) -> None:
    """Raise UsageError for settings that do not go with each other or with the recording."""
    if settings.peaks and not settings.rate:
        raise UsageError("--peak needs a steady rate around it. Type for example: --rate 100 --peak 1000:10@60")
    needs_times = settings.speed is not None and not settings.rate
    if needs_times and not recording.has_times:
        raise UsageError(f"{recording.name} holds no times to go by. Type: --speed max, or for example --rate 100")
    if settings.token is not None and manner != "mastodon":
        raise UsageError("Only Mastodon's streaming asks for a token. Type: --as mastodon, or leave out --token")
    if settings.faults.deletes and manner == "ndjson":
        raise UsageError("--deletes needs to know what a deletion looks like. Type: --as jetstream or --as mastodon")


@contextmanager
def _in_thread(settings: Serving, manner: MannerOfServing, log: EventLog, name: Manner) -> Iterator[Served]:
    """Run the server in a thread with a loop of its own."""
    loop = asyncio.new_event_loop()
    stopping = asyncio.Event()
    shared = Shared(sorted(settings.faults.silences, key=lambda one: one.after_messages))
    clock = Clock(settings, log.recording.first_us or 0, loop.time)
    answering = Answering(settings, manner, log, clock, shared)
    ready = threading.Event()
    outcome: list[int | OSError] = []

    def tell(port: int | OSError) -> None:
        outcome.append(port)
        ready.set()

    thread = threading.Thread(target=loop.run_until_complete, args=(_serve(answering, stopping, tell),), daemon=True)
    thread.start()
    ready.wait(START_TIMEOUT_S)
    try:
        port = outcome[0] if outcome else OSError("it did not start")
        if isinstance(port, OSError):
            why = "another program uses it" if port.errno == EADDRINUSE else str(port)
            raise UsageError(f"{settings.host}:{settings.port} cannot be used: {why}. Type: --serve 127.0.0.1:0")
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        scheme = "http" if name == "mastodon" else "ws"
        yield Served(f"{scheme}://{host}:{port}", name, log.recording, answering.tally, settings, manner.paths)
    finally:
        loop.call_soon_threadsafe(stopping.set)
        thread.join()
        loop.close()


async def _serve(answering: Answering, stopping: asyncio.Event, tell: Callable[[int | OSError], None]) -> None:
    settings = answering.serving
    try:
        server = await serve(
            answering.on_connection,
            settings.host,
            settings.port,
            process_request=answering.on_request,
            process_response=answering.on_response,
            select_subprotocol=lambda _connection, _offered: None,
            compression=None,
            open_timeout=None,
            close_timeout=CLOSE_TIMEOUT_S,
            ping_interval=None,
            write_limit=WRITE_LIMIT,
            max_size=10_000_000,
        )
    except OSError as error:
        tell(error)
        return
    async with server:
        if not settings.waits:
            answering.clock.start()
        tell(next(iter(server.sockets)).getsockname()[1])
        await stopping.wait()
        for connection in tuple(server.all_connections):
            _let_go(connection)


def _let_go(connection: ServerConnection) -> None:
    """End what is no WebSocket: the library ends those."""
    if connection.response is None:
        connection.transport.abort()
