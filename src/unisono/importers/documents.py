"""JSON documents become one record a line: lists of any size, and records that lie under a path of one object."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import orjson

from unisono.engine.json_documents import AT_END, DocumentError, JsonDocument
from unisono.importers.declaration import Records
from unisono.importers.no_data import NoDataError
from unisono.importers.problems import EARLY_END, Problem
from unisono.model.errors import DataRejectedError

ASSIGNMENT = re.compile(rb"^\s*(?:var\s+|let\s+|const\s+)?([A-Za-z_$][\w$.]*)\s*=\s*(?=[\[{])")
"""What stands before the data of an archive that is made for a browser: `window.YTD.tweets.part0 = [ … ]`."""

EMPTY = "an empty list: it holds no post"

FIRST_LINE = 200  # characters; the first line of an object that is spread over lines has little on it


@dataclass(frozen=True)
class Document:
    """How a document is read: from which byte on, and what it was assigned to, if it is a script."""

    first_byte: int = 0
    assigned: str = ""


def find_assignment(head: bytes) -> Document:
    """Say where the data of a script begin, and the name they are given; byte 0 and no name for any other file."""
    found = ASSIGNMENT.match(head[:1000])
    return Document(found.end(), found.group(1).decode()) if found else Document()


def may_be_document(sample: str, places: Sequence[Records]) -> bool:
    """Say whether a text may be one JSON document rather than one object a line; reading on tells for sure."""
    text = sample.lstrip()
    if text.startswith("["):
        first = text.splitlines()[0].strip()
        return first == "[" or text[1:].lstrip().startswith(("{", "]"))
    if not text.startswith("{"):
        return False
    first, _, rest = text.partition("\n")
    if not rest and len(text) > FIRST_LINE:
        return True  # one line as long as the sample, or a file of one line
    names = {place.path.rpartition(".")[2] for place in places}
    return _is_spread(first, rest) or any(f'"{name}"' in first for name in names)


def _is_spread(first: str, rest: str) -> bool:
    """Say whether an object goes on after its first line: a line of JSON ends it, and has more on it."""
    line = first.strip()
    return bool(rest) and len(first) < FIRST_LINE and (line == "{" or line.endswith((",", "{", "[", ":")))


def rewrite_documents(
    path: Path, target: Path, name: str, places: Sequence[Records], document: Document | None = None
) -> list[Problem] | None:
    """Write the records of a document as one line each; None where it has to be read as it is.

    A list gives its elements, an object its records at the first of `places` that it has, or else itself. A document
    that breaks off gives what precedes the break and a problem; DataRejectedError where that is nothing.
    """
    first_byte = document.first_byte if document else 0
    with path.open("rb") as file:
        file.seek(first_byte)
        head = file.read(1 << 18).lstrip()
    fault = None
    with JsonDocument(path, first_byte) as stream, target.open("wb") as out:
        try:
            is_found = Walk(places).run(stream, out)
        except DocumentError as error:
            is_found, fault = bool(stream.copied), str(error)
    if not is_found and fault is None and not head.startswith(b"["):
        return _rewrite_whole(path, target, name, first_byte) if _spreads(head) else None
    if fault is not None and not stream.copied:
        if not head.startswith(b"["):
            return None  # perhaps lines after all: each is judged by itself
        raise DataRejectedError(
            f"{name} is a JSON array that cannot be read: {fault}. "
            "It may have been cut off: fetch it again, or write one object a line."
        )
    if not stream.copied:
        raise NoDataError(f"{name} is a JSON document whose list of records is empty: it holds no post.", EMPTY)
    return [] if fault is None else [_broken_off(stream.copied, fault)]


def _spreads(head: bytes) -> bool:
    first, _, rest = head.decode("utf-8", errors="replace").partition("\n")
    return _is_spread(first, rest)


def _rewrite_whole(path: Path, target: Path, name: str, first_byte: int) -> list[Problem] | None:
    """Write objects that are spread over lines as one line each; None where they break off."""
    with JsonDocument(path, first_byte) as stream, target.open("wb") as out:
        try:
            stream.copy_values(out, to_end=True)
        except DocumentError:
            return None
    return []


def _broken_off(records: int, fault: str) -> Problem:
    advice = "The document is cut off or damaged there; every record before was read. Fetch it again to get the rest."
    return Problem(EARLY_END, 1, f"{records:,} records could be read: {fault}", advice)


class Walk:
    """One walk through a document, on which the records at the wanted places are written."""

    def __init__(self, places: Sequence[Records]) -> None:
        """Take the places of records; of two that are the same the first counts."""
        self._places = {place.path: place for place in reversed(places)}
        self._on_the_way = {part for place in places for part in _prefixes(place.path)}

    def run(self, stream: JsonDocument, out: IO[bytes]) -> bool:
        """Write what the document holds; False where its first object has no records at any place."""
        is_first = True
        while (sign := stream.peek()) != AT_END:
            if sign == "[":
                stream.take("[")
                stream.copy_values(out)
            elif sign == "{":
                found = self._walk_object(stream, out, "")
                if is_first and not found:
                    return False
            elif sign == ";" and not is_first:
                stream.take(";")
            else:
                raise DocumentError(f"at byte {stream.byte:,} stands {sign} outside of every list")
            is_first = False
        return True

    def _walk_object(self, stream: JsonDocument, out: IO[bytes], here: str) -> bool:
        """Go through the members of an object; say whether records lie in it."""
        found = False
        said: dict[bytes, bytes] = {}
        stream.take("{")
        while stream.peek() != "}":
            if stream.peek() == ",":
                stream.take(",")
                continue
            key = stream.text()
            stream.take(":")
            path = f"{here}.{_name(key)}" if here else _name(key)
            sign = stream.peek()
            place = self._places.get(path) if sign == "[" else None
            if place is not None:
                stream.take("[")
                stream.copy_values(out, _as_member(place.under, said))
                found = True
            elif sign == "{" and path in self._on_the_way:
                found |= self._walk_object(stream, out, path)
            elif sign == "[" and f"{path}[]" in self._on_the_way:
                found |= self._walk_list(stream, out, f"{path}[]")
            elif sign in "{[" and sign:
                stream.step_over()
            else:
                said[key] = stream.scalar()
        stream.take("}")
        return found

    def _walk_list(self, stream: JsonDocument, out: IO[bytes], here: str) -> bool:
        """Go through the objects of a list that hold records in turn."""
        found = False
        stream.take("[")
        while (sign := stream.peek()) != "]":
            if sign == ",":
                stream.take(",")
            elif sign == "{":
                found |= self._walk_object(stream, out, here)
            else:
                stream.step_over()
        stream.take("]")
        return found


def _prefixes(path: str) -> Iterator[str]:
    """Yield the paths that lead to a path: of `chats.list[].messages` these are `chats` and `chats.list[]`."""
    parts = path.split(".")
    for end in range(1, len(parts)):
        yield ".".join(parts[:end])


def _name(key: bytes) -> str:
    try:
        return str(orjson.loads(key))
    except orjson.JSONDecodeError as error:
        raise DocumentError(f"the name {key[:80]!r} is no JSON text") from error


def _as_member(name: str, said: dict[bytes, bytes]) -> bytes:
    """Write what an object says of itself as the last member of its records."""
    members = b",".join(key + b":" + value.replace(b"\n", b"\\n") for key, value in said.items())
    return b"," + orjson.dumps(name) + b":{" + members + b"}"
