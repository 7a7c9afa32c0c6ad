"""Rows of a table become posts and account snapshots, once it is known which column holds which of our fields."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

import polars as pl

from unisono.importers.declaration import ReadSettings, Source
from unisono.importers.problems import shorten
from unisono.importers.reading_ahead import ahead
from unisono.importers.tables.checking_rows import check_rows
from unisono.importers.tables.derived_ids import DerivedIds
from unisono.importers.tables.post_columns import Columns, read_columns
from unisono.importers.tables.profiles import read_profiles
from unisono.importers.tables.rows import ROW, Rows, no_cells
from unisono.importers.tables.snapshots import thin_snapshots
from unisono.importers.tables.tabular import Table, open_table, parts_of, require_columns
from unisono.importers.times import SMALLEST_UNIX, DateOrder, Times, read_times
from unisono.importers.zones import check_zone, find_unsure_letters
from unisono.model.batches import Batch
from unisono.model.errors import DataRejectedError
from unisono.model.tables import POSTS, conform

TALLY = "tally"
Refine = Callable[[pl.DataFrame, pl.DataFrame], pl.DataFrame]
Refuse = Callable[[pl.DataFrame, pl.DataFrame], pl.Series]


@dataclass(frozen=True)
class Plan:
    """How the rows of one file are read: `mapping` is our field -> the file's column, or several: see `pick`."""

    mapping: Mapping[str, str]
    platform: str
    zone: str = "UTC"
    order: DateOrder | None = None
    smallest_unix: float = SMALLEST_UNIX
    in_days: bool | None = None  # its times are a spreadsheet's day numbers; each batch decides where nobody has
    damaged: frozenset[str] = frozenset()  # id fields that no longer name anything in this file
    is_observed_at_post: bool = True  # the profile in a row is as old as its post
    refine: Refine | None = None  # last changes of a format: posts and the rows as written -> posts
    refuse: Refuse | None = None  # why a row is no post, in a few words; null where it is one


@dataclass
class Tally:
    """What a reading noticed that rejects no row."""

    rows: int = 0
    without_zone: int = 0
    unclear_times: int = 0
    derived_ids: int = 0
    repeated_rows: int = 0
    examples: dict[str, str] = field(default_factory=dict)
    zone_letters: int = 0  # rows whose zone is written in letters that stand for several zones
    spreadsheet_days: int = 0
    damaged: dict[str, tuple[int, str]] = field(default_factory=dict)  # id field -> rows that lost theirs, an example


def read_unix_table(source: Source, mapping: Mapping[str, str], settings: ReadSettings) -> Iterator[Batch]:
    """Read a research table whose columns are known and whose times are Unix seconds, from 1970 on, in UTC."""
    table = open_table(source)
    require_columns(source, table, mapping, settings)
    plan = Plan(
        mapping=mapping,
        platform=settings.platform or "unknown",
        zone=check_zone(settings.zone or "UTC"),
        smallest_unix=0.0,
    )
    return read_mapped(source, table, plan, rows_per_batch=settings.rows_per_batch)


def noticed(source: Source, read: Callable[[Tally], Iterator[Batch]]) -> Tally:
    """Return what the last reading of a source noticed; one that has not been read to its end is read now."""
    if TALLY not in source.noticed:
        for _ in read(Tally()):
            pass
    tally: Tally = source.noticed[TALLY]
    return tally


def read_mapped(
    source: Source, table: Table, plan: Plan, *, rows_per_batch: int, tally: Tally | None = None
) -> Iterator[Batch]:
    """Read a table in batches of posts and account snapshots; rows whose time cannot be read are rejected.

    Raises DataRejectedError where there is no row at all.
    """
    tally = Tally() if tally is None else tally
    derived = DerivedIds()
    is_empty = True
    for rows in ahead(table.read(rows_per_batch, None)):
        is_empty = is_empty and not rows.read
        yield _read_batch(source, rows, plan, tally, derived)
        tally.repeated_rows = derived.repeated
    source.noticed[TALLY] = tally
    if is_empty:
        raise DataRejectedError(
            f"{source.name} names its columns and holds no row below them, so it holds no post. "
            f"Columns: {', '.join(table.columns)}. Look how the file was made, and export it again with its rows."
        )


def _read_batch(source: Source, rows: Rows, plan: Plan, tally: Tally, derived: DerivedIds) -> Batch:
    """Turn one batch of rows into posts, profiles and rejections."""
    frame = rows.frame
    written = pick(frame, plan.mapping, "created_at")
    if written is None:
        written = no_cells(frame.height)
    column = partial(pick, frame, plan.mapping)
    read_moments = partial(
        read_times, written, zone=plan.zone, order=plan.order, smallest_unix=plan.smallest_unix, in_days=plan.in_days
    )
    columns = read_columns(column, read_moments, frame.height, plan)
    times, posts = columns.times, _read_posts(columns, column("platform"), plan, tally)
    if "post_id" not in posts.columns or posts["post_id"].null_count():
        posts = _derive_ids(posts, derived, tally)
    posts = posts.with_columns(pl.lit(source.sha256).alias("source_sha256"), frame[ROW])
    if plan.refine is not None:
        posts = plan.refine(posts, frame)
    _count(tally, times, written, frame.height)
    refused = no_cells(frame.height) if plan.refuse is None else plan.refuse(posts, frame)
    is_good, rejected = check_rows(posts, written, refused)
    accounts = read_profiles(posts, column, plan, is_good)
    return Batch(
        posts=conform(posts if is_good.all() else posts.filter(is_good), POSTS),
        accounts=thin_snapshots(accounts),
        rejected=(*rows.rejected, *rejected),
        read=rows.read,
    )


def pick(frame: pl.DataFrame, mapping: Mapping[str, str], our_field: str) -> pl.Series | None:
    """Return the cells of one of our fields; None where no column holds it.

    Of several columns `Date+Time` joins what is in both, `Title&Body` writes what is there in lines, and `Body|Title`
    takes the first that is there.
    """
    name = mapping.get(our_field)
    if name is None:
        return None
    if name in frame.columns:
        return frame[name]
    parts = parts_of(name)
    if not all(part in frame.columns for part in parts):
        return None
    columns = [pl.col(part).cast(pl.String) for part in parts]
    if "|" in name:
        return frame.select(pl.coalesce(columns)).to_series()
    if "&" in name:
        lines = pl.concat_str(columns, separator="\n\n", ignore_nulls=True)
        return frame.select(pl.when(lines != "").then(lines)).to_series()
    return frame.select(pl.concat_str(columns, separator=" ")).to_series()


def _read_posts(columns: Columns, platform: pl.Series | None, plan: Plan, tally: Tally) -> pl.DataFrame:
    """Return the posts of the columns that were read, counting the ids that were dropped."""
    for name, written in columns.ids.items():
        _count_damaged(tally, name, written, columns.fields[name])
    fields = dict(columns.fields)
    if "account_id" not in fields and "handle" in fields:
        fields["account_id"] = fields["handle"]
    posts = pl.DataFrame([cells.alias(name) for name, cells in fields.items()])
    return posts.with_columns(_read_platform(platform, plan))


def _read_platform(cells: pl.Series | None, plan: Plan) -> pl.Expr:
    """Name the platform of each row, by its column where there is one."""
    if cells is None:
        return pl.lit(plan.platform).alias("platform")
    name = cells.cast(pl.String).str.strip_chars().str.to_lowercase()
    name = name.replace({"x": "twitter", "x.com": "twitter", "twitter.com": "twitter", "": None})
    return pl.lit(name.fill_null(plan.platform)).alias("platform")


def _derive_ids(posts: pl.DataFrame, derived: DerivedIds, tally: Tally) -> pl.DataFrame:
    """Name the posts whose file gives them no usable id."""
    given = posts["post_id"] if "post_id" in posts.columns else no_cells(posts.height)
    is_missing = given.is_null()
    parts = [
        posts[name].filter(is_missing).cast(pl.String)
        for name in ("account_id", "created_at", "text", "ref_post_id")
        if name in posts.columns
    ]
    names = derived.name_rows(parts)
    tally.derived_ids += len(names)
    if len(names):
        tally.examples.setdefault("derived_ids", _name_post(names[0], posts.filter(is_missing).row(0, named=True)))
    if len(names) == posts.height:
        return posts.with_columns(names.alias("post_id"))
    places = pl.DataFrame({"row": pl.int_range(posts.height, eager=True).filter(is_missing), "name": names})
    row = pl.int_range(posts.height, eager=True).alias("row")
    spread = pl.DataFrame([row]).join(places, on="row", how="left", maintain_order="left")["name"]
    return posts.with_columns(given.fill_null(spread).alias("post_id"))


def _name_post(post_id: str, post: Mapping[str, object]) -> str:
    """Say which post got an id that its file does not have."""
    who, when = post.get("account_id"), post.get("created_at")
    by = f" by {shorten(str(who))}" if who else ""
    return f"{post_id} for the post{by}" + (f" at {when:%Y-%m-%dT%H:%M:%SZ}" if when else " without a time")


def _count_damaged(tally: Tally, our_field: str, ids: pl.Series, kept: pl.Series) -> None:
    """Add the ids of one field that were dropped, for they no longer name anything."""
    lost = kept.null_count() - ids.null_count()
    if not lost:
        return
    before, example = tally.damaged.get(our_field, (0, ""))
    example = example or str(ids.filter(ids.is_not_null() & kept.is_null())[0])
    tally.damaged[our_field] = (before + lost, example)


def _count(tally: Tally, times: Times, written: pl.Series, rows: int) -> None:
    """Add what this batch noticed."""
    if times.without_zone and "without_zone" not in tally.examples:
        tally.examples["without_zone"] = shorten(str(times.zoneless or written.drop_nulls()[0]))
    letters = find_unsure_letters(written)
    if len(letters):
        tally.zone_letters += len(letters)
        tally.examples.setdefault("zone_letters", shorten(str(letters[0])))
    if times.spreadsheet_days:
        tally.spreadsheet_days += times.spreadsheet_days
        tally.examples.setdefault("spreadsheet_days", shorten(str(written.drop_nulls()[0])))
    tally.rows += rows
    tally.without_zone += times.without_zone
    tally.unclear_times += times.unclear
