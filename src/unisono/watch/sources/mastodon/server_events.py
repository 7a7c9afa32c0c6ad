"""Events that a server sends over HTTP (Server-Sent Events), taken apart."""

from collections.abc import Iterator
from dataclasses import dataclass

from unisono.watch.sources.declaration import Unreadable
from unisono.watch.sources.readable_lines import TOO_LARGE


@dataclass(frozen=True)
class ServerEvent:
    """The name of an event, and its data."""

    name: bytes
    data: bytes


class EventReader:
    """Puts the events of a stream together from pieces that are cut anywhere; one beyond the limit is left out."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._rest = b""
        self._name = b""
        self._data: list[bytes] = []
        self._data_bytes = 0
        self._is_skipping = False

    def read(self, piece: bytes) -> Iterator[ServerEvent | Unreadable]:
        """Yield the events that end in this piece."""
        *lines, self._rest = (self._rest + piece).split(b"\n")
        if len(self._rest) > self._most_bytes:
            self._rest, self._is_skipping = b"data:", True
        for line in lines:
            yield from self._take(line.removesuffix(b"\r"))

    def _take(self, line: bytes) -> Iterator[ServerEvent | Unreadable]:
        """Take one line in; a blank one ends the event. Lines that begin with a colon only say that all is well."""
        if not line:
            yield from self._end()
            return
        field, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if field == b"event":
            self._name = value
        elif field == b"data":
            self._data_bytes += len(value)
            if self._data_bytes > self._most_bytes:
                self._is_skipping = True
            if not self._is_skipping:
                self._data.append(value)

    def _end(self) -> Iterator[ServerEvent | Unreadable]:
        if self._is_skipping:
            yield TOO_LARGE
        elif self._name or self._data:
            yield ServerEvent(self._name, b"\n".join(self._data))
        self._name, self._data, self._data_bytes, self._is_skipping = b"", [], 0, False
