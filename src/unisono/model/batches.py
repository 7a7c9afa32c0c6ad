"""What an importer hands to a case: posts and all that is said of them, and what it had to reject."""

from dataclasses import dataclass, field, replace

import polars as pl

from unisono.model.tables import ACCOUNTS, DELETIONS, MEDIA, POSTS, REFERENCES, VERSIONS, empty


@dataclass(frozen=True)
class Rejection:
    """One row that could not be taken, or several for one reason, why, and what the first looked like.

    The example has at most 200 characters, and `row` is where it stands.
    """

    reason: str
    row: int
    example: str
    rows: int = 1


@dataclass(frozen=True)
class Batch:
    """A piece of one source: tables in the columns of model.tables, and the rows it rejected."""

    posts: pl.DataFrame = field(default_factory=lambda: empty(POSTS))
    accounts: pl.DataFrame = field(default_factory=lambda: empty(ACCOUNTS))
    references: pl.DataFrame = field(default_factory=lambda: empty(REFERENCES))
    media: pl.DataFrame = field(default_factory=lambda: empty(MEDIA))
    rejected: tuple[Rejection, ...] = ()
    read: int = 0
    deletions: pl.DataFrame = field(default_factory=lambda: empty(DELETIONS))
    versions: pl.DataFrame = field(default_factory=lambda: empty(VERSIONS))


def from_source(batch: Batch, sha256: str) -> Batch:
    """Return the batch with every row marked as from the file of this hash."""
    tables = ("posts", "accounts", "references", "media", "deletions", "versions")
    marked = {name: getattr(batch, name).with_columns(source_sha256=pl.lit(sha256)) for name in tables}
    return replace(batch, **marked)
