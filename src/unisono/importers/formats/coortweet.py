"""CooRTweet's table of shares: object_id, account_id, content_id, timestamp_share (Unix seconds)."""

from collections.abc import Iterator, Mapping

from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.tables.mapped_rows import read_unix_table
from unisono.importers.tables.missing_platform import find_missing_platform
from unisono.importers.tables.tabular import columns_of
from unisono.model.batches import Batch

COLUMNS = {
    "post_id": "content_id", "account_id": "account_id", "repost_of": "object_id", "created_at": "timestamp_share",
}  # fmt: skip


def recognise(source: Source) -> float:
    """Say how surely the columns are CooRTweet's."""
    columns = columns_of(source)
    if not set(COLUMNS.values()) <= set(columns):
        return 0.0
    return 0.97 if len(columns) == len(COLUMNS) else 0.8


def map_columns(source: Source, settings: ReadSettings) -> Mapping[str, str]:
    """Return our field -> CooRTweet's column; what the user maps comes first."""
    return {**COLUMNS, **settings.mapping}


def read(source: Source, settings: ReadSettings) -> Iterator[Batch]:
    """Read shares as reposts: the object is what was reposted, the content the post that did it."""
    return read_unix_table(source, map_columns(source, settings), settings)


IMPORTER = Importer(
    name="coortweet",
    title="CooRTweet shares (CSV)",
    platform="unknown",
    columns=tuple(COLUMNS.values()),
    traps=(
        "The table does not say which platform it is from: --platform names it, else it is `unknown`.",
        "An object may be a post, a link or a hashtag; each share is kept as a repost of it.",
        "Times are Unix seconds, sometimes with decimals; both are read exactly.",
    ),
    recognise=recognise,
    read=read,
    map_columns=map_columns,
    find_problems=find_missing_platform,
)
