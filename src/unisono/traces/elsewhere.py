"""Layers that an engine may read elsewhere, because what one post leaves does not depend on the other posts."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import polars as pl

from unisono.engine.engines import EMBEDDED, Engine
from unisono.traces.acts import ACT_COLUMNS
from unisono.traces.layer_reader import LayerReader
from unisono.traces.likeness import Likeness
from unisono.traces.origins import Origins

POST_BY_POST = ("link", "domain", "hashtag", "tags", "wording", "image", "mention")
"""The names of these layers. Beside the post they ask for handles and pictures alone."""


def read_layer(reader: LayerReader, acts: pl.DataFrame, origins: Origins, engine: Engine) -> pl.DataFrame:
    """Return the traces of a layer, read by the engine where it needs no more than one post at a time."""
    if reader.name not in POST_BY_POST:
        return reader.read(acts, origins)
    # What is sent elsewhere goes without what no such layer asks for: times of originals, and all texts ever seen.
    asked = Origins(handles=origins.handles, likeness=Likeness(pictures=origins.likeness.pictures))
    if engine.name == EMBEDDED.name:  # what is known of wordings lies on this machine
        asked = replace(asked, likeness=replace(asked.likeness, wordings=origins.likeness.wordings))
    columns = dict.fromkeys((*ACT_COLUMNS, *reader.columns))
    return engine.map_rows(acts.select(*columns), partial(_read, read=reader.read, origins=asked))


def _read(
    acts: pl.DataFrame, *, read: Callable[[pl.DataFrame, Origins], pl.DataFrame], origins: Origins
) -> pl.DataFrame:
    return read(acts, origins)
