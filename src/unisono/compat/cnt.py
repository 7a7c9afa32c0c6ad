"""The co-retweet network of coordination-network-toolkit, reproduced edge by edge without self pairs.

An edge u -> v counts the messages of u for which v has a message on the same object within the window, ends included;
each direction is kept alone. Messages are told apart by message_id, of which the first row is kept.
"""

from __future__ import annotations

import ctypes
import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from unisono.engine import message_pairs
from unisono.engine.message_pairs import Edges, MessageRows, PlainTable

if TYPE_CHECKING:
    import polars as pl

HEADER = ("user_1", "user_2", "weight")
PLAIN_LAYOUTS = (
    ("object_id", "account_id", "content_id", "timestamp_share"),
    ("repost_id", "user_id", "message_id", "timestamp"),
)


def write_network(file: Path, stream: IO[bytes], within_seconds: float, min_edge_weight: int) -> None:
    """Write the edges of at least `min_edge_weight` as CSV, sorted bytewise by user_1 and user_2."""
    data = _bytes_of(file)
    plain = _scan(data) if data is not None else None
    if data is None or plain is None:
        _write_network_of_any_table(file, stream, within_seconds, min_edge_weight)
        return
    stream.write((",".join(HEADER) + "\n").encode())
    batches = message_pairs.count_meetings(plain.rows, within_seconds, min_edge_weight)
    for lines in message_pairs.edge_lines(plain.names, batches):
        stream.write(lines)


def network(shares: pl.DataFrame, within_seconds: float, min_edge_weight: int) -> Iterator[pl.DataFrame]:
    """Yield the edges of a table as read_shares gives it: user_1, user_2, weight; the first batch is empty."""
    import numpy as np
    import polars as pl

    messages = shares.unique("content_id", keep="first", maintain_order=True)
    messages = messages.filter(pl.col("object_id").fill_null("") != "", pl.col("at").is_not_null())
    users = messages["account_id"].unique().sort()
    codes = [
        messages["object_id"].rank("dense").cast(pl.Int32) - 1,
        messages["account_id"].rank("dense").cast(pl.Int32) - 1,
        messages["at"],
    ]
    arrays = [
        message_pairs.new_array(kind, messages.height) for kind in (ctypes.c_int32, ctypes.c_int32, ctypes.c_double)
    ]
    for array, column in zip(arrays, codes, strict=True):
        np.frombuffer(array, dtype=array._type_)[: messages.height] = column.to_numpy()
    objects = messages["object_id"].n_unique()
    rows = MessageRows(arrays[0], arrays[1], arrays[2], messages.height, objects, len(users))
    yield _edge_frame(users, None)
    for edges in message_pairs.count_meetings(rows, within_seconds, min_edge_weight):
        yield _edge_frame(users, edges)


def _write_network_of_any_table(file: Path, stream: IO[bytes], within_seconds: float, min_edge_weight: int) -> None:
    # Polars is loaded only here: a plain table is done before it has started.
    from unisono.compat.csv_text import write_csv
    from unisono.compat.sharing_table import read_shares

    write_csv(network(read_shares(file), within_seconds, min_edge_weight), stream)


def _edge_frame(users: pl.Series, edges: Edges | None) -> pl.DataFrame:
    import numpy as np
    import polars as pl

    count = edges.filled if edges else 0
    columns = (
        (np.frombuffer(array, np.int32)[:count] for array in (edges.users, edges.others, edges.weights))
        if edges
        else (np.empty(0, np.int32),) * 3
    )
    user, other, weight = columns
    named = [users.gather(pl.Series(codes, dtype=pl.UInt32)) for codes in (user, other)]
    return pl.DataFrame({HEADER[0]: named[0], HEADER[1]: named[1], HEADER[2]: weight.copy()})


def _bytes_of(file: Path) -> Any | None:
    """Map a CSV file into memory as a ctypes byte array; None for files of other kinds and for an empty file."""
    if file.suffix.lower() not in (".csv", ".txt") or not file.is_file() or file.stat().st_size == 0:
        return None
    with file.open("rb") as opened:
        # Copy-on-write only because ctypes wants writable memory; nothing writes to it.
        mapped = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_COPY)
    return (ctypes.c_uint8 * len(mapped)).from_buffer(mapped)


def _scan(data: Any) -> PlainTable | None:
    """Scan a CSV whose header has no quotes and one of the known layouts; None for any other."""
    head = bytes(memoryview(data)[:65_536])
    begin = head.find(b"\n") + 1
    try:
        header = head[:begin].decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        return None
    columns = header.split(",")
    for layout in PLAIN_LAYOUTS:
        if '"' not in header and all(columns.count(name) == 1 for name in layout):
            object_place, account, message, time = (columns.index(name) for name in layout)
            return message_pairs.scan_plain_table(data, begin, len(columns), (object_place, account, message, time))
    return None
