"""Any table of posts: CSV, TSV, JSON lines or Parquet, with columns that are mapped by the user or guessed by name."""

import mmap
import re
from collections.abc import Iterator, Mapping

import polars as pl

from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.missing_values import UNUSED
from unisono.importers.no_posts import NEEDS_POSTS, looks_like_no_posts
from unisono.importers.problems import Problem, shorten
from unisono.importers.tables.cells import drop_damaged_ids, read_ids
from unisono.importers.tables.column_guessing import guess_columns, guess_platform
from unisono.importers.tables.date_orders import is_in_days, order_of_dates
from unisono.importers.tables.mapped_rows import Plan, Tally, noticed, pick, read_mapped
from unisono.importers.tables.missing_platform import describe_platform
from unisono.importers.tables.profiles import PROFILE
from unisono.importers.tables.reading_problems import describe_tally
from unisono.importers.tables.repeated_columns import find_repeated_columns
from unisono.importers.tables.tabular import (
    Table,
    columns_of,
    name_columns,
    open_table,
    require_columns,
    suggest_mapping,
)
from unisono.importers.zones import check_zone
from unisono.model.batches import Batch
from unisono.model.errors import DataRejectedError, UsageError
from unisono.model.tables import POSTS

FIELDS = (
    *(name for name in POSTS if name not in ("source_sha256", "source_row", "created_at_precision", "text_complete")),
    *(of + what for of in ("repost_of", "quote_of", "reply_to") for what in ("", "_account", "_handle")),
    "is_repost", "is_quote", "is_reply", *PROFILE,
)  # fmt: skip
"""What `--map FIELD=COLUMN` takes."""

UNKNOWN = "unknown"
EXPORT_AGAIN = "Export again with the ids as text."
ACTED_ON = ("text", "urls", "hashtags", "mentions", "media", "ref_post_id", "repost_of", "quote_of", "reply_to", "kind")
SCIENTIFIC = re.compile(rb"\d[eE]\+\d\d")
DAMAGED_SHARE = 0.01  # a single odd id is a typing error; a spreadsheet damages every long one


def recognise(source: Source) -> float:
    """Say how surely a file is a table of posts: never more than a format that knows its columns."""
    columns = columns_of(source)
    if len(columns) < 2:
        return 0.0
    if source.is_parquet and {"post_id", "account_id", "created_at", "kind"} <= set(columns):
        return 0.9
    guessed = guess_columns(columns, pl.DataFrame())
    if "created_at" in guessed and ("account_id" in guessed or "handle" in guessed):
        return 0.4
    return 0.1


def map_columns(source: Source, settings: ReadSettings) -> Mapping[str, str]:
    """Return our field -> column: what the user said, and what the names of the other columns suggest."""
    return _map(open_table(source), settings)


def _map(table: Table, settings: ReadSettings) -> dict[str, str]:
    """Join what the user said with what is guessed for the columns that are left; a whole mapping leaves no guess."""
    said = settings.mapping
    if settings.is_whole:
        return dict(said)
    taken = {part for column in said.values() for part in (column, *column.split("+"))}
    guessed = guess_columns([column for column in table.columns if column not in taken], table.sample)
    return {**{name: column for name, column in guessed.items() if name not in said}, **said}


def read(source: Source, settings: ReadSettings) -> Iterator[Batch]:
    """Read a table in batches.

    Raises DataRejectedError when it has no time or no author, or when its dates could be read two ways; UsageError
    when the user names a field or a zone that does not exist.
    """
    table = open_table(source)
    plan = _plan(source, table, settings)
    return read_mapped(source, table, plan, rows_per_batch=settings.rows_per_batch)


def _plan(source: Source, table: Table, settings: ReadSettings) -> Plan:
    """Decide once for the whole file: columns, platform, zone, order of day and month, and which ids are lost."""
    for our_field in settings.mapping:
        if our_field not in FIELDS:
            raise UsageError(f"--map does not know {our_field}. Fields: {', '.join(FIELDS)}")
    require_columns(source, table, settings.mapping, settings)
    mapping = _map(table, settings)
    _require_fields(source, table, mapping, settings)
    damaged = _find_damaged_ids(source, table, mapping)
    source.noticed[UNUSED] = frozenset(damaged)
    if "account_id" in damaged and "handle" not in mapping:
        message = (
            f"{source.name} has no usable account ids: a spreadsheet has turned {mapping['account_id']} into rounded "
            f"numbers. {EXPORT_AGAIN} Columns: {name_columns(table.columns)}. "
            f"{suggest_mapping(source, 'account_id', settings)}"
        )
        raise DataRejectedError(message)
    return Plan(
        mapping=mapping,
        platform=settings.platform or guess_platform(table.columns, table.sample),
        zone=check_zone(settings.zone or "UTC"),
        order=order_of_dates(source, table, mapping, settings),
        in_days=is_in_days(table, mapping),
        damaged=frozenset(damaged),
        refine=drop_non_accounts,
    )


def _require_fields(source: Source, table: Table, mapping: Mapping[str, str], settings: ReadSettings) -> None:
    """Refuse a table without a time, without an author, or without anything that was posted."""
    missing = (
        ("time", "created_at", "created_at" in mapping),
        ("account", "account_id", "account_id" in mapping or "handle" in mapping),
        ("text, link or repost", "text", any(name in mapping for name in ACTED_ON)),
    )
    for word, our_field, is_there in missing:
        if not is_there:
            if all(re.fullmatch(r"column_\d+", name) for name in table.columns):
                raise DataRejectedError(_without_header(source, table))
            message = (
                f"{source.name} has {_unread_time(table, our_field) or f'no {word} column'}. "
                f"Columns: {name_columns(table.columns)}. {suggest_mapping(source, our_field, settings)}"
            )
            held = looks_like_no_posts(
                table.columns,
                has_time="created_at" in mapping,
                has_profile="followers" in mapping and our_field == "text",
            )
            if held is not None:
                told = f"{source.name} looks like {held} and holds no posts. {NEEDS_POSTS}"
                message = f"{told} If it does hold posts: {message}"
            raise DataRejectedError(message)


def _unread_time(table: Table, our_field: str) -> str | None:
    """Say which column is called as times are, and holds none that can be read; nothing where none is."""
    named = guess_columns(table.columns, pl.DataFrame()).get("created_at") if our_field == "created_at" else None
    written = table.sample[named].drop_nulls() if named in table.sample.columns else None
    if written is None or written.is_empty():
        return None
    return (
        f"no time that can be read: {named} holds {shorten(str(written[0]))}, and the like. Write times as "
        f"2024-05-01T13:45:00Z or with an offset, or name another column"
    )


def _without_header(source: Source, table: Table) -> str:
    """Say that the first row already holds data, and how to name the columns."""
    named = " ".join(f"--map {name}=column_N" for name in ("created_at", "account_id", "text"))
    return (
        f"{source.name} has no header: its first row already holds data, so its columns are called {table.columns[0]} "
        f"to {table.columns[-1]}. Say what they are, with a number for each N: {named}"
    )


def _find_damaged_ids(source: Source, table: Table, mapping: Mapping[str, str]) -> dict[str, tuple[int, str]]:
    """Name the id fields that a spreadsheet or a float has destroyed en masse: how many rows, and an example.

    The whole column is read only when the first rows, or an exponent anywhere in the file, make it suspicious.
    """
    fields = {name: mapping[name] for name in ("account_id", "post_id") if name in mapping}
    suspects = {name: column for name, column in fields.items() if _lost(table.sample, mapping, name).len()}
    if not suspects and not _has_exponents(source):
        return {}
    damaged: dict[str, tuple[int, str]] = {}
    for name, column in fields.items():
        if column not in table.columns:
            continue
        rows, lost, example = 0, 0, ""
        for piece in table.read(200_000, [column]):
            found = _lost(piece.frame, mapping, name)
            rows += piece.frame.height - piece.frame[column].null_count()
            lost += len(found)
            example = example or (str(found[0]) if len(found) else "")
        if lost > DAMAGED_SHARE * rows:
            damaged[name] = (lost, example)
    return damaged


def _lost(frame: pl.DataFrame, mapping: Mapping[str, str], our_field: str) -> pl.Series:
    """Return the ids of a field that are damaged beyond repair."""
    cells = pick(frame, mapping, our_field)
    if cells is None:
        return pl.Series([], dtype=pl.String)
    ids = read_ids(cells)
    return ids.filter(ids.is_not_null() & drop_damaged_ids(ids).is_null())


def _has_exponents(source: Source) -> bool:
    """Say whether a text file holds anything like 9.06E+17."""
    if source.is_parquet:
        return False
    with source.path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        for sign in (b"E+", b"e+"):
            place = content.find(sign)
            while place >= 0:
                if SCIENTIFIC.match(content, max(place - 1, 0)):
                    return True
                place = content.find(sign, place + 2)
    return False


def drop_non_accounts(posts: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Leave the author of a deleted Reddit account empty: `[deleted]` is not one account that posts everywhere."""
    is_gone = pl.col("account_id").is_in(["[deleted]", "[removed]"])
    names = [name for name in ("account_id", "handle") if name in posts.columns]
    return posts.with_columns(pl.when(~is_gone).then(pl.col(name)).alias(name) for name in names)


def find_problems(source: Source, settings: ReadSettings) -> tuple[Problem, ...]:
    """Report assumed time zones, derived ids, repeated rows and columns, destroyed ids, and a missing header."""
    table = open_table(source)
    plan = _plan(source, table, settings)

    def read_again(tally: Tally) -> Iterator[Batch]:
        return read_mapped(source, table, plan, rows_per_batch=settings.rows_per_batch, tally=tally)

    tally = noticed(source, read_again)
    found = [*describe_tally(tally, zone=settings.zone), *_unknown_platform(plan, tally)]
    found += find_repeated_columns(source, table.columns, plan.mapping, settings, tally.rows)
    for name, (rows, example) in _find_damaged_ids(source, table, plan.mapping).items():
        instead = "the handle stands for the account" if name == "account_id" else "ids are derived from the rows"
        told = f"Column {plan.mapping[name]} was rounded by a spreadsheet or a float and is not used; {instead}."
        advice = f"{told} {EXPORT_AGAIN}"
        found.append(Problem(f"damaged_{name}", rows, example, advice))
    return tuple(found)


def _unknown_platform(plan: Plan, tally: Tally) -> tuple[Problem, ...]:
    """Report posts whose platform neither the file nor the user has named."""
    if plan.platform != UNKNOWN or "platform" in plan.mapping:
        return ()
    return describe_platform(tally.rows)


IMPORTER = Importer(
    name="generic",
    title="Any table of posts (CSV, TSV, JSON lines, Parquet)",
    platform=UNKNOWN,
    columns=("created_at", "account_id or handle", "text, urls, hashtags or ref_post_id"),
    traps=(
        "Columns are guessed from their names in several languages; `unisono inspect` shows them, --map mends them.",
        "Times without an offset are read as UTC, which is reported; --tz names another zone.",
        "Dates like 3/4/2018 are decided over the whole column, and refused when nothing in it decides.",
        "Ids that a spreadsheet has rounded are not used: the handle stands for the account, post ids are derived.",
        "Without a post id, ids are derived from author, time and text; equal rows stay distinct posts.",
        "`RT @name:` at the start of a text makes a repost where no column says which rows are reposts.",
    ),
    recognise=recognise,
    read=read,
    map_columns=map_columns,
    find_problems=find_problems,
)
