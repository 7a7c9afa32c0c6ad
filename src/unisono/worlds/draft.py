"""The draft of a world: accounts and what they published, gathered part by part as numpy columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from unisono.worlds.names import NamePool
from unisono.worlds.settings import WorldSettings

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Column = npt.NDArray[Any]  # Any: columns of text, numbers and flags share one store

POST, REPOST, REPLY, QUOTE = 0, 1, 2, 3
MOST_IMAGES_PER_PART = 1_000_000
NOTHING = -1
DEFAULT_PICTURE = -2  # a profile picture that nobody chose

ITEM_DEFAULTS: dict[str, Any] = {  # Any: as above
    "kind": POST,
    "ref": NOTHING,
    "text": NOTHING,
    "tags": NOTHING,
    "link": NOTHING,
    "mention": NOTHING,
    "image": NOTHING,
    "deleted_at": NOTHING,
    "client": 0,
    "in_case": True,
}
"""What an item holds unless it is said otherwise: numbers of items, texts, tag sets, links, accounts and images."""


@dataclass(frozen=True)
class ImageRecipe:
    """How a picture is made: the same seed gives the same picture, another variant a re-encoded copy of it."""

    kind: str  # "avatar" or "meme"
    seed: int
    variant: int = 0
    caption: str = ""
    number: int = NOTHING  # of the picture in its world, which its file is named by


@dataclass(frozen=True)
class Part:
    """Which part of a world a draft is, where the world is too large to be held at once."""

    number: int
    seed: int  # of the whole world
    first_account: int  # accounts of the parts before


class ColumnStore:
    """Rows that arrive in pieces; a column is joined when it is asked for."""

    def __init__(self) -> None:
        self._pieces: list[dict[str, Column]] = []
        self._joined: dict[str, Column] = {}
        self.rows = 0

    def append(self, columns: dict[str, Any], rows: int) -> Ints:  # Any: scalars are spread over the rows
        """Add rows, spreading scalars, and return their row numbers."""
        piece = {}
        for name, values in columns.items():
            array = np.asarray(values)
            piece[name] = np.full(rows, array[()]) if array.ndim == 0 else array
            if len(piece[name]) != rows:
                raise ValueError(f"column {name} has {len(piece[name])} rows, expected {rows}")
        self._pieces.append(piece)
        self._joined = {}
        first = self.rows
        self.rows += rows
        return np.arange(first, self.rows, dtype=np.int64)

    def change(self, name: str, rows: Ints, value: Any) -> None:  # Any: as above
        """Put a value into one column of these rows."""
        changed = self.column(name).copy()
        changed[rows] = value
        self._pieces = [{**piece, name: part} for piece, part in zip(self._pieces, self._divide(changed), strict=True)]
        self._joined[name] = changed

    def _divide(self, joined: Column) -> list[Column]:
        ends = np.cumsum([len(next(iter(piece.values()))) for piece in self._pieces])
        return np.split(joined, ends[:-1])

    def column(self, name: str) -> Column:
        """Return one column, all rows, in the order in which they were added."""
        if name not in self._joined:
            self._joined[name] = np.concatenate([piece[name] for piece in self._pieces])
        return self._joined[name]


@dataclass
class Draft:
    """Everything a world will hold, while it is being written."""

    settings: WorldSettings
    rng: np.random.Generator
    accounts: ColumnStore = field(default_factory=ColumnStore)
    items: ColumnStore = field(default_factory=ColumnStore)
    texts: list[str] = field(default_factory=list)
    tag_sets: list[tuple[str, ...]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    images: list[ImageRecipe] = field(default_factory=list)
    networks: list[dict[str, Any]] = field(default_factory=list)  # Any: truth is plain JSON
    decoys: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)  # what happened in the world, times in ms
    names: dict[str, NamePool] = field(default_factory=dict)  # by language; see profiles.name_pools
    liked_pictures: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int64))  # which several accounts show
    topics: int = NOTHING  # the first tag set that people's own posts use
    counts: dict[str, int] = field(default_factory=dict)  # posts in the case by whose they are
    marked: dict[str, int] = field(default_factory=dict)  # posts that a story names, by item number
    part: Part | None = None  # None: the draft is the whole world

    @property
    def first_account(self) -> int:
        """How many accounts there are in the parts of the world before this one."""
        return 0 if self.part is None else self.part.first_account

    @property
    def first_image(self) -> int:
        """Return the number of this part's first picture; each part has numbers of its own."""
        return 0 if self.part is None else self.part.number * MOST_IMAGES_PER_PART

    def public_rng(self, topic: str) -> np.random.Generator:
        """Return the draws of what all parts of a world have in common: its news, its trends."""
        if self.part is None:
            return self.rng
        return np.random.default_rng([self.part.seed, crc32(topic.encode())])

    @property
    def posts(self) -> int:
        """How many posts the case holds so far."""
        return int(self.items.column("in_case").sum()) if self.items.rows else 0

    def add_items(self, account: Ints, at_ms: Ints, **columns: Any) -> Ints:  # Any: arrays or scalars
        """Add published items (times in ms) and return their numbers; what is left out is nothing."""
        every = {**ITEM_DEFAULTS, **columns, "account": account, "at": at_ms.astype(np.int64)}
        return self.items.append(every, len(account))

    def add_texts(self, texts: Sequence[str]) -> Ints:
        """Add texts and return their numbers."""
        first = len(self.texts)
        self.texts.extend(texts)
        return np.arange(first, len(self.texts), dtype=np.int64)

    def add_tag_sets(self, tag_sets: Sequence[tuple[str, ...]]) -> Ints:
        """Add lists of hashtags, each used by posts as a whole, and return their numbers."""
        first = len(self.tag_sets)
        self.tag_sets.extend(tag_sets)
        return np.arange(first, len(self.tag_sets), dtype=np.int64)

    def add_links(self, links: Sequence[str]) -> Ints:
        """Add links and return their numbers."""
        first = len(self.links)
        self.links.extend(links)
        return np.arange(first, len(self.links), dtype=np.int64)

    def add_images(self, recipes: Sequence[ImageRecipe]) -> Ints:
        """Add pictures and return their places; they are drawn when the world is written to files."""
        first = len(self.images)
        self.images.extend(
            replace(recipe, number=self.first_image + first + place) for place, recipe in enumerate(recipes)
        )
        return np.arange(first, len(self.images), dtype=np.int64)
