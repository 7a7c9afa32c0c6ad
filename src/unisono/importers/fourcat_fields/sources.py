"""The sources of 4CAT, from those whose columns tell them to any table that has what all have."""

from collections.abc import Collection

from unisono.importers.fourcat_fields.bluesky_posts import BLUESKY
from unisono.importers.fourcat_fields.layout import FourcatSource
from unisono.importers.fourcat_fields.meta_sites import FACEBOOK, INSTAGRAM, THREADS
from unisono.importers.fourcat_fields.network_sites import GAB, LINKEDIN, TRUTH, TUMBLR, VK
from unisono.importers.fourcat_fields.picture_sites import ANY, IMGUR, NINEGAG, PINTEREST, XIAOHONGSHU
from unisono.importers.fourcat_fields.telegram_messages import TELEGRAM
from unisono.importers.fourcat_fields.video_sites import DOUYIN, TIKTOK, TIKTOK_COMMENTS
from unisono.importers.fourcat_fields.x_posts import TWITTER_IMPORT, TWITTER_V2

SOURCES: tuple[FourcatSource, ...] = (
    TWITTER_V2,
    TWITTER_IMPORT,
    BLUESKY,
    TIKTOK_COMMENTS,
    TIKTOK,
    INSTAGRAM,
    THREADS,
    FACEBOOK,
    TELEGRAM,
    VK,
    TRUTH,
    GAB,
    LINKEDIN,
    TUMBLR,
    DOUYIN,
    NINEGAG,
    IMGUR,
    PINTEREST,
    XIAOHONGSHU,
    ANY,
)
"""The first whose telling columns a table has is its source."""

TIME_COLUMNS = frozenset({"timestamp", "unix_timestamp", "created_at"})


def source_of(columns: Collection[str]) -> FourcatSource | None:
    """Return the source whose columns these are; None for a table that is none of 4CAT's."""
    have = set(columns)
    if not have & TIME_COLUMNS:
        return None
    return next((source for source in SOURCES if source.telling <= have), None)


def columns_of_source(source: FourcatSource, columns: Collection[str]) -> dict[str, str]:
    """Return our field -> the column of the table that holds it, or the first of several."""
    have = set(columns)
    found = {}
    for our_field, candidates in source.columns.items():
        column = next((name for name in candidates if name in have), None)
        if column is not None:
            found[our_field] = column
    return found


def columns_used(source: FourcatSource, columns: Collection[str]) -> list[str]:
    """Return the columns of a table that are looked at: some exports have sixty."""
    wanted = {name for candidates in source.columns.values() for name in candidates}
    pictures = {name for name in columns if name.startswith("author")}
    return [name for name in columns if name in wanted | set(source.beside) | TIME_COLUMNS | pictures]
