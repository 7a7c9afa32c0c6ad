"""The posts that an alert rests on: who used an object, when, and in which posts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from unisono.watch.windows.chunks import LAYERS
from unisono.watch.windows.looks import Uses

MOST_POSTS = 50
MOST_WHO = 2_000
LONGEST_LABEL = 120


@dataclass(frozen=True)
class Evidence:
    """The posts on one object in a window, each once, by time: post, account, at, text, kind, lang, arrived_at.

    label: the object as people read it; name: as it is named, null of a text. deleted: how many are gone.
    """

    layer: str
    name: str | None
    label: str
    posts: pl.DataFrame
    deleted: int

    @property
    def who(self) -> frozenset[str]:
        """Return the accounts, the first MOST_WHO of them."""
        return frozenset(self.posts["account"].unique(maintain_order=True).head(MOST_WHO))

    @property
    def accounts(self) -> int:
        """Count the accounts."""
        return int(self.posts["account"].n_unique())

    @property
    def strongest(self) -> tuple[str, ...]:
        """Return up to MOST_POSTS posts: the first of each account, then their further ones."""
        turns = self.posts.with_columns(pl.int_range(pl.len()).over("account").alias("turn"))
        return tuple(turns.sort("turn", maintain_order=True)["post"].head(MOST_POSTS))

    @property
    def first_at(self) -> datetime:
        """Return the time of the first post."""
        return _as_time(self.posts["at"][0])

    @property
    def last_at(self) -> datetime:
        """Return the time of the last post."""
        return _as_time(self.posts["at"][-1])

    @property
    def arrived_at(self) -> float:
        """Return when the last post arrived."""
        return float(self.posts["arrived_at"][-1])


def evidence_of(uses: Uses, deleted: Mapping[str, None]) -> Evidence:
    """Return the posts of these acts; deleted: names of posts that are gone. There must be an act."""
    parts = []
    name: str | None = None
    layer = ""
    for chunk, acts, places in uses.acts():
        name = chunk.names[int(places[0])] if name is None else name
        layer = LAYERS[int(acts.layers[places[0]])]
        rows = chunk.posts[acts.rows[places]]
        parts.append(rows.with_columns(pl.lit(chunk.arrived_at).alias("arrived_at")))
    posts = pl.concat(parts).unique("post", keep="first", maintain_order=True).sort("at", maintain_order=True)
    gone = sum(post in deleted for post in posts["post"]) if deleted else 0
    return Evidence(layer, name, _label(layer, name, posts), posts, gone)


def _label(layer: str, name: str | None, posts: pl.DataFrame) -> str:
    if layer == "hashtag":
        return f"#{name}"
    if layer == "mention":
        return f"@{(name or '').partition(':')[2]}"
    words = str(posts["text"][0] or "") if layer == "text" else str(name)
    return words if len(words) <= LONGEST_LABEL else words[:LONGEST_LABEL] + "…"


def _as_time(value: object) -> datetime:
    if not isinstance(value, datetime):
        raise TypeError(f"{value!r} is no time")
    return value
