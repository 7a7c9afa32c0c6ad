"""CooRTweet's table: the traces of one layer as object_id, account_id, content_id, timestamp_share."""

from collections.abc import Iterator
from functools import partial

import polars as pl

from unisono.cases import Case, Run
from unisono.exports.exporter import INTERNAL, ExportedFile, Exporter, ExportSettings
from unisono.exports.tables import as_they_are, write_csv
from unisono.traces import read_traces


def write_coortweet(case: Case, run: Run | None, settings: ExportSettings) -> Iterator[ExportedFile]:
    """Yield the traces of the layer as one CSV file; no scan is needed."""
    traces = read_traces(case.posts(), case.references(), layers=[settings.layer])[settings.layer]
    yield ExportedFile(f"{settings.layer}.csv", partial(write_csv, coortweet_shares(traces), as_they_are))


def coortweet_shares(traces: pl.DataFrame) -> pl.DataFrame:
    """Return traces in CooRTweet's columns, sorted; seconds are whole unless a time has fractions."""
    microseconds = pl.col("at").dt.timestamp("us")
    whole = traces.select((microseconds % 1_000_000 == 0).all()).item()
    seconds = microseconds // 1_000_000 if whole else microseconds / 1_000_000
    return traces.select(
        pl.col("object").alias("object_id"),
        pl.col("account").alias("account_id"),
        pl.col("post").alias("content_id"),
        seconds.alias("timestamp_share"),
    ).sort("object_id", "timestamp_share", "content_id", "account_id", nulls_last=True)


COORTWEET = Exporter(
    "coortweet",
    "one layer's traces for CooRTweet",
    suffix="-coortweet.csv",
    needs_run=False,
    write=write_coortweet,
    profiles=(INTERNAL,),
)
