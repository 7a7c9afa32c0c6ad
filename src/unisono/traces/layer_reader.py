"""How a layer is declared: its name, the columns of posts it reads, and the function that turns posts into traces."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from unisono.traces.origins import Origins


@dataclass(frozen=True)
class LayerReader:
    """One layer. `read` takes acts (see acts.py) and origins, and returns TRACES columns, one row per act."""

    name: str
    title: str  # what an object of this layer is
    columns: tuple[str, ...]  # columns of POSTS it needs besides who, when and which post
    own_words: bool  # reads what accounts wrote themselves; reposts are left out
    acts_on_posts: bool  # its objects are posts
    needs_origins: bool
    read: Callable[[pl.DataFrame, Origins], pl.DataFrame]
    label: Callable[[str, str | None], str]  # (object, text of a post that carries it) -> what a person reads
