"""How one of 4CAT's sources is declared: the columns that tell it, what they hold, and what is made of several."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import polars as pl

from unisono.importers.tables.cells import FEW, NOTHING, read_each_once
from unisono.importers.tables.rows import no_cells

LONGEST_NOTHING = max(len(word) for word in NOTHING)
Clock = Literal["text", "unix"]
Derived = Mapping[str, pl.Series]
"""Our field -> its cells, for fields that no single column holds."""


@dataclass(frozen=True)
class Look:
    """What the whole file says beyond one row: two columns of text, `name` -> `meaning`."""

    meanings: pl.DataFrame = field(
        default_factory=lambda: pl.DataFrame(schema={"name": pl.String, "meaning": pl.String})
    )

    def of(self, names: pl.Series) -> pl.Series:
        """Return what the file says of each name; null where it says nothing."""
        wanted = pl.DataFrame({"name": names.cast(pl.String)})
        return wanted.join(self.meanings, on="name", how="left", maintain_order="left")["meaning"]


@dataclass(frozen=True)
class FourcatSource:
    """One source of 4CAT.

    `columns` is our field -> the columns that may hold it, of which the first that a table has is read. `clock` says
    which of the two times comes from the platform; the other went through the clock of the machine that made the file.
    """

    name: str
    platform: str
    telling: frozenset[str]
    columns: Mapping[str, tuple[str, ...]]
    clock: Clock = "text"
    beside: tuple[str, ...] = ()  # columns that the functions below look at as well
    derives: tuple[str, ...] = ()  # fields that `derive` makes
    derive: Callable[[pl.DataFrame, Look], Derived] | None = None
    looked_at: tuple[str, ...] = ()  # columns of the whole file that `look` needs
    look: Callable[[pl.DataFrame], pl.DataFrame] | None = None  # rows of these columns -> `name`, `meaning`
    refine: Callable[[pl.DataFrame, pl.DataFrame], pl.DataFrame] | None = None
    refuse: Callable[[pl.DataFrame, pl.DataFrame], pl.Series] | None = None
    references: Callable[[pl.DataFrame], pl.DataFrame] | None = None


BASICS: dict[str, tuple[str, ...]] = {
    "post_id": ("id",),
    "thread_id": ("thread_id",),
    "handle": ("author",),
    "account_id": ("author_id", "author"),
    "text": ("body",),
}
"""What every source has in common."""


def cells(frame: pl.DataFrame, *names: str) -> pl.Series:
    """Return the cells of the first of these columns that a table has, trimmed, with nothing as null."""
    column = next((name for name in names if name in frame.columns), None)
    return no_cells(frame.height) if column is None else blank_short(frame[column].cast(pl.String).str.strip_chars())


def blank_short(text: pl.Series) -> pl.Series:
    """Turn the words for nothing into nulls by looking at short cells only: there are few, or the same again."""
    short = (text.str.len_bytes() <= LONGEST_NOTHING).fill_null(value=False).arg_true()
    if len(short) > FEW * len(text):
        return read_each_once(text, _blank_words)
    few = _blank_words(text.gather(short))
    nothing = short.filter(few.is_null())
    return text.scatter(nothing, None) if nothing.len() else text


def _blank_words(cells: pl.Series) -> pl.Series:
    """Turn the words for nothing into nulls."""
    return cells.set(((cells == "") | cells.str.to_lowercase().is_in(NOTHING)).fill_null(value=False), None)


def texts(frame: pl.DataFrame, *names: str) -> pl.Series:
    """Return the cells of the first of these columns that a table has, as they are, empty ones null."""
    column = next((name for name in names if name in frame.columns), None)
    if column is None:
        return no_cells(frame.height)
    text = frame[column].cast(pl.String)
    return text.set(text.str.strip_chars() == "", None)


def title_and_text(frame: pl.DataFrame, title: str = "subject", text: str = "body") -> pl.Series:
    """Return the title and below it the text of posts that have both; one of them where the other is empty."""
    parts = pl.DataFrame({"title": texts(frame, title), "text": texts(frame, text)})
    both = pl.concat_str("title", "text", separator="\n", ignore_nulls=True)
    return parts.select(pl.when(both != "").then(both)).to_series()


def one_kind(kind: str, height: int) -> pl.Series:
    """Return the same kind for every row."""
    return pl.Series("kind", [kind]).new_from_index(0, height)


def chosen(**columns: pl.Expr | pl.Series | str) -> dict[str, pl.Series]:
    """Evaluate expressions over cells: field -> cells."""
    named = [value if isinstance(value, pl.Expr) else pl.lit(value) for value in columns.values()]
    table = pl.select(expression.alias(name) for name, expression in zip(columns, named, strict=True))
    return {name: table[name] for name in columns}


def listed(items: pl.Series) -> pl.Series:
    """Mark the end of a list joined by commas, so that the blanks inside its items part nothing."""
    return items + ","
