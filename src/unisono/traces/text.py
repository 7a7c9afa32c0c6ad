"""Texts: the object is all wordings that are nearly the same, without links, mentions and emoji."""

import polars as pl

from unisono.traces.acts import as_traces
from unisono.traces.layer_reader import LayerReader
from unisono.traces.origins import Origins


def read_texts(acts: pl.DataFrame, origins: Origins) -> pl.DataFrame:
    """Return one trace per post whose text says something; see content/wording.py for what is compared."""
    return as_traces(acts.with_columns(origins.likeness.texts(acts["text"]).alias("object")))


def label_text(name: str, text: str | None) -> str:
    """Return the text of one post with this wording."""
    return text if text else name


TEXT = LayerReader(
    name="text",
    title="texts that are nearly the same",
    columns=("text",),
    own_words=True,
    acts_on_posts=False,
    needs_origins=False,
    read=read_texts,
    label=label_text,
)
