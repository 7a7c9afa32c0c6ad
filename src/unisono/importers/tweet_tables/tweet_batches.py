"""Rows of a table of tweets become a batch: posts, profiles, references, and the rows that are rejected."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from unisono.importers.declaration import ReadSettings, Source
from unisono.importers.problems import Problem, mark_damaged_ids, shorten
from unisono.importers.tables.cells import drop_damaged_ids
from unisono.importers.tables.derived_ids import DerivedIds
from unisono.importers.tables.rows import ROW, Rows
from unisono.importers.tables.tabular import Table, open_table, require_columns
from unisono.importers.tweet_tables.inlined_rows import fill_nested
from unisono.importers.tweet_tables.wide_columns import complete_wide
from unisono.importers.tweets.first_versions import PREFIXES, name_by_first_versions, versions_of
from unisono.importers.tweets.wide_rows import posts_of, references_of, snapshots_of
from unisono.model.batches import Batch, Rejection
from unisono.model.clocks_in_ids import snowflake_times
from unisono.model.errors import DataRejectedError
from unisono.model.tables import VERSIONS, empty

IDS = ("id", "user_id", "thread_id", "in_reply_to_post", "in_reply_to_user")
REFERRED = tuple(f"{prefix}_{what}" for prefix in ("original", "quoted", "replied") for what in ("id", "user_id"))
BAD_TIME = "time cannot be read"
NOBODY = "has neither time nor account"
DAMAGED = (
    "These ids were rounded by a spreadsheet or a float and name the wrong thing; they are not used: {instead}. "
    "Export again with ids as text, or import the JSON that the table was made of."
)

Widen = Callable[[pl.DataFrame], pl.DataFrame]
"""Turns cells into wide rows: columns of wide_columns.WIDE, and `written_at`, the time as it was written.

`history` may list the ids of all versions of a post, oldest first; it is looked at where there are several, or no id.
"""

SetAside = Callable[[Rows, pl.DataFrame | None], tuple[pl.DataFrame, pl.DataFrame]]
"""Parts the rows into posts and references that stand among them; the second table is what follows in the file."""


@dataclass(frozen=True)
class TweetTable:
    """How one format's rows are read; `columns` is our field -> the column it needs."""

    needed: Mapping[str, str]
    columns: Sequence[str]  # every column that is read
    widen: Widen
    inlined: str = ""  # the reason for rejecting rows that `set_aside` takes for references
    set_aside: Callable[[Table], SetAside | None] = field(default=lambda table: None)


def read_tweet_table(source: Source, settings: ReadSettings, format: TweetTable) -> Iterator[Batch]:
    """Read a table of tweets in batches; raises DataRejectedError where a column or every row is missing."""
    table = open_table(source)
    require_columns(source, table, format.needed, settings)
    wanted = [name for name in format.columns if name in table.columns]
    set_aside = format.set_aside(table)
    derived = DerivedIds()
    known = complete_wide(pl.DataFrame())
    is_empty = True
    for rows, following in _with_following(table.read(settings.rows_per_batch, wanted)):
        is_empty = is_empty and not rows.read
        frame, inlined = (rows.frame, None) if set_aside is None else set_aside(rows, following)
        widened = format.widen(frame)
        wide, rejected = _usable(widened, derived)
        versions = versions_of(widened, source.sha256) if "history" in widened.columns else empty(VERSIONS)
        if inlined is not None:
            inlined = _without_damage(complete_wide(format.widen(inlined)))
            known = pl.concat([known, inlined]).unique("id", keep="first", maintain_order=True)
            wide = fill_nested(wide, known)
        batch = _batch_of(source, wide, inlined, (*rows.rejected, *rejected), format.inlined)
        yield replace(batch, versions=versions)
    if is_empty:
        raise DataRejectedError(
            f"{source.name} names its columns and holds no row below them, so it holds no post. "
            f"Columns: {', '.join(table.columns)}. Look how the file was made, and export it again with its rows."
        )


def _with_following(pieces: Iterator[Rows]) -> Iterator[tuple[Rows, pl.DataFrame | None]]:
    """Yield rows together with the first ones that come after them."""
    held: Rows | None = None
    for rows in pieces:
        if held is not None:
            yield held, rows.frame.head(2)
        held = rows
    if held is not None:
        yield held, None


def _usable(wide: pl.DataFrame, derived: DerivedIds) -> tuple[pl.DataFrame, list[Rejection]]:
    """Return the rows that are posts, complete and with usable ids, and the others with a reason."""
    written = wide["written_at"]
    history = wide["history"] if "history" in wide.columns else None
    wide = _by_first_versions(_without_damage(complete_wide(wide)), history)
    clock = wide["created_at"].is_not_null() | snowflake_times(wide["id"]).is_not_null()
    is_written = (written.str.strip_chars() != "").fill_null(value=False)
    bad_time = ~clock & is_written
    nobody = ~clock & ~is_written & wide["user_id"].is_null()
    rejected = [
        Rejection(reason, row, shorten(example or ""))
        for reason, which, examples in ((BAD_TIME, bad_time, written), (NOBODY, nobody, wide["text"]))
        for row, example in zip(wide[ROW].filter(which), examples.filter(which), strict=True)
    ]
    good = wide.filter(~(bad_time | nobody)) if rejected else wide
    return _with_ids(good, derived), rejected


def _without_damage(wide: pl.DataFrame) -> pl.DataFrame:
    """Leave out ids that no longer name anything; an account whose id is lost or missing is its handle."""
    wide = wide.with_columns(drop_damaged_ids(wide[name]) for name in (*IDS, *REFERRED))
    return wide.with_columns(pl.coalesce("user_id", "user_handle").alias("user_id"))


def _by_first_versions(wide: pl.DataFrame, history: pl.Series | None) -> pl.DataFrame:
    """Name the versions of an edited post by the first; a rounded id is found again in the list of versions."""
    if history is None or not (history.list.len() > 0).any():
        return wide
    wide = wide.with_columns(pl.coalesce("id", history.list.first()).alias("id"))
    nothing = {f"{prefix}history": pl.lit(None, history.dtype) for prefix in PREFIXES if prefix}
    nothing |= {f"{prefix}first_id": pl.lit(None, pl.String) for prefix in PREFIXES}
    named = wide.with_columns(history.alias("history"), **nothing)
    return name_by_first_versions(named).select(wide.columns)


def _with_ids(wide: pl.DataFrame, derived: DerivedIds) -> pl.DataFrame:
    """Name the posts whose table gives them no usable id."""
    missing = wide["id"].is_null()
    if not missing.any():
        return wide
    lost = wide.filter(missing)
    parts = [lost[name].cast(pl.String) for name in ("user_id", "created_at", "text", "original_id")]
    return wide.with_columns(wide["id"].scatter(missing.arg_true(), derived.name_rows(parts)))


def _batch_of(
    source: Source, wide: pl.DataFrame, inlined: pl.DataFrame | None, rejected: Sequence[Rejection], reason: str
) -> Batch:
    """Return the tables of some rows; rows that stand for references are counted as rejected."""
    # Of several sights of one post the last counts: a repost is the one that carries the words.
    references = references_of(wide, source.sha256, prefixes=("quoted_", "replied_", "original_"))
    kept: list[Rejection] = list(rejected)
    if inlined is not None and inlined.height:
        found = references_of(inlined, source.sha256, prefixes=("",))
        references = pl.concat([references, found]).unique("post_id", keep="last", maintain_order=True)
        kept += [
            Rejection(reason, row, shorten(f"{post}: {text or ''}"))
            for post, text, row in inlined.select("id", "text", ROW).iter_rows()
        ]
    return Batch(
        posts=posts_of(wide, source.sha256),
        accounts=snapshots_of(wide, source.sha256),
        references=references,
        rejected=tuple(sorted(kept, key=lambda rejection: rejection.row)),
        read=wide.height + len(kept),
    )


def describe_damage(source: Source, columns: Mapping[str, str], rows_per_batch: int) -> tuple[Problem, ...]:
    """Report ids that a spreadsheet has destroyed; `columns` says what stands in their place."""
    table = open_table(source)
    found: dict[str, tuple[int, str]] = {}
    wanted = [name for name in columns if name in table.columns]
    for rows in table.read(rows_per_batch, wanted):
        for name in wanted:
            ids = rows.frame[name].cast(pl.String).str.strip_chars()
            lost = ids.filter(mark_damaged_ids(ids))
            if len(lost):
                before, example = found.get(name, (0, str(lost[0])))
                found[name] = (before + len(lost), example)
    return tuple(
        Problem(f"damaged_{name}", rows, example, DAMAGED.format(instead=columns[name]))
        for name, (rows, example) in found.items()
    )
