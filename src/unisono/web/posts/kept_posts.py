"""The posts of a case in order of time, kept beside it so that any page of them is read without reading the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl
import pyarrow as pa
from pyarrow import ipc

from unisono.model.tables import POSTS

PARTS = ("accounts", "columns", "links", "originals", "posts", "tags")
"""The files: what posts are chosen by, and the posts themselves in blocks."""


@dataclass(frozen=True)
class KeptPosts:
    """A folder of files that are mapped, not read: a post's `position` is its place in the order of time.

    accounts: account, handle, name, platform, posts, first_at, last_at, folded; a `writer` is a row of it.
    """

    folder: Path

    @property
    def is_whole(self) -> bool:
        """Return whether all its files are there."""
        return all(self._file(part).is_file() for part in PARTS)

    @cached_property
    def columns(self) -> pl.DataFrame:
        """Return position, post, at, writer, is_deleted, platform, kind and lang of every post, in order of time."""
        return self.mapped("columns").with_row_index("position")

    @cached_property
    def accounts(self) -> pl.DataFrame:
        """Return one row an account, those of no post as well; its number is the `writer` of its posts."""
        return self.mapped("accounts").with_row_index("writer")

    @cached_property
    def tags(self) -> pl.DataFrame:
        """Return tag and position of each use of a hashtag, reposts with their originals' tags."""
        return self.mapped("tags")

    @cached_property
    def links(self) -> pl.DataFrame:
        """Return address, publisher, domain, host and position of each use of an outward link, reposts included."""
        return self.mapped("links")

    @cached_property
    def originals(self) -> pl.DataFrame:
        """Return original (platform:id) and position of each post that reposts, answers or quotes one."""
        return self.mapped("originals")

    def mapped(self, part: str) -> pl.DataFrame:
        """Return a file of the folder as a table, of which only what is looked at is read."""
        # The table holds on to the mapped file for as long as it lives.
        table = pa.ipc.open_file(pa.memory_map(str(self._file(part)))).read_all()
        return pl.DataFrame(pl.from_arrow(table))

    def read(self, positions: Sequence[int]) -> pl.DataFrame:
        """Return the posts at these positions, in this order, in columns of POSTS."""
        with pa.memory_map(str(self._file("posts"))) as source:
            reader = ipc.open_file(source)
            if not positions:
                return pl.DataFrame(schema=POSTS)
            size = int(reader.schema.metadata[b"block"])
            wanted: dict[int, list[int]] = {}
            for position in positions:
                wanted.setdefault(position // size, []).append(position)
            pieces = [
                pa.Table.from_batches([reader.get_batch(block)]).take([one % size for one in inside])
                for block, inside in wanted.items()
            ]
            found = pl.DataFrame(pl.from_arrow(pa.concat_tables(pieces)))
        numbered = pl.DataFrame({"position": [one for inside in wanted.values() for one in inside]})
        order = pl.DataFrame({"position": list(positions)})
        rows = found.hstack(numbered)
        return order.join(rows, on="position", how="left", maintain_order="left").select(list(POSTS))

    def texts(self) -> pl.Series:
        """Return the texts of all posts, in order of time."""
        with pa.memory_map(str(self._file("posts"))) as source:
            reader = ipc.open_file(source)
            place = reader.schema.get_field_index("text")
        with pa.memory_map(str(self._file("posts"))) as source:
            only = ipc.open_file(source, options=ipc.IpcReadOptions(included_fields=[place]))
            return pl.DataFrame(pl.from_arrow(only.read_all()))["text"]

    def _file(self, part: str) -> Path:
        return self.folder / f"{part}.arrow"
