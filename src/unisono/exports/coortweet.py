"""CooRTweet's table: the traces of one layer as object_id, account_id, content_id, timestamp_share."""

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

import polars as pl

from unisono.cases import Case, Run
from unisono.cases.reading_once import posts_in_turn
from unisono.exports.exporter import INTERNAL, ExportedFile, Exporter, ExportSettings
from unisono.model.tables import TRACES, empty
from unisono.traces import LayerReader, layer_named
from unisono.traces.by_part import PART_COLUMNS, read_traces_by_part
from unisono.traces.mention import MENTION
from unisono.traces.origins import Origins, find_origins_by_part

ROWS_AT_ONCE = 100_000
"""Rows that are put in order and written at once; those of one object stay together."""

ORDER = ("object_id", "timestamp_share", "content_id", "account_id")
_MICROSECONDS = pl.col("at").dt.timestamp("us")


def write_coortweet(case: Case, run: Run | None, settings: ExportSettings) -> Iterator[ExportedFile]:
    """Yield the traces of the layer as one CSV file; no scan is needed."""
    yield ExportedFile(f"{settings.layer}.csv", partial(_write, case, layer_named(settings.layer)))


def _write(case: Case, reader: LayerReader, stream: BinaryIO) -> int:
    """Write the traces in their order: gathered on disk, then read back a stretch of objects at a time."""
    with tempfile.TemporaryDirectory(prefix="unisono-") as made:
        gathered = _gather(case, reader, Path(made))
        whole = gathered.select((_MICROSECONDS % 1_000_000 == 0).all()).collect().item()
        rows = gathered.select(pl.len()).collect().item()
        coortweet_shares(gathered.head(0).collect(), whole=whole).write_csv(stream, line_terminator="\n")
        for stretch in _stretches(gathered, rows):
            ordered = coortweet_shares(gathered.filter(stretch).collect(), whole=whole)
            ordered.write_csv(stream, line_terminator="\n", include_header=False)
    return int(rows)


def _gather(case: Case, reader: LayerReader, folder: Path) -> pl.LazyFrame:
    """Put the traces of a layer into files, and return them."""
    read = partial(posts_in_turn, case)
    # When and by whom an original was published is not told: only whose a handle is says what an object is.
    origins = find_origins_by_part(read, case.references()) if reader.name == MENTION.name else Origins()
    columns = list(dict.fromkeys([*PART_COLUMNS, *reader.columns]))
    files = [folder / "0.parquet"]
    empty(TRACES).select("object", "account", "post", "at").write_parquet(files[0])
    for number, part in enumerate(read_traces_by_part(read(columns), [reader], origins), start=1):
        files.append(folder / f"{number}.parquet")
        part.traces[reader.name].select("object", "account", "post", "at").write_parquet(files[-1], compression="lz4")
    return pl.scan_parquet(files, glob=False)


def _stretches(traces: pl.LazyFrame, rows: int) -> Iterator[pl.Expr]:
    """Yield what says which traces come next, by their objects; all together they are all."""
    some = traces.select("object").gather_every(max(1, ROWS_AT_ONCE // 20)).collect()["object"].sort()
    ends = some.gather_every(20, offset=19).unique().sort().to_list() if rows > ROWS_AT_ONCE else []
    for after, last in zip([None, *ends], [*ends, None], strict=True):
        is_after = pl.lit(value=True) if after is None else pl.col("object") > after
        yield is_after if last is None else is_after & (pl.col("object") <= last)


def coortweet_shares(traces: pl.DataFrame, *, whole: bool) -> pl.DataFrame:
    """Return traces in CooRTweet's columns, sorted; seconds are whole where all times of the file are."""
    seconds = _MICROSECONDS // 1_000_000 if whole else _MICROSECONDS / 1_000_000
    return traces.select(
        pl.col("object").alias("object_id"),
        pl.col("account").alias("account_id"),
        pl.col("post").alias("content_id"),
        seconds.alias("timestamp_share"),
    ).sort(ORDER, nulls_last=True)


COORTWEET = Exporter(
    "coortweet",
    "one layer's traces for CooRTweet",
    suffix="-coortweet.csv",
    needs_run=False,
    write=write_coortweet,
    profiles=(INTERNAL,),
)
