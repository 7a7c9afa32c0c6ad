"""Whether delimited text can be trusted to a fast reader: it is UTF-8, and its quotes stand where quotes may stand."""

import codecs
from pathlib import Path

import numpy as np

from unisono.importers.dialects import Dialect

CHUNK_BYTES = 16 * 1024 * 1024


def is_sound(path: Path, dialect: Dialect) -> bool:
    """Say whether all is UTF-8, and every quote opens a field or closes one, in turn.

    A stray quote may swallow the rows below it, and Arrow prints an exception at a short row whose bytes are not UTF-8.
    """
    is_open = False
    decoder = codecs.getincrementaldecoder("utf-8")()
    last, held = b"\n", b""
    with path.open("rb") as file:
        file.seek(dialect.first_byte)
        while chunk := file.read(CHUNK_BYTES):
            if not _can_decode(decoder, chunk):
                return False
            # A piece never ends in quotes, so that doubled ones stay together and each has a byte after it.
            piece = (held + chunk).rstrip(b'"\\')
            held = (held + chunk)[len(piece) :]
            is_good, is_open, last = _follow_quotes(last + piece, dialect, is_open=is_open)
            if not is_good:
                return False
    is_good, is_open, _ = _follow_quotes(last + held + b"\n", dialect, is_open=is_open)
    return is_good and not is_open and _can_decode(decoder, b"", final=True)


def _can_decode(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    """Say whether the next bytes of a text are what its encoding allows."""
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _follow_quotes(piece: bytes, dialect: Dialect, *, is_open: bool) -> tuple[bool, bool, bytes]:
    """Follow quotes through bytes whose first is the one before; doubled and escaped ones are text, not quotes.

    Returns whether they are sound, whether a field is open at the end, and the last byte.
    """
    if dialect.backslash_escapes:
        piece = piece.replace(b"\\\\", b"__").replace(b'\\"', b"__")
    letters = np.frombuffer(piece[:1] + piece[1:].replace(b'""', b""), dtype=np.uint8)
    places = np.flatnonzero(letters[1:] == ord('"')) + 1
    opening, closing = places[is_open::2], places[(not is_open) :: 2]
    breaks = np.zeros(256, dtype=bool)
    breaks[list(f"{dialect.delimiter}\n\r".encode())] = True
    is_sound = bool(breaks[letters[opening - 1]].all() and breaks[letters[closing + 1]].all())
    return is_sound, is_open ^ bool(len(places) % 2), piece[-1:]
