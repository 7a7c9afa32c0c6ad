"""Tables of 4CAT and Zeeschuimer: one row a post, whatever the platform, which the columns tell."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

import polars as pl

from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.fourcat_fields.clocks import describe_shift, shifted_rows, written_times
from unisono.importers.fourcat_fields.describing import AUTHORS, describe_rows
from unisono.importers.fourcat_fields.layout import Derived, FourcatSource, Look
from unisono.importers.fourcat_fields.picture_sites import ANY
from unisono.importers.fourcat_fields.pseudonyms import scope_accounts
from unisono.importers.fourcat_fields.sources import SOURCES, columns_of_source, columns_used, source_of
from unisono.importers.problems import Problem, merge_problems
from unisono.importers.reading_ahead import ahead, side_by_side
from unisono.importers.tables.column_guessing import guess_platform
from unisono.importers.tables.mapped_rows import Plan, noticed, read_mapped
from unisono.importers.tables.post_columns import COUNTS
from unisono.importers.tables.reading_problems import describe_tally
from unisono.importers.tables.rows import ROW, Rows
from unisono.importers.tables.tabular import Table, columns_of, open_table, require_columns
from unisono.importers.zones import check_zone
from unisono.model.batches import Batch
from unisono.model.tables import REFERENCES, conform

DERIVED = "made of "
"""What the names of columns that are made of others begin with; no table has such a column."""

TIME = "created_at"
DESCRIBED = "what the rows of 4CAT's table have wrong"


def recognise(source: Source) -> float:
    """Say how surely the columns are 4CAT's."""
    found = source_of(columns_of(source))
    if found is None:
        return 0.0
    return 0.6 if found is ANY else 0.96


def map_columns(source: Source, settings: ReadSettings) -> Mapping[str, str]:
    """Return our field -> the table's column, the chief one where a field is made of several."""
    columns = columns_of(source)
    found = source_of(columns)
    if found is None:
        return dict(settings.mapping)
    time = "unix_timestamp" if found.clock == "unix" and "unix_timestamp" in columns else "timestamp"
    return {TIME: time, **columns_of_source(found, columns), **settings.mapping}


def read(source: Source, settings: ReadSettings) -> Iterator[Batch]:
    """Read posts; what a column says depends on the source, which the columns tell."""
    table = open_table(source)
    found = source_of(table.columns)
    if found is None:
        require_columns(
            source, table, dict(zip(("post_id", "handle", "text"), ("id", "author", "body"), strict=True)), settings
        )
        found = ANY
    require_columns(source, table, settings.mapping, settings)
    look = look_through(table, found, settings.rows_per_batch)
    nested: list[pl.DataFrame] = []
    described: list[Problem] = []
    prepared = replace(table, read=lambda size, _: prepare(table, found, look, size, settings, nested, described))
    plan = Plan(
        mapping=mapping_of(found, table.columns, settings),
        platform=(settings.platform or guess_platform(table.columns, table.sample)) if found is ANY else found.platform,
        zone=check_zone(settings.zone or "UTC"),
        refine=lambda posts, rows: refine(posts, rows, found),
        refuse=found.refuse,
    )
    for batch in read_mapped(source, prepared, plan, rows_per_batch=settings.rows_per_batch):
        yield replace(batch, references=references_of(nested.pop(0), batch, plan.platform, source.sha256))
    source.noticed[DESCRIBED] = described


def mapping_of(found: FourcatSource, columns: tuple[str, ...], settings: ReadSettings) -> dict[str, str]:
    """Return our field -> the column to read, a made one where the source makes the field of several."""
    mapping = columns_of_source(found, columns)
    if TIME not in mapping:
        mapping[TIME] = DERIVED + TIME
    return {**mapping, **{name: DERIVED + name for name in found.derives}, **settings.mapping}


def look_through(table: Table, found: FourcatSource, rows_per_batch: int) -> Look:
    """Read what rows say of one another, before any of them is read."""
    wanted = [name for name in found.looked_at if name in table.columns]
    if found.look is None or not wanted:
        return Look()
    pieces = [
        found.look(rows.frame).drop_nulls()
        for rows in ahead(table.read(rows_per_batch, wanted))
        if rows.frame.height and set(wanted) == set(rows.frame.columns) - {ROW}
    ]
    return Look(pl.concat(pieces).unique("name", keep="first")) if pieces else Look()


def prepare(
    table: Table,
    found: FourcatSource,
    look: Look,
    size: int,
    settings: ReadSettings,
    nested: list[pl.DataFrame],
    described: list[Problem],
) -> Iterator[Rows]:
    """Yield rows with the columns that are made of others; posts inside them go to `nested`, faults to `described`."""
    said = {part for column in settings.mapping.values() for part in (column, *column.split("+"))}
    wanted = [name for name in table.columns if name in said or name in columns_used(found, table.columns)]
    beside = [name for name in table.columns if name in AUTHORS and name not in wanted]
    for rows in table.read(size, [*wanted, *beside]):
        frame = rows.frame.drop(beside)
        problems, made, inside = side_by_side(
            partial(describe, rows.frame, found, look),
            partial(derive, frame, found, look),
            partial(found.references or (lambda _: pl.DataFrame()), frame),
        )
        described[:] = merge_problems([*described, *problems])
        nested.append(inside)
        yield Rows(frame.with_columns(cells.alias(DERIVED + name) for name, cells in made.items()), rows.rejected)


def derive(frame: pl.DataFrame, found: FourcatSource, look: Look) -> Derived:
    """Return the columns that are made of others: the time, and those of the source."""
    made = {TIME: written_times(frame, found.clock)}
    return made if found.derive is None else {**made, **found.derive(frame, look)}


def describe(frame: pl.DataFrame, found: FourcatSource, look: Look) -> list[Problem]:
    """Report what some rows have wrong: clocks, addresses, authors, and what is not whole."""
    return [*describe_shift(shifted_rows(frame), found.clock), *describe_rows(frame, found.name, look)]


def refine(posts: pl.DataFrame, rows: pl.DataFrame, found: FourcatSource) -> pl.DataFrame:
    """Make the last changes of the source and of all: no count is negative, an account without id is its handle."""
    if found.refine is not None:
        posts = found.refine(posts, rows)
    counts = [name for name in COUNTS if name in posts.columns]
    posts = posts.with_columns(pl.when(pl.col(name) >= 0).then(pl.col(name)).alias(name) for name in counts)
    if {"account_id", "handle"} <= set(posts.columns):
        posts = posts.with_columns(pl.coalesce("account_id", "handle").alias("account_id"))
    return scope_accounts(posts, rows)


def references_of(nested: pl.DataFrame, batch: Batch, platform: str, sha256: str) -> pl.DataFrame:
    """Return the posts inside the rows that were kept, the last sight of each."""
    if nested.is_empty():
        return conform(nested, REFERENCES)
    kept = nested.filter(pl.col(ROW).is_in(batch.posts[ROW].implode())).unique(
        "post_id", keep="last", maintain_order=True
    )
    return conform(
        kept.with_columns(pl.lit(platform).alias("platform"), pl.lit(sha256).alias("source_sha256")), REFERENCES
    )


def find_problems(source: Source, settings: ReadSettings) -> tuple[Problem, ...]:
    """Report rounded and derived ids, shifted clocks, wrong addresses, replaced authors, and what is not whole."""
    if source_of(columns_of(source)) is None:
        return ()
    tally = noticed(source, lambda _: read(source, settings))
    return tuple(merge_problems([*describe_tally(tally), *source.noticed.get(DESCRIBED, ())]))


IMPORTER = Importer(
    name="fourcat",
    title="4CAT and Zeeschuimer tables of any platform (CSV)",
    platform="unknown",
    columns=("id", "body", "timestamp or unix_timestamp", "author"),
    traps=(
        f"The columns tell the platform: {', '.join(source.name for source in SOURCES[:-1])}.",
        "A table with id, thread_id, author, body and timestamp alone is read as well; --platform names its platform.",
        "X: a repost has no original's id here and is joined by author and words; the NDJSON of the export has it.",
        "X: an answer names its conversation: it refers to the first post of that, unless somebody else is answered.",
        "X: the address is made of a rounded id in some exports: the id is used.",
        "X: an id that a spreadsheet has rounded is taken from the address; a rounded account is its handle.",
        "Bluesky: posts referred to are named by handle; the did is looked up among the authors in the file.",
        "Telegram: messages are named by the chat's id, which the channel's own posts tell, and their number.",
        "Two times that differ by whole hours are reported; the platform's own is used.",
        "Authors that were replaced by hashes are bound to the file and never join those of another.",
        "Instagram: hidden likes and counts of partly collected posts are unknown, not zero; a time of zero is none.",
        "LinkedIn: the time is read out of the post's id, for the table only reckons back from `3d`.",
        "Lists are joined by commas, which addresses may hold: links are cut where the next one begins.",
        "4CAT leaves out items that it cannot map, and says so only in its log: prefer its NDJSON.",
    ),
    recognise=recognise,
    read=read,
    map_columns=map_columns,
    find_problems=find_problems,
)
