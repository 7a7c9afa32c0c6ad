"""Posts of X as Apify's tweet scrapers deliver them as a table: the fields of objects joined by `/` or `.`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl

from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.formats.apify_twitter import AUTHOR, NO_RESULTS, OWN, POST
from unisono.importers.json_files.shapes import first_objects
from unisono.importers.problems import Problem
from unisono.importers.tables.cells import read_counts, read_flags, read_ids, read_names, read_texts
from unisono.importers.tables.rows import ROW, Rows, no_cells
from unisono.importers.tables.tabular import Table, columns_of
from unisono.importers.tables.text_marks import find_hashtags, find_mentions, find_urls
from unisono.importers.times import read_times
from unisono.importers.tweet_tables.tweet_batches import (
    SetAside,
    TweetTable,
    describe_damage,
    read_tweet_table,
)
from unisono.importers.tweet_tables.wide_columns import NUMBERS
from unisono.model.batches import Batch

SIGNS = ("/", ".")
MOST_ITEMS = 30
"""A table has a column for every place in a list: entities/hashtags/0/text and so on."""

PLACES = {"": "", "original_": "retweet/", "quoted_": "quote/"}
LISTS = {
    "hashtags": ("entities/hashtags/{}/text",),
    "urls": ("entities/urls/{}/expanded_url", "entities/urls/{}/url"),
    "mentions": ("entities/user_mentions/{}/id_str", "entities/user_mentions/{}/screen_name"),
    "media": ("extendedEntities/media/{}/media_url_https", "entities/media/{}/media_url_https"),
}
FINDERS = {"hashtags": find_hashtags, "mentions": find_mentions, "urls": find_urls}
NEEDED = {"created_at": "createdAt", "post_id": "id"}
IDS = ("id", "user_id", "thread_id", "in_reply_to_post", "in_reply_to_user", "quoted_status_id")
CLOCKS = ("created_at", "user_created_at")


def _paths(path: str) -> Iterator[str]:
    """Spell the name of a column both ways."""
    for sign in SIGNS:
        yield path.replace("/", sign)


def _columns() -> list[str]:
    """List every column that may be read."""
    plain = [name for names in (*POST.values(), *OWN.values()) for name in names]
    author = [f"author/{name}" for names in AUTHOR.values() for name in names]
    lists = [path.format(place) for paths in LISTS.values() for path in paths for place in range(MOST_ITEMS)]
    every = [f"{place}{name}" for place in PLACES.values() for name in (*plain, *author, *lists)]
    return list(dict.fromkeys(spelled for name in (*every, "noResults", "type") for spelled in _paths(name)))


COLUMNS = _columns()


def recognise(source: Source) -> float:
    """Say how surely this is such a table: it names the author's userName, and the time as the objects do."""
    if first_objects(source, 1):
        return 0.0  # the objects themselves: they are read whole
    columns = set(columns_of(source))
    named = any(name in columns for name in _paths("author/userName"))
    return 0.95 if named and {"id", "createdAt"} <= columns and columns & {"text", "fullText"} else 0.0


def _cell(frame: pl.DataFrame, path: str) -> pl.Series:
    """Return the column of a path, however it is spelled; nulls where the table has none."""
    return next((frame[name] for name in _paths(path) if name in frame.columns), no_cells(frame.height))


def _first(frame: pl.DataFrame, place: str, names: Sequence[str]) -> pl.Series:
    """Return the first of several columns that is filled, row by row."""
    cells = [_cell(frame, f"{place}{name}").cast(pl.String).str.strip_chars() for name in names]
    return pl.select(pl.coalesce(one.set(one == "", None) for one in cells)).to_series()


def _list(frame: pl.DataFrame, place: str, paths: Sequence[str]) -> pl.Series | None:
    """Return the list whose places are columns, of the first path that has any; None where none has."""
    columns = []
    for number in range(MOST_ITEMS):
        ways = [f"{place}{path.format(number)}" for path in paths]
        if any(name in frame.columns for way in ways for name in _paths(way)):
            columns.append(_first(frame, "", ways))
    if not columns:
        return None
    joined = pl.DataFrame([one.alias(str(number)) for number, one in enumerate(columns)])
    return joined.select(pl.concat_list(pl.all()).list.drop_nulls()).to_series()


def widen(frame: pl.DataFrame) -> pl.DataFrame:
    """Turn the cells of each row into a wide row of Twitter."""
    wide: dict[str, pl.Series] = {ROW: frame[ROW], "written_at": _cell(frame, "createdAt").cast(pl.String)}
    for prefix, place in PLACES.items():
        plain = POST if prefix else {**POST, **OWN}
        fields = {name: (place, ways) for name, ways in plain.items() if name not in ("first_id", "history")}
        fields |= {name: (f"{place}author/", ways) for name, ways in AUTHOR.items()}
        for name, (where, ways) in fields.items():
            wide[f"{prefix}{name}"] = _read(name, _first(frame, where, ways))
        for name, paths in LISTS.items():
            found = _list(frame, place, paths)
            if found is None and name in FINDERS:
                found = FINDERS[name](wide[f"{prefix}text"])
            if found is not None:
                wide[f"{prefix}{name}"] = found
        wide[f"{prefix}truncated"] = wide[f"{prefix}text"].is_null()
    table = pl.DataFrame([cells.alias(name) for name, cells in wide.items()])
    return table.with_columns(pl.coalesce("quoted_id", "quoted_status_id").alias("quoted_id")).drop("quoted_status_id")


def _read(name: str, cells: pl.Series) -> pl.Series:
    """Read the cells of one column as what they hold."""
    if name in IDS:
        return read_ids(cells)
    if name in CLOCKS:
        return read_times(cells).at
    if name in NUMBERS or name.removeprefix("user_") in ("followers", "following", "posts", "likes"):
        return read_counts(cells)
    if name == "user_verified":
        return read_flags(cells)
    return read_texts(cells) if name in ("text", "user_bio") else read_names(cells)


def set_aside(table: Table) -> SetAside | None:
    """Part the scraper's own notes from the posts; None where the table has no column for them."""
    if "noResults" not in table.columns:
        return None

    def part(rows: Rows, following: pl.DataFrame | None) -> tuple[pl.DataFrame, pl.DataFrame]:
        is_note = read_flags(rows.frame["noResults"]).fill_null(value=False)
        return rows.frame.filter(~is_note), rows.frame.filter(is_note)

    return part


FORMAT = TweetTable(needed=NEEDED, columns=COLUMNS, widen=widen, inlined=NO_RESULTS, set_aside=set_aside)


def read(source: Source, settings: ReadSettings) -> Iterator[Batch]:
    """Yield the table's posts in batches; raises DataRejectedError where a column is missing."""
    for batch in read_tweet_table(source, settings, FORMAT):
        rejected = (replace(one, example="noResults") if one.reason == NO_RESULTS else one for one in batch.rejected)
        yield replace(batch, rejected=tuple(rejected))


def find_problems(source: Source, settings: ReadSettings) -> tuple[Problem, ...]:
    """Report ids that a spreadsheet has destroyed."""
    told = {"id": "the post is named by its author, time and text"}
    told |= dict.fromkeys(_paths("author/id"), "the account is its handle")
    return describe_damage(source, told, settings.rows_per_batch)


def map_columns(source: Source, settings: ReadSettings) -> Mapping[str, str]:
    """Return which column each of our fields comes from."""
    columns = set(columns_of(source))
    wanted = {
        "post_id": ("id",),
        "account_id": ("author/id",),
        "handle": ("author/userName",),
        "display_name": ("author/name",),
        "created_at": ("createdAt",),
        "text": ("fullText", "text"),
        "ref_post_id": ("retweet/id", "inReplyToId", "quote/id", "quoteId"),
        "thread_id": ("conversationId",),
        "hashtags": ("entities/hashtags/0/text",),
        "urls": ("entities/urls/0/expanded_url",),
        "lang": ("lang",),
        "client": ("source",),
        "view_count": ("viewCount",),
    }
    found = {
        field: [spelled for name in names for spelled in _paths(name) if spelled in columns]
        for field, names in wanted.items()
    }
    return {field: " or ".join(dict.fromkeys(names)) for field, names in found.items() if names}


IMPORTER = Importer(
    name="apify_twitter_csv",
    title="Posts of X from Apify's tweet scrapers (table)",
    platform="twitter",
    columns=("id", "createdAt", "text or fullText", "author/userName or author.userName"),
    reads=tuple(COLUMNS),
    traps=(
        "Lists are spread over numbered columns (entities/hashtags/0/text); without them tags and links are found in "
        "the text, where links are shortened.",
        "A table that was opened in a spreadsheet has lost the last digits of its ids: they are not used.",
        "Rows with noResults are the scraper's own notes, and are rejected.",
        "The JSON of the same run holds more: prefer it.",
    ),
    recognise=recognise,
    read=read,
    map_columns=map_columns,
    find_problems=find_problems,
)
