"""The table that coordination-network-toolkit takes: message_id, user_id, …, repost_id, reply_id, timestamp, urls."""

from collections.abc import Iterator, Mapping

from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.tables.mapped_rows import read_unix_table
from unisono.importers.tables.missing_platform import find_missing_platform
from unisono.importers.tables.tabular import columns_of
from unisono.model.batches import Batch

COLUMNS = {
    "post_id": "message_id", "account_id": "user_id", "handle": "username", "repost_of": "repost_id",
    "reply_to": "reply_id", "text": "message", "created_at": "timestamp", "urls": "urls",
}  # fmt: skip


def recognise(source: Source) -> float:
    """Say how surely the columns are the toolkit's."""
    found = set(columns_of(source)) & set(COLUMNS.values())
    return 0.97 if len(found) == len(COLUMNS) else 0.0


def map_columns(source: Source, settings: ReadSettings) -> Mapping[str, str]:
    """Return our field -> the toolkit's column; what the user maps comes first."""
    return {**COLUMNS, **settings.mapping}


def read(source: Source, settings: ReadSettings) -> Iterator[Batch]:
    """Read messages; a repost_id makes a repost, a reply_id a reply."""
    return read_unix_table(source, map_columns(source, settings), settings)


IMPORTER = Importer(
    name="cnt",
    title="coordination-network-toolkit messages (CSV)",
    platform="unknown",
    columns=tuple(COLUMNS.values()),
    traps=(
        "The table does not say which platform it is from: --platform names it, else it is `unknown`.",
        "Links are written as a Python list, a JSON list, or with blanks between them; all are read.",
        "Times are Unix seconds with decimals; they are kept to the microsecond.",
    ),
    recognise=recognise,
    read=read,
    map_columns=map_columns,
    find_problems=find_missing_platform,
)
