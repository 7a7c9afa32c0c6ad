"""From a file of JSON lines to batches: pieces of whole lines, gathered until a batch is full."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl

from unisono.engine.json_lines import Chunk, JsonLines, read_chunks
from unisono.importers.declaration import ReadSettings, Source
from unisono.model.batches import Batch


def read_json_batches(
    source: Source, settings: ReadSettings, read_chunk: Callable[[JsonLines, Chunk, Source], Batch]
) -> Iterator[Batch]:
    """Yield batches of about `rows_per_batch` rows; `read_chunk` turns some lines into one piece of a batch."""
    with tempfile.TemporaryDirectory(prefix="unisono-") as scratch, JsonLines() as reader:
        pieces: list[Batch] = []
        for chunk in read_chunks(source.path, Path(scratch)):
            pieces.append(read_chunk(reader, chunk, source))
            if sum(piece.read for piece in pieces) >= settings.rows_per_batch:
                yield join_batches(pieces)
                pieces = []
        if pieces:
            yield join_batches(pieces)


def join_batches(pieces: list[Batch]) -> Batch:
    """Return one batch with the rows of all pieces, in their order."""
    if len(pieces) == 1:
        return pieces[0]
    return Batch(
        posts=pl.concat([piece.posts for piece in pieces]),
        accounts=pl.concat([piece.accounts for piece in pieces]),
        references=pl.concat([piece.references for piece in pieces]),
        rejected=tuple(rejection for piece in pieces for rejection in piece.rejected),
        read=sum(piece.read for piece in pieces),
    )
