"""Wordings: the object is the exact wording of a post, without its links, mentions and emoji."""

from collections.abc import Mapping

import polars as pl

from unisono.traces.acts import as_traces
from unisono.traces.layer_reader import LayerReader
from unisono.traces.origins import Origins
from unisono.traces.text import label_text


def read_wordings(acts: pl.DataFrame, origins: Origins) -> pl.DataFrame:
    """Return one trace per post whose text says something; see content/wording.py for what is compared."""
    return as_traces(acts.with_columns(origins.likeness.wordings(acts["text"]).alias("object")))


def tell_wordings_apart(traces: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Return the traces with only those wordings that resemble another: of others, the layer text says the same.

    Accounts that post one message today and one much like it tomorrow met twice, though both are one text.
    """
    if "wording" not in traces or "text" not in traces:
        return dict(traces)
    return {**traces, "wording": _apart(traces["wording"], traces["text"])}


def _apart(wordings: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    both = wordings.select("post", pl.col("object").alias("wording")).join(texts.select("post", "object"), on="post")
    several = both.group_by("object").agg(pl.col("wording").n_unique()).filter(pl.col("wording") > 1)
    apart = texts.join(several, on="object", how="semi")
    return wordings.join(apart.select("post").unique(), on="post", how="semi", maintain_order="left")


WORDING = LayerReader(
    name="wording",
    title="the exact wording of a post",
    columns=("text",),
    own_words=True,
    acts_on_posts=False,
    needs_origins=False,
    read=read_wordings,
    label=label_text,
)
