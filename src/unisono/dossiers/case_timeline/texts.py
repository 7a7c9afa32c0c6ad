"""When testimony was published in the same words: the span of each text's posts."""

from collections.abc import Iterator, Mapping
from datetime import datetime

import orjson
import polars as pl

from unisono.cases import Run
from unisono.detectors import testimony
from unisono.detectors.evidence import traces_of_run
from unisono.dossiers.case_timeline.happening import Happening, happening_of

MOST_TEXTS = 5


def shared_testimony(run: Run, findings: pl.DataFrame, homes: Mapping[str, int]) -> Iterator[Happening]:
    """Return the texts of most accounts among the findings about testimony, with the time of their posts.

    Of a form, those posts count whose text others posted as well.

    findings: FINDINGS. homes: the network of each account that has one.
    """
    found = findings.filter(pl.col("detector") == testimony.NAME)
    found = found.sort("value", "subject", descending=[True, False]).head(MOST_TEXTS)
    traces = traces_of_run(run, "text")
    for row in found.iter_rows(named=True):
        named = pl.Series(orjson.loads(row["evidence"]).get("posts", []), dtype=pl.String)
        own = traces.filter((pl.col("object") == row["subject"]) | pl.col("post").is_in(named.implode()))
        at, until = own["at"].min(), own["at"].max()
        if isinstance(at, datetime) and isinstance(until, datetime):
            yield happening_of(row, kind="text", at=at, until=until, accounts=own["account"], homes=homes)
