"""Which messages hold lines, and why the others do not."""

from collections.abc import Iterator

from unisono.watch.sources.declaration import Unreadable

EMPTY = Unreadable("empty")
NO_TEXT = Unreadable("no text: it is not UTF-8")
TOO_LARGE = Unreadable("larger than the limit of one message")
BLANKS = b" \t\r\n"
AS_BLANKS = bytes.maketrans(b"\r\n", b"  ")


def line_of(message: bytes, most_bytes: int) -> bytes | Unreadable:
    """Return a message as one line: what is one JSON value stays one, however it is laid out."""
    if len(message) > most_bytes:
        return TOO_LARGE
    line = message.strip(BLANKS)
    if b"\n" in line or b"\r" in line:  # in JSON they stand between words only
        line = line.translate(AS_BLANKS)
    if not line:
        return EMPTY
    return line if is_text(line) else NO_TEXT


def lines_of(message: bytes, most_bytes: int) -> Iterator[bytes | Unreadable]:
    """Yield the lines of a message that may hold several."""
    if b"\n" not in message:
        yield line_of(message, most_bytes)
        return
    lines = [line for line in message.split(b"\n") if line.strip(BLANKS)]
    yield from (line_of(line, most_bytes) for line in lines)
    if not lines:
        yield EMPTY


def is_text(line: bytes) -> bool:
    """Say whether bytes are UTF-8.

    >>> is_text("Łódź".encode()), is_text(b"\\xff")
    (True, False)
    """
    if line.isascii():
        return True
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


class LineSplitter:
    """Cuts pieces of a stream into lines; of a line beyond the limit nothing is kept."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._begun: list[bytes] = []
        self._begun_bytes = 0
        self._is_skipping = False

    def split(self, piece: bytes) -> Iterator[bytes | Unreadable]:
        """Yield the lines that end in this piece."""
        *whole, rest = piece.split(b"\n")
        for part in whole:
            yield from self._finish(part)
        if self._begun_bytes + len(rest) > self._most_bytes:
            self._begun, self._begun_bytes, self._is_skipping = [], 0, True
        elif rest and not self._is_skipping:
            self._begun.append(rest)
            self._begun_bytes += len(rest)

    def finish(self) -> Iterator[bytes | Unreadable]:
        """Yield the last line, which no newline ends."""
        if self._begun or self._is_skipping:
            yield from self._finish(b"")

    def _finish(self, part: bytes) -> Iterator[bytes | Unreadable]:
        if self._is_skipping:
            self._is_skipping = False
            yield TOO_LARGE
            return
        if self._begun:
            part = b"".join((*self._begun, part))
            self._begun, self._begun_bytes = [], 0
        if part.strip(BLANKS):  # a blank line between lines is layout
            yield line_of(part, self._most_bytes)
