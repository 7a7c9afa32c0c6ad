"""Receives files of a form as they come in and writes them to the case's disk, never whole into memory."""

import hashlib
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool

from unisono.model.errors import UsageError
from unisono.web.security.limits import size_text
from unisono.web.uploads.kept import Draft, Received
from unisono.web.uploads.names import disk_name, shown_name

LEAST_FREE = 256 << 20
"""Bytes of the disk that receiving leaves free: a full one would stop what else is writing."""

LOOK_EVERY = 32 << 20
MOST_FILES = 2_000
LONGEST_FIELD = 64 << 10
LONGEST_HEADERS = 16 << 10


@dataclass
class Part:
    """One part of a form on its way: a file being written, or a field being read."""

    headers: dict[str, bytes] = field(default_factory=dict)
    name: str = ""
    given: str | None = None  # the file's name; None: a field
    path: Path | None = None
    handle: BinaryIO | None = None
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)
    bytes: int = 0
    text: bytearray = field(default_factory=bytearray)


@dataclass
class Receiving:
    """A form that is being received into a draft. `fields` are its texts; files lie in the draft's folder."""

    draft: Draft
    boundary: bytes
    fields: dict[str, str] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)
    mapping_name: str = ""
    _part: Part = field(default_factory=Part)
    _header: tuple[bytearray, bytearray] = field(default_factory=lambda: (bytearray(), bytearray()))
    _since_looked: int = LOOK_EVERY
    is_whole: bool = False

    async def take(self, chunks: AsyncIterator[bytes]) -> Draft:
        """Write all that comes; returns the draft with its files. Raises UsageError for what is no form of files."""
        parser = MultipartParser(
            self.boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": lambda data, start, end: self._header[0].extend(data[start:end]),
                "on_header_value": lambda data, start, end: self._header[1].extend(data[start:end]),
                "on_header_end": self._end_header,
                "on_headers_finished": self._open,
                "on_part_data": self._write,
                "on_part_end": self._close,
                "on_end": self._finish,
            },
        )
        try:
            async for chunk in chunks:
                await run_in_threadpool(parser.write, chunk)
        except FormParserError as error:
            raise UsageError(f"The files did not arrive as a form: {error}. Send them again.") from error
        finally:
            if self._part.handle is not None:
                self._part.handle.close()
        if not self.is_whole:
            raise UsageError("The files did not arrive whole. Send them again.")
        files = (*self.draft.received, *self.received)
        return replace(self.draft, received=files, mapping_name=self.mapping_name or self.draft.mapping_name)

    def _begin(self) -> None:
        self._part = Part()
        if len(self.received) >= MOST_FILES:
            raise UsageError(f"More than {MOST_FILES:,} files at once are too many. Name their folder instead.")

    def _end_header(self) -> None:
        name, value = self._header
        if len(name) + len(value) > LONGEST_HEADERS or len(self._part.headers) > 20:
            raise UsageError("A file has too long a name. Give it a shorter one.")
        self._part.headers[name.decode("latin-1").lower()] = bytes(value)
        self._header = (bytearray(), bytearray())

    def _open(self) -> None:
        part = self._part
        _, options = parse_options_header(part.headers.get("content-disposition", b""))
        part.name = options.get(b"name", b"").decode("utf-8", "replace")
        if b"filename" not in options:
            return
        part.given = _spelled(options[b"filename"])
        if part.given:
            taken = [one.file for one in (*self.draft.received, *self.received)]
            is_mapping = part.given.casefold().endswith(".toml")
            file = "mapping.toml" if is_mapping else f"files/{disk_name(part.given, taken)}"
            part.path = self.draft.folder / file
            part.handle = part.path.open("wb" if is_mapping else "xb")

    def _write(self, data: bytes, start: int, end: int) -> None:
        part, size = self._part, end - start
        if part.handle is None:
            if len(part.text) + size > LONGEST_FIELD:
                raise UsageError("A field of the form is too long.")
            part.text += data[start:end]
            return
        self._require_space(size)
        piece = memoryview(data)[start:end]
        part.handle.write(piece)
        part.digest.update(piece)
        part.bytes += size

    def _require_space(self, size: int) -> None:
        self._since_looked += size
        if self._since_looked >= LOOK_EVERY:
            self._since_looked = 0
            require_space(self.draft.folder, LOOK_EVERY)

    def _close(self) -> None:
        part = self._part
        if part.handle is not None and part.path is not None and part.given:
            part.handle.close()
            part.handle = None
            if part.path.parent == self.draft.folder:
                self.mapping_name = shown_name(part.given)
            else:
                one = Received(shown_name(part.given), part.path.name, part.bytes, part.digest.hexdigest())
                self.received.append(one)
        elif part.given is None:
            self.fields[part.name] = bytes(part.text).decode("utf-8", "replace")

    def _finish(self) -> None:
        self.is_whole = True


def require_space(folder: Path, size: int) -> None:
    """Raise UsageError where the disk of a case has no room for so many bytes more."""
    free = shutil.disk_usage(folder).free
    if size + LEAST_FREE > free:
        raise UsageError(
            f"The disk of the case has {size_text(free)} free, too little for a copy of {size_text(size)}. "
            "Make room, or name the place of the file on this machine: then no copy is made."
        )


def boundary_of(content_type: str) -> bytes:
    """Return what stands between the parts of a form; raises UsageError where a request is no such form."""
    kind, options = parse_options_header(content_type)
    if kind != b"multipart/form-data" or not options.get(b"boundary"):
        raise UsageError("Files are sent as a form (multipart/form-data).")
    return options[b"boundary"]


def _spelled(name: bytes) -> str:
    """Return a name as browsers write it: UTF-8, with %22 and line breaks for what would end the header."""
    text = name.decode("utf-8", "replace")
    return text.replace("%22", '"').replace("%0D", "").replace("%0A", "")
