"""Which posts carry which texts: looked up in a table of traces, or in the numbers that a scan by parts keeps."""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.accounts.read_posts import PostsRead, numbered_parts
from unisono.engine.large_arrays import stretches
from unisono.model.names import POST_NAME
from unisono.significance.layer_acts import LayerActs

Int64 = NDArray[np.int64]

REPEATED = ("account", "object", "at", "post", "place")


class TextTraces(Protocol):
    """The traces of the layer text: their number, and the numbers of texts (objects) and of accounts that left some.

    repeated: REPEATED, the traces of texts that several posts carry; place: of the post among those read.
    """

    @property
    def count(self) -> int:
        """Return how many traces there are."""

    @property
    def objects(self) -> int:
        """Return how many different texts there are."""

    @property
    def accounts(self) -> int:
        """Return how many accounts left traces."""

    @property
    def repeated(self) -> pl.DataFrame:
        """Return the traces of texts that several posts carry."""

    def objects_of(self, posts: pl.DataFrame, /) -> pl.DataFrame:
        """Return `place` and `object` of these posts (place, post, account), those that left a trace, each once."""

    def first_places(self, without: pl.Series, most: int, /) -> Int64:
        """Return for each text but these, by name, the place of its first post by name; at most so many."""


@dataclass(frozen=True)
class HeldTexts:
    """Traces in a table, in columns of TRACES; posts: those that they were read from."""

    traces: pl.DataFrame
    posts: PostsRead

    @property
    def count(self) -> int:
        """Return how many traces there are."""
        return self.traces.height

    @property
    def objects(self) -> int:
        """Return how many different texts there are."""
        return self.traces["object"].n_unique()

    @property
    def accounts(self) -> int:
        """Return how many accounts left traces."""
        return self.traces["account"].n_unique()

    @cached_property
    def repeated(self) -> pl.DataFrame:
        """Return the traces of texts that several posts carry."""
        several = self.traces.filter(pl.len().over("object") > 1).select(REPEATED[:-1])
        return several.join(self._places, on="post", how="left", maintain_order="left").select(REPEATED)

    def objects_of(self, posts: pl.DataFrame, /) -> pl.DataFrame:
        """Return `place` and `object` of these posts, those that left a trace, each once."""
        left = self.traces.select("post", "account", "object").unique()
        return posts.join(left, on=["post", "account"]).select("place", "object").unique().sort("place", "object")

    def first_places(self, without: pl.Series, most: int, /) -> Int64:
        """Return for each text but these, by name, the place of its first post by name; at most so many."""
        others = self.traces.filter(~pl.col("object").is_in(without.implode()))
        chosen = others.group_by("object").agg(pl.col("post").min()).sort("object").head(most)
        return chosen.join(self._places, on="post")["place"].sort().to_numpy()

    @cached_property
    def _places(self) -> pl.DataFrame:
        """Return the place of each post that left a trace, by its name."""
        left = self.traces["post"].unique().implode()
        named = [
            part.select(POST_NAME, pl.col("place").cast(pl.Int64)).filter(pl.col("post").is_in(left))
            for part in numbered_parts(self.posts, ["platform", "post_id"])
        ]
        return pl.concat(named).unique("post", keep="first")


@dataclass(frozen=True)
class NumberedTexts:
    """Traces as a scan by parts keeps them. layer: their acts, None where there are none; repeated: REPEATED."""

    layer: LayerActs | None
    repeated: pl.DataFrame

    @property
    def count(self) -> int:
        """Return how many traces there are."""
        return 0 if self.layer is None else self.layer.trace_count

    @property
    def objects(self) -> int:
        """Return how many different texts there are."""
        return 0 if self.layer is None else len(self.layer.object_ids)

    @cached_property
    def accounts(self) -> int:
        """Return how many accounts left traces."""
        if self.layer is None:
            return 0
        table = self.layer.table
        used = np.zeros(table.account_count, np.bool_)
        for stretch in stretches(len(table.accounts)):
            used[table.accounts[stretch]] = True
        return int(np.count_nonzero(used))

    def objects_of(self, posts: pl.DataFrame, /) -> pl.DataFrame:
        """Return `place` and `object` of these posts, those that left a trace, each once."""
        wanted = posts.select(pl.col("place").cast(pl.Int64)).unique().sort("place")
        found = [self.repeated.select("place", "object").join(wanted, on="place", how="semi")]
        if self.layer is not None and wanted.height:
            found.append(self._objects_at(self.layer, wanted["place"].to_numpy()))
        return pl.concat(found).unique().sort("place", "object")

    def first_places(self, without: pl.Series, most: int, /) -> Int64:
        """Return for each text but these, by name, the place of its first post by name; at most so many."""
        if self.layer is None:
            return np.zeros(0, np.int64)
        # Those left out may all be among the first.
        first = self.layer.object_ids[: most + without.n_unique()].to_frame("object").with_row_index("number")
        chosen = first.filter(~pl.col("object").is_in(without.implode())).head(most)["number"].to_numpy()
        start = self.layer.table.object_start
        sizes = start[chosen + 1] - start[chosen]
        owner = np.repeat(np.arange(len(chosen)), sizes)
        acts = np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + np.repeat(start[chosen], sizes)
        places = self._places(self.layer, acts)
        several = sizes[owner] > 1
        # Names are only read of posts that share a text with another.
        named = pl.DataFrame({"owner": owner[several], "place": places[several]}).with_columns(
            self.layer.post_names.gather(places[several]).alias("post")
        )
        firsts = named.group_by("owner").agg(pl.col("place").sort_by("post").first())["place"].to_numpy()
        return np.sort(np.concatenate([places[~several], firsts]))

    def _objects_at(self, layer: LayerActs, wanted: Int64) -> pl.DataFrame:
        """Return `place` and `object` of the acts of the posts at these places, which ascend."""
        acts = []
        for stretch in stretches(len(layer.table.rows)):
            places = layer.post_rows[layer.table.rows[stretch]]
            near = np.minimum(np.searchsorted(wanted, places), len(wanted) - 1)
            acts.append(np.flatnonzero(wanted[near] == places) + stretch.start)
        found = np.concatenate(acts)
        objects = np.searchsorted(layer.table.object_start, found, side="right") - 1
        return pl.DataFrame({"place": self._places(layer, found), "object": layer.object_ids.gather(objects)})

    @staticmethod
    def _places(layer: LayerActs, acts: Int64) -> Int64:
        return layer.post_rows[layer.table.rows[acts]].astype(np.int64)
