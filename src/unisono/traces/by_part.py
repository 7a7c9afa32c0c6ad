"""Traces of posts that come part by part: what each post leaves, with the number of the post in place of its row."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.engine.engines import EMBEDDED, Engine
from unisono.engine.numbering import number_keys
from unisono.model.tables import TRACES, empty
from unisono.traces.acts import UNKNOWN_PLATFORM, filled, read_acts
from unisono.traces.elsewhere import read_layer
from unisono.traces.layer_reader import LayerReader
from unisono.traces.origins import Origins
from unisono.traces.repost import REPOST

PART_COLUMNS = ("platform", "post_id", "account_id", "created_at", "created_at_precision", "kind", "text")
"""Columns of POSTS that acts are read from, beside those of the layers."""

POST_NAME = pl.concat_str(pl.col("platform").fill_null(UNKNOWN_PLATFORM), pl.lit(":"), filled("post_id")).alias("post")
"""The name of a post as its traces have it."""


@dataclass(frozen=True)
class PartTraces:
    """The traces of some posts, by layer in TRACES columns; names and rows: of these posts, int32, among all posts."""

    traces: dict[str, pl.DataFrame]
    names: pl.Series
    rows: NDArray[np.int32]

    def rows_of(self, posts: pl.Series) -> NDArray[np.int32]:
        """Return the number of each of these names of posts: int32 (n)."""
        if len(posts) == len(self.names) and posts.equals(self.names):
            return self.rows
        # In the order of their first appearance, equal names first stand among those of the part.
        codes, first = number_keys(pl.concat([self.names, posts.rename(self.names.name)]).hash().to_numpy())
        return self.rows[first[codes[len(self.names) :]]]


def read_traces_by_part(
    parts: Iterable[pl.DataFrame], readers: Sequence[LayerReader], origins: Origins, engine: Engine = EMBEDDED
) -> Iterator[PartTraces]:
    """Yield the traces of each part, all that read_traces would give but for wordings, which it tells apart at the end.

    parts: PART_COLUMNS and those of the layers. Reposts without the id of their original are read when all others are:
    the words of one may complete those of another. Posts are numbered in the order in which they come.
    """
    columns = list(dict.fromkeys(name for reader in readers for name in reader.columns))
    left: list[PartTraces] = []
    count = 0
    for part in parts:
        acts = read_acts(part, columns)
        rows = np.arange(count, count + part.height, dtype=np.int32)
        count += part.height
        own = acts.filter(pl.col("kind") != "repost")
        is_nameless = (pl.col("kind") == "repost") & filled("ref_post_id").is_null()
        nameless = acts.filter(is_nameless) if "ref_post_id" in columns else acts.clear()
        named = acts.filter(~is_nameless) if nameless.height else acts
        traces = {}
        for reader in readers:
            whole = named if reader.name == REPOST.name else acts
            looked_at = own if reader.own_words else whole
            # Looking for nothing in nothing takes each layer milliseconds, part by part.
            traces[reader.name] = read_layer(reader, looked_at, origins, engine) if looked_at.height else empty(TRACES)
        # Where every post has an account and a time, its acts have named them already.
        names = acts["post"] if acts.height == part.height else part.select(POST_NAME).to_series()
        read = PartTraces(traces, names, rows)
        yield read
        if nameless.height and REPOST in readers:
            left.append(PartTraces({REPOST.name: nameless}, nameless["post"], read.rows_of(nameless["post"])))
    if left:
        acts = pl.concat([one.traces[REPOST.name] for one in left])
        yield PartTraces(
            {REPOST.name: REPOST.read(acts, origins)}, acts["post"], np.concatenate([one.rows for one in left])
        )
