"""A recording served as Jetstream, Bluesky's stream of events, in both its versions on one port.

`/subscribe` (and `/`): version 1. Parameters wantedCollections (also `app.bsky.feed.*`), wantedDids, cursor
(microseconds; the real server takes sequence numbers too, and so does this), maxMessageSizeBytes, requireHello,
compress=true; messages `options_update`. A cursor that is too old is moved up silently, a wrong parameter is an HTTP
400.
`/xrpc/network.bsky.jetstream.subscribeEvents`: version 2. Parameters kinds, dids, collections, cursor (below 1e15 a
sequence number, from there on microseconds), maxMessageSizeBytes, zstdDictionary; the names of version 1 are an HTTP
400. A sequence number that is too old is an HTTP 400 CursorTooOld, a time that is too old is moved up and told as
`#info` OutdatedCursor, a sequence number from the future starts at the present and is told as `#info` FutureCursor.
`/xrpc/network.bsky.jetstream.getZstdDictionary`: the dictionary that compressed messages need, for both versions.

Where this differs from the real servers: the dictionary is made from the recording (a client that holds the one of
version 1 has to fetch this one), sequence numbers are those of a version 2 recording or else the number of the line,
nobody is too slow, and permessage-deflate is not spoken.
"""

import asyncio
from http import HTTPStatus

import orjson
from websockets.http11 import Response

from unisono.watch.replay.event_log import Start, Told
from unisono.watch.replay.event_times import read_event
from unisono.watch.replay.manners.dictionary import Packing
from unisono.watch.replay.manners.jetstream_events import (
    EVENTS,
    as_envelope,
    as_flat,
    flat_event,
    framed,
    is_plain_first,
)
from unisono.watch.replay.manners.jetstream_filters import Filter, UnfitOptionsError, filter_of_first, filter_of_second
from unisono.watch.replay.manners.plain_commits import PlainCommits
from unisono.watch.replay.recording import Recording
from unisono.watch.replay.subscription import (
    Asked,
    Horizon,
    MessageRefusedError,
    Subscription,
    answer,
    json_answer,
)

FIRST = "/subscribe"
SECOND = "/xrpc/network.bsky.jetstream.subscribeEvents"
DICTIONARY = "/xrpc/network.bsky.jetstream.getZstdDictionary"
SUBPROTOCOL = "xrpc.v1.json"
LEAST_TIME = 10**15
UNFIT_DATA, AGAINST_RULES = 1007, 1008
LONGEST_REASON = 120


class Jetstream:
    """Answers the clients of one recording in both versions."""

    def __init__(self, recording: Recording, *, is_framed: bool = True) -> None:
        self.recording = recording
        self.is_framed = is_framed
        self._packing: Packing | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """Return where it is served."""
        return (FIRST, SECOND)

    @property
    def packing(self) -> Packing:
        """Return what packs messages; made when it is first asked for."""
        if self._packing is None:
            self._packing = Packing(self.recording)
        return self._packing

    def answer(self, asked: Asked, horizon: Horizon) -> Response | Subscription:
        """Return the subscription that a request asks for, or the answer that refuses it."""
        if asked.path == DICTIONARY:
            return self._dictionary(asked)
        if asked.path in ("/", FIRST):
            try:
                return self._first(asked, horizon)
            except UnfitOptionsError as error:
                return answer(HTTPStatus.BAD_REQUEST, f"invalid options: {error}\n".encode())
        if asked.path == SECOND:
            try:
                return self._second(asked, horizon)
            except UnfitOptionsError as error:
                return json_answer(HTTPStatus.BAD_REQUEST, error="InvalidRequest", message=str(error))
        return answer(HTTPStatus.NOT_FOUND, f"Nothing is served here. Served: {FIRST}, {SECOND}\n".encode())

    def _plain(self) -> PlainCommits | None:
        """Return what reads plain commits quickly; None where lines have to be read whole."""
        return PlainCommits(is_framed=self.is_framed) if self.recording.is_regular else None

    def _dictionary(self, asked: Asked) -> Response:
        wanted = asked.first("id")
        if wanted and wanted != str(self.packing.dictionary_id):
            message = f"no dictionary has this id; the present one is {self.packing.dictionary_id}"
            return json_answer(HTTPStatus.BAD_REQUEST, error="DictionaryNotFound", message=message)
        return answer(HTTPStatus.OK, self.packing.dictionary, "application/octet-stream")

    def _first(self, asked: Asked, horizon: Horizon) -> Response | Subscription:
        """Subscribe to version 1."""
        parameters = asked.parameters
        wanted = filter_of_first(
            parameters.get("wantedCollections", ()),
            parameters.get("wantedDids", ()),
            asked.first("maxMessageSizeBytes"),
        )
        packs = asked.first("compress") == "true" or "zstd" in asked.headers.get("socket-encoding", "")
        start = _start(asked.first("cursor"), horizon)
        if start and horizon.floor and _is_older(start, horizon.floor):
            start = Start("sequence", horizon.floor.sequence)
        messages = FirstVersion(wanted, self.packing if packs else None, self._plain())
        hello = asyncio.Event() if asked.first("requireHello") == "true" else None

        def take(message: str | bytes) -> None:
            if messages.take(message) and hello:
                hello.set()

        return Subscription(start, messages.message_of, not packs, hello=hello, take=take)

    def _second(self, asked: Asked, horizon: Horizon) -> Response | Subscription:
        """Subscribe to version 2."""
        if asked.first("compress") == "true" or "zstd" in asked.headers.get("socket-encoding", ""):
            raise UnfitOptionsError("compress=true is for /subscribe; this endpoint uses zstdDictionary=<id>")
        given = asked.first("zstdDictionary")
        if given and (not given.isascii() or not given.isdigit() or not int(given)):
            raise UnfitOptionsError("zstdDictionary must be a positive integer zstd dictionary ID")
        if given and int(given) != self.packing.dictionary_id:
            message = f"unknown zstd dictionary id {given}; current dictionary id is {self.packing.dictionary_id}"
            return json_answer(HTTPStatus.BAD_REQUEST, error="UnknownZstdDictionary", message=message)
        wanted = filter_of_second(asked)
        start, notice = _start(asked.first("cursor"), horizon), None
        if start and horizon.floor and _is_older(start, horizon.floor):
            floor = horizon.floor.sequence
            if start.by == "sequence":
                message = f"cursor {start.value} is older than what is kept; the oldest seq is {floor}"
                return json_answer(HTTPStatus.BAD_REQUEST, error="CursorTooOld", message=message)
            start, notice = Start("sequence", floor), ("OutdatedCursor", f"starting at seq {floor}")
        if start and start.by == "sequence" and start.value > horizon.next_sequence:
            start, notice = None, ("FutureCursor", f"seq {asked.first('cursor')} is not there yet; starting at the tip")
        messages = SecondVersion(wanted, self.packing if given else None, self._plain(), is_framed=self.is_framed)
        offered = [token.strip() for token in asked.headers.get("sec-websocket-protocol", "").split(",")]
        return Subscription(
            start,
            messages.message_of,
            not given,
            opening=(messages.notice(*notice),) if notice else (),
            take=_refuse,
            subprotocol=SUBPROTOCOL if SUBPROTOCOL in offered else None,
        )


class FirstVersion:
    """Messages of version 1 for one client, whose filter it may change at any time."""

    def __init__(self, wanted: Filter, packing: Packing | None, plain: PlainCommits | None) -> None:
        self.wanted, self.packing, self.plain = wanted, packing, plain

    def message_of(self, told: Told) -> bytes | None:
        """Return a message as its bytes; None when it is not wanted. An event recorded as version 1 stays as it is."""
        line: bytes | None = told.line
        if not self.wanted.takes_all or not is_plain_first(told.line):
            line = self._chosen(told.line)
        return self.packing.pack(line) if self.packing and line is not None else line

    def _chosen(self, line: bytes) -> bytes | None:
        """Return a line as version 1 tells it; None when it is not wanted."""
        subject = self.plain.subject(line) if self.plain else None
        if subject is not None:
            return line if self.wanted.wants_commit(*subject) and self.wanted.has_room_for(line) else None
        event = read_event(line)
        if event is None:
            return line
        envelope = as_envelope(event)
        if envelope is None or not self.wanted.wants(event):
            return None
        told = line if flat_event(event) is None else orjson.dumps(envelope)
        return told if self.wanted.has_room_for(told) else None

    def take(self, message: str | bytes) -> bool:
        """Take a client's message; say whether it set what is wanted. Types that are not known are passed over."""
        if isinstance(message, bytes):
            return False
        told = read_event(message.encode())
        if told is None:
            raise MessageRefusedError(UNFIT_DATA, "bad SubscriberSourcedMessage envelope")
        if told.get("type") != "options_update":
            return False
        options = told.get("payload")
        if not isinstance(options, dict):
            raise MessageRefusedError(UNFIT_DATA, "bad options_update payload")
        collections, dids = options.get("wantedCollections") or [], options.get("wantedDids") or []
        if not (_is_list_of_words(collections) and _is_list_of_words(dids)):
            raise MessageRefusedError(UNFIT_DATA, "bad options_update payload")
        try:
            self.wanted = filter_of_first(collections, dids, options.get("maxMessageSizeBytes", 0))
        except UnfitOptionsError as error:
            raise MessageRefusedError(AGAINST_RULES, str(error)[:LONGEST_REASON]) from error
        return True


class SecondVersion:
    """Messages of version 2 for one client."""

    def __init__(self, wanted: Filter, packing: Packing | None, plain: PlainCommits | None, *, is_framed: bool) -> None:
        self.wanted, self.packing, self.plain, self.is_framed = wanted, packing, plain, is_framed

    def message_of(self, told: Told) -> bytes | None:
        """Return a message as its bytes; None when it is not wanted."""
        subject = self.plain.subject(told.line) if self.plain and not self.wanted.takes_all else None
        if subject and not self.wanted.wants_commit(*subject):
            return None
        plain = self.plain.flat(told.line, told.sequence) if self.plain else None
        if plain is not None:
            return self._packed(plain) if self.wanted.has_room_for(plain) else None
        event = read_event(told.line)
        if event is None:
            return self._packed(told.line)
        if not self.wanted.wants(event):
            return None
        flat = as_flat(event, told.sequence)
        message = told.line if flat is None else self._written(flat)
        return self._packed(message) if self.wanted.has_room_for(message) else None

    def notice(self, name: str, words: str) -> bytes:
        """Return a notice of the stream itself."""
        return self._packed(self._written({"$type": f"{EVENTS}info", "name": name, "message": words}))

    def _written(self, flat: dict[str, object]) -> bytes:
        return framed(flat) if self.is_framed else orjson.dumps(flat)

    def _packed(self, message: bytes) -> bytes:
        return self.packing.pack(message) if self.packing else message


def _start(cursor: str, horizon: Horizon) -> Start | None:
    """Return where a cursor points to; None when there is none, or a time after everything recorded.

    Raises UnfitOptionsError for what is no number.
    """
    if not cursor:
        return None
    if not cursor.isascii() or not cursor.isdigit():
        raise UnfitOptionsError(f'invalid cursor: "{cursor[:40]}"')
    value = int(cursor)
    if value < LEAST_TIME:
        return Start("sequence", value)
    return Start("time", value) if value <= horizon.last_us else None


def _is_older(start: Start, floor: Told) -> bool:
    """Say whether a cursor points before what is kept."""
    return start.value < floor.sequence if start.by == "sequence" else start.value < floor.due_us


def _is_list_of_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(part, str) for part in value)


def _refuse(_message: str | bytes) -> None:
    """Close the connection of a client that sends anything: version 2 only tells."""
    raise MessageRefusedError(AGAINST_RULES, "unexpected data frame")
