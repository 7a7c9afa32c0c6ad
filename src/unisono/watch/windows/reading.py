"""How posts become acts of the windows: by the readers of the layers, each batch by itself."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.content.trackers import SHORTENERS
from unisono.model.tables import TRACES
from unisono.traces import layer_named
from unisono.traces.origins import Origins
from unisono.watch.windows.chunks import LAYERS, POST_COLUMNS, Acts
from unisono.watch.windows.text_groups import TextGroups

READ = ("hashtag", "link", "mention", "repost")
"""Layers that are read by their readers; domains come with links, and texts are grouped as they come."""

WHOLE = ("post_id", "account_id", "handle", "created_at", "created_at_precision", "text", "lang")
COLUMNS = tuple(dict.fromkeys((*WHOLE, *(column for name in READ for column in layer_named(name).columns))))
"""What is read of posts, beside what every act has."""


@dataclass(frozen=True)
class Read:
    """Posts (POST_COLUMNS, by time), their acts, and the names of the acts' objects; first_row: of the first post."""

    posts: pl.DataFrame
    acts: Acts
    names: pl.Series
    first_row: int = 0

    def parts(self, most: int) -> list["Read"]:
        """Return them cut into parts of at most so many posts."""
        if self.posts.height <= most:
            return [self]
        bounds = np.arange(0, self.posts.height + most, most)
        places = np.searchsorted(self.acts.rows, bounds).tolist()
        return [
            Read(
                self.posts[first : first + most],
                self.acts.part(slice(places[number], places[number + 1]), first),
                self.names[places[number] : places[number + 1]],
                first,
            )
            for number, first in enumerate(bounds[:-1].tolist())
        ]


def read_posts(posts: pl.DataFrame, seeds: tuple[int, int], groups: TextGroups, *, by_exact_form: bool = False) -> Read:
    """Read posts (as read_acts gives them, by time); texts have no names.

    Handles are not looked up: a mention is of what the platform lists, ids where it lists ids.
    """
    own = posts.filter(pl.col("kind") != "repost")
    parts = [_named(own if layer_named(name).own_words else posts, name) for name in READ]
    links = parts[READ.index("link")]
    domains = links.filter(~pl.col("author").is_in(list(SHORTENERS))).with_columns(
        pl.col("author").alias("object"), layer=pl.lit(LAYERS.index("domain"), pl.UInt8)
    )
    numbered = posts.select("post", "account").with_row_index("row")
    told = pl.concat([*parts, domains]).join(numbered.select("post", "row"), on="post", maintain_order="left")
    said, text_keys = groups.join(own["text"], by_exact_form=by_exact_form)
    rows = np.concatenate([told["row"].to_numpy(), np.flatnonzero((posts["kind"] != "repost").to_numpy())[said]])
    layers = np.concatenate([told["layer"].to_numpy(), np.full(len(said), LAYERS.index("text"))]).astype(np.uint8)
    keys = np.concatenate([_object_keys(told, seeds[0]), text_keys])
    names = pl.concat([told["object"], pl.Series("object", [None] * len(said), dtype=pl.String)])
    # Posts are in order of time, so that the order of their rows is that of the acts.
    order = np.lexsort((keys, rows))
    order = order[_first_of_each(rows[order], keys[order])]
    rows = rows[order].astype(np.int32)
    at = posts["at"].dt.epoch("us").to_numpy()
    accounts = posts["account"].hash(seeds[1]).to_numpy()
    acts = Acts(at[rows], keys[order], accounts[rows], layers[order], rows)
    first = links.unique("post", keep="first", maintain_order=True).select("post", pl.col("object").alias("link"))
    return Read(
        posts.join(first, on="post", how="left", maintain_order="left").select(POST_COLUMNS),
        acts,
        names.gather(order),
    )


def _first_of_each(rows: NDArray[np.int64], keys: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Return which act of a post on an object is the first; both in order."""
    first = np.ones(len(rows), np.bool_)
    first[1:] = (rows[1:] != rows[:-1]) | (keys[1:] != keys[:-1])
    return first


def _named(posts: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return TRACES of one layer and its place among LAYERS."""
    reader = layer_named(name)
    read = reader.read(posts, Origins()) if posts.height else pl.DataFrame(schema=TRACES)
    return read.select("object", "author", "post").with_columns(layer=pl.lit(LAYERS.index(name), pl.UInt8))


def _object_keys(rows: pl.DataFrame, seed: int) -> NDArray[np.uint64]:
    names = rows["object"].hash(seed).to_numpy()
    salt = (rows["layer"].to_numpy().astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    return np.asarray(names ^ salt)
