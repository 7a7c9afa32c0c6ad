"""How posts become acts of the windows: by the readers of the layers, each batch by itself."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.content.trackers import SHORTENERS
from unisono.model.tables import TRACES
from unisono.traces import layer_named
from unisono.traces.origins import Origins
from unisono.watch.windows.chunks import LAYERS, Acts
from unisono.watch.windows.text_groups import TextGroups

READ = ("hashtag", "link", "mention", "repost")
"""Layers that are read by their readers; domains come with links, and texts are grouped as they come."""

COLUMNS = tuple(dict.fromkeys(("text", "lang", *(column for name in READ for column in layer_named(name).columns))))


def read_chunk_acts(posts: pl.DataFrame, seeds: tuple[int, int], groups: TextGroups) -> tuple[Acts, pl.Series]:
    """Return the acts of posts (as read_acts gives them, by time) and the names of their objects, null of texts.

    Handles are not looked up: a mention is of what the platform lists, ids where it lists ids.
    """
    own = posts.filter(pl.col("kind") != "repost")
    parts = [_named(own if layer_named(name).own_words else posts, name) for name in READ]
    links = parts[READ.index("link")]
    domains = links.filter(~pl.col("author").is_in(list(SHORTENERS))).with_columns(pl.col("author").alias("object"))
    told = pl.concat([*parts, domains.with_columns(layer=pl.lit(LAYERS.index("domain"), pl.UInt8))])
    told = told.unique(["layer", "post", "object"], keep="first", maintain_order=True)
    numbered = posts.select("post", "at", "account").with_row_index("row")
    rows = told.select("post", "object", "layer").join(numbered, on="post", how="left", maintain_order="left")
    keys = _object_keys(rows, seeds[0])
    said, text_keys = groups.join(own["text"])
    of_own = np.flatnonzero((posts["kind"] != "repost").to_numpy())[said]
    text_rows = numbered[of_own]
    at = np.concatenate([rows["at"].dt.epoch("us").to_numpy(), text_rows["at"].dt.epoch("us").to_numpy()])
    order = np.argsort(at, kind="stable")
    account_keys = numbered["account"].hash(seeds[1]).to_numpy()
    post_rows = np.concatenate([rows["row"].to_numpy(), of_own]).astype(np.int32)[order]
    layers = np.concatenate([rows["layer"].to_numpy(), np.full(len(said), LAYERS.index("text"))]).astype(np.uint8)
    acts = Acts(
        at[order],
        np.concatenate([keys, text_keys])[order],
        account_keys[post_rows],
        layers[order],
        post_rows,
    )
    names = pl.concat([rows["object"], pl.Series("object", [None] * len(said), dtype=pl.String)])
    return acts, names.gather(order)


def _named(posts: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return TRACES of one layer and its place among LAYERS."""
    reader = layer_named(name)
    read = reader.read(posts, Origins()) if posts.height else pl.DataFrame(schema=TRACES)
    return read.select("object", "author", "post").with_columns(layer=pl.lit(LAYERS.index(name), pl.UInt8))


def _object_keys(rows: pl.DataFrame, seed: int) -> NDArray[np.uint64]:
    names = rows["object"].hash(seed).to_numpy()
    salt = (rows["layer"].to_numpy().astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    return names ^ salt
