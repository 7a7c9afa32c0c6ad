"""From a file of JSON lines to batches: pieces of whole lines, gathered until a batch is full."""

import os
import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue

import polars as pl

from unisono.engine.json_lines import CHUNK_BYTES, Chunk, JsonLines, chunks_of, read_chunks, read_spans
from unisono.importers.declaration import ReadSettings, Source
from unisono.importers.seen_bytes import SPANS
from unisono.model.batches import Batch

ReadChunk = Callable[[JsonLines, Chunk, Source], Batch]


def read_json_batches(
    source: Source, settings: ReadSettings, read_chunk: ReadChunk, *, in_place: bool = False
) -> Iterator[Batch]:
    """Yield batches of about `rows_per_batch` rows; `read_chunk` turns some lines into one piece of a batch.

    It is given the lines where they stand if it can read them there, in scratch files otherwise.
    """
    gathered: list[Batch] = []
    for piece in _read_pieces(source, read_chunk, in_place):
        gathered.append(piece)
        if sum(batch.read for batch in gathered) >= settings.rows_per_batch:
            yield join_batches(gathered)
            gathered = []
    if gathered:
        yield join_batches(gathered)


def _read_pieces(source: Source, read_chunk: ReadChunk, in_place: bool) -> Iterator[Batch]:
    """Read several pieces of the file at once, each on one thread; they come out in file order."""
    workers = max(1, os.cpu_count() or 1)
    # A reader takes 40 ms to start: each thread borrows one and puts it back.
    readers: SimpleQueue[JsonLines] = SimpleQueue()
    with (
        ExitStack() as opened,
        tempfile.TemporaryDirectory(prefix="unisono-") as scratch,
        ThreadPoolExecutor(workers) as threads,
    ):
        for _ in range(workers if source.path.stat().st_size > CHUNK_BYTES else 1):
            readers.put(opened.enter_context(JsonLines(threads=1)))
        under_way: deque[Future[Batch]] = deque()
        try:
            for chunk in _cut(source, Path(scratch), in_place):
                under_way.append(threads.submit(_read_piece, chunk, source, read_chunk, readers))
                if len(under_way) > workers:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        finally:
            for piece in under_way:
                piece.cancel()


def _cut(source: Source, scratch: Path, in_place: bool) -> Iterator[Chunk]:
    """Return the pieces of a file; where they can be cut may be known since it was opened."""
    if not in_place:
        return read_chunks(source.path, scratch)
    path, spans = source.noticed.get(SPANS, (None, ()))
    # A reader may have rewritten the text, and what was noticed is of the file before.
    return chunks_of(spans, path, scratch) if path == source.path else read_spans(source.path, scratch)


def _read_piece(chunk: Chunk, source: Source, read_chunk: ReadChunk, readers: SimpleQueue[JsonLines]) -> Batch:
    reader = readers.get()
    try:
        return read_chunk(reader, chunk, source)
    finally:
        readers.put(reader)
        chunk.path.unlink(missing_ok=True)


def join_batches(pieces: list[Batch]) -> Batch:
    """Return one batch with the rows of all pieces, in their order."""
    if len(pieces) == 1:
        return pieces[0]
    return Batch(
        posts=pl.concat([piece.posts for piece in pieces]),
        accounts=pl.concat([piece.accounts for piece in pieces]),
        references=pl.concat([piece.references for piece in pieces]),
        deletions=pl.concat([piece.deletions for piece in pieces]),
        versions=pl.concat([piece.versions for piece in pieces]),
        rejected=tuple(rejection for piece in pieces for rejection in piece.rejected),
        read=sum(piece.read for piece in pieces),
    )
