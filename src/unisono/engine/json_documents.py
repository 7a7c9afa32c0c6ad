"""One JSON document of any size, read from its beginning to its end in pieces that fit into memory."""

from functools import cache
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import IO

import numpy as np

from unisono.engine.machine_code import Kernels

PIECE_BYTES = 8 << 20
LONGEST_VALUE = 256 << 20
BLANK = b" \t\r\n"
ENDS_SCALAR = b" \t\r\n,:]}"
AT_END = ""
AFTER, WRITTEN, IS_CLOSED = 0, 1, 2  # see document_kernels
IS_DONE = 3


class DocumentError(ValueError):
    """The document breaks off, or is none; says where."""


@cache
def _kernels() -> Kernels:
    return Kernels("document_kernels")


class JsonDocument:
    """A place in a JSON document that moves forward only; use it in a `with` block."""

    def __init__(self, path: Path, first_byte: int = 0, piece_bytes: int = PIECE_BYTES) -> None:
        """Begin at a byte of a file; memory holds one piece, and as many as its longest value needs."""
        self._path = path
        self._buffer = np.zeros(piece_bytes, np.uint8)
        self._place = self._filled = 0
        self._before = first_byte  # bytes of the file that have gone by before the buffer
        self._has_ended = False
        self.copied = 0  # values that copy_values has written so far, also where it then found the document broken

    def __enter__(self) -> "JsonDocument":
        """Open the file."""
        self._file: FileIO = self._path.open("rb", buffering=0)
        self._file.seek(self._before)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self._file.close()

    @property
    def byte(self) -> int:
        """The byte of the file at which the next token is looked for."""
        return self._before + self._place

    def peek(self) -> str:
        """Return the next character that is not blank, and stand before it; AT_END where the file ends."""
        while True:
            while self._place < self._filled and self._buffer[self._place] in BLANK:
                self._place += 1
            if self._place < self._filled:
                return chr(self._buffer[self._place])
            if not self._read_on():
                return AT_END

    def take(self, expected: str) -> None:
        """Step over one character; DocumentError where another one stands."""
        found = self.peek()
        if found != expected:
            raise DocumentError(f"at byte {self.byte:,} stands {found or 'the end'} where {expected} should be")
        self._place += 1

    def text(self) -> bytes:
        """Step over a text and return it as it is written, quotes included."""
        self.take('"')
        end = self._place
        while True:
            while end < self._filled and self._buffer[end] not in b'"\\':
                end += 1
            if end + 1 < self._filled and chr(self._buffer[end]) == "\\":
                end += 2
            elif end < self._filled and chr(self._buffer[end]) == '"':
                break
            else:
                end -= self._place
                self._need_more("a text")
                end += self._place
        written = b'"' + self._buffer[self._place : end + 1].tobytes()
        self._place = end + 1
        return written

    def scalar(self) -> bytes:
        """Step over a text, number or word and return it as it is written."""
        if self.peek() == '"':
            return self.text()
        end = self._place
        while True:
            while end < self._filled and self._buffer[end] not in ENDS_SCALAR:
                end += 1
            if end < self._filled:
                break
            end -= self._place
            self._need_more("a number or word")
            end += self._place
        written = self._buffer[self._place : end].tobytes()
        if not written:
            raise DocumentError(f"at byte {self.byte:,} stands {self.peek()} where a value should be")
        self._place = end
        return written

    def step_over(self) -> None:
        """Step over one value of any size."""
        if self.peek() not in ("{", "[", '"'):
            self.scalar()
            return
        begin, state = self.byte, np.zeros(4, np.int64)
        while True:
            self._place = _kernels()["step_over"](self._buffer, self._place, self._filled, state)
            if state[IS_DONE]:
                return
            if not self._read_on():
                raise DocumentError(f"the value that begins at byte {begin:,} has no end")

    def copy_values(self, out: IO[bytes], more: bytes = b"", *, to_end: bool = False) -> int:
        """Write the values of a list, from behind its bracket on, as one line each; return how many.

        more: `,"name":value`, the last member of every object. Stops behind the bracket that closes the list; with
        `to_end`, values follow one another up to the end of the file. DocumentError where the file ends before.
        """
        suffix = np.frombuffer(more, np.uint8) if more else np.empty(0, np.uint8)
        written = np.empty(2 * len(self._buffer) + len(suffix) + 2, np.uint8)
        found = np.zeros(3, np.int64)
        count = 0
        while True:
            if len(written) < 2 * len(self._buffer):
                written = np.empty(2 * len(self._buffer) + len(suffix) + 2, np.uint8)
            values = _kernels()["copy_values"](self._buffer, self._place, self._filled, suffix, written, found)
            out.write(written.data[: found[WRITTEN]])
            count += values
            self.copied += values
            self._place = int(found[AFTER])
            if found[IS_CLOSED]:
                if to_end:
                    raise DocumentError(f"a bracket at byte {self.byte - 1:,} closes what was not opened")
                return count
            if values and self._place < self._filled:
                continue  # there was no room for more
            if not self._read_on():
                if to_end and self.peek() == AT_END:
                    return count
                raise DocumentError(f"the list ends without its bracket, at byte {self.byte:,}")

    def _read_on(self) -> bool:
        """Read the next piece behind what is left of this one; False where the file has ended."""
        left = self._filled - self._place
        if left == len(self._buffer):
            if left >= LONGEST_VALUE:
                raise DocumentError(f"at byte {self.byte:,} begins a value of more than {LONGEST_VALUE:,} bytes")
            self._buffer = np.concatenate([self._buffer, np.zeros(left, np.uint8)])
        elif self._place:
            self._buffer[:left] = self._buffer[self._place : self._filled].copy()
        self._before += self._place
        self._place, self._filled = 0, left
        while self._filled < len(self._buffer):
            count = self._file.readinto(self._buffer.data[self._filled :])
            if not count:
                break
            self._filled += count
        if self._filled == left and not self._has_ended:
            # A number at the very end is whole only when something follows it.
            self._has_ended = True
            self._buffer[self._filled] = BLANK[-1]
            self._filled += 1
        return self._filled > left

    def _need_more(self, what: str) -> None:
        if not self._read_on():
            raise DocumentError(f"{what} that begins at byte {self.byte:,} has no end")
