"""Tag sequences: the object is the ordered list of a post's hashtags, where there are at least two."""

import polars as pl

from unisono.traces.acts import as_traces
from unisono.traces.hashtag import tags_of_acts
from unisono.traces.layer_reader import LayerReader
from unisono.traces.origins import Origins


def read_tags(acts: pl.DataFrame, origins: Origins) -> pl.DataFrame:
    """Return one trace per post with two different tags or more; the object joins them by a space, as used."""
    sequences = (
        tags_of_acts(acts)
        .group_by("act", maintain_order=True)
        .agg(pl.col("account", "post", "at", "minute_precision").first(), pl.col("tag"))
        .filter(pl.col("tag").list.n_unique() >= 2)
    )
    return as_traces(sequences.with_columns(pl.col("tag").list.join(" ").alias("object")))


def label_tags(name: str, text: str | None) -> str:
    """Return the sequence with signs."""
    return " ".join(f"#{tag}" for tag in name.split(" "))


TAGS = LayerReader(
    name="tags",
    title="the ordered hashtags of a post, two or more",
    columns=("text", "hashtags"),
    own_words=True,
    acts_on_posts=False,
    needs_origins=False,
    read=read_tags,
    label=label_tags,
)
