"""Delimited text in pieces of whole records, each with a word on how regular it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.engine.machine_code import Kernels

PIECE_BYTES = 16 << 20
LONGEST_RECORD = 256 << 20
LINE_FEED = 10
END, IS_RAGGED, HAS_EMPTY_QUOTES, IS_ODD = 0, 1, 2, 3  # see delimited_kernels


@dataclass(frozen=True)
class Piece:
    """Some whole records."""

    content: bytes
    first_byte: int  # where it begins in the file
    records: int
    is_ragged: bool  # a record has another number of fields than the table has columns
    has_empty_quotes: bool


@cache
def _kernels() -> Kernels:
    return Kernels("delimited_kernels")


def regular_pieces(
    path: Path, delimiter: str, width: int, first_byte: int, piece_bytes: int = PIECE_BYTES
) -> Iterator[Piece]:
    """Yield pieces of whole records as long as the text is regular: what comes behind the last is for a careful reader.

    Regular is UTF-8 with quotes around whole fields only, doubled inside, and lines that end in line feeds.
    """
    buffer = np.zeros(piece_bytes, np.uint8)
    found = np.zeros(4, np.int64)
    plain = np.zeros(256, np.uint8)
    plain[1:128] = 1
    plain[[ord(delimiter), *b'"\r\n']] = 0
    filled, begin = 0, first_byte
    with path.open("rb", buffering=0) as file:
        file.seek(first_byte)
        while True:
            filled, has_ended = _fill(file, buffer, filled)
            if not filled:
                return
            records = _kernels()["survey"](buffer, filled, ord(delimiter), width, plain, found)
            end = int(found[END])
            if records:
                is_ragged, has_empty = bool(found[IS_RAGGED]), bool(found[HAS_EMPTY_QUOTES])
                yield Piece(buffer[:end].tobytes(), begin, records, is_ragged, has_empty)
            if found[IS_ODD] or has_ended:
                return
            if not end:
                if len(buffer) >= LONGEST_RECORD:
                    return
                buffer = np.concatenate([buffer, np.zeros(len(buffer), np.uint8)])
                continue
            buffer[: filled - end] = buffer[end:filled].copy()
            begin, filled = begin + end, filled - end


def _fill(file: object, buffer: NDArray[np.uint8], filled: int) -> tuple[int, bool]:
    """Read on until the buffer is full or the file has ended; the last line may lack its line feed."""
    readinto = file.readinto  # type: ignore[attr-defined]  # of a raw file
    while filled < len(buffer):
        count = readinto(buffer.data[filled:])
        if not count:
            if filled and buffer[filled - 1] != LINE_FEED:
                buffer[filled] = LINE_FEED
                filled += 1
            return filled, True
        filled += count
    return filled, False


def read_piece(piece: Piece, delimiter: str, columns: list[int]) -> pl.DataFrame | None:
    """Return these columns (by position, ascending) as text, empty cells null; None where rows do not come out even."""
    frame = pl.read_csv(piece.content, has_header=False, separator=delimiter, columns=columns, infer_schema=False)
    if frame.height != piece.records:
        return None
    if piece.has_empty_quotes:
        frame = frame.with_columns(pl.when(pl.all() != "").then(pl.all()))
    return frame
