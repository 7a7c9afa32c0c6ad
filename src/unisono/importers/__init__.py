"""One file per source format; the list of them is written out here."""

from unisono.importers.declaration import Importer
from unisono.importers.formats.apify_twitter import IMPORTER as APIFY_TWITTER
from unisono.importers.formats.apify_twitter_csv import IMPORTER as APIFY_TWITTER_CSV
from unisono.importers.formats.bluesky_jetstream import IMPORTER as BLUESKY_JETSTREAM
from unisono.importers.formats.bluesky_records import IMPORTER as BLUESKY_RECORDS
from unisono.importers.formats.brandwatch import IMPORTER as BRANDWATCH
from unisono.importers.formats.cnt import IMPORTER as CNT
from unisono.importers.formats.communalytic import IMPORTER as COMMUNALYTIC
from unisono.importers.formats.coortweet import IMPORTER as COORTWEET
from unisono.importers.formats.crowdtangle import IMPORTER as CROWDTANGLE
from unisono.importers.formats.fivethirtyeight import IMPORTER as FIVETHIRTYEIGHT
from unisono.importers.formats.fourcat import IMPORTER as FOURCAT
from unisono.importers.formats.generic import IMPORTER as GENERIC
from unisono.importers.formats.junkipedia import IMPORTER as JUNKIPEDIA
from unisono.importers.formats.mastodon import IMPORTER as MASTODON
from unisono.importers.formats.meltwater import IMPORTER as MELTWATER
from unisono.importers.formats.meta_content_library import IMPORTER as META_CONTENT_LIBRARY
from unisono.importers.formats.reddit_accounts import IMPORTER as REDDIT_ACCOUNTS
from unisono.importers.formats.reddit_archive import IMPORTER as REDDIT_ARCHIVE
from unisono.importers.formats.reddit_praw import IMPORTER as REDDIT_PRAW
from unisono.importers.formats.talkwalker import IMPORTER as TALKWALKER
from unisono.importers.formats.telegram_csv import IMPORTER as TELEGRAM_CSV
from unisono.importers.formats.telegram_desktop import IMPORTER as TELEGRAM_DESKTOP
from unisono.importers.formats.telethon import IMPORTER as TELETHON
from unisono.importers.formats.tiktok_csv import IMPORTER as TIKTOK_CSV
from unisono.importers.formats.tiktok_research import IMPORTER as TIKTOK_RESEARCH
from unisono.importers.formats.twarc1_csv import IMPORTER as TWARC1_CSV
from unisono.importers.formats.twarc_csv import IMPORTER as TWARC_CSV
from unisono.importers.formats.twitter_compliance import IMPORTER as TWITTER_COMPLIANCE
from unisono.importers.formats.twitter_io_archive import IMPORTER as TWITTER_IO_ARCHIVE
from unisono.importers.formats.twitter_users_compliance import IMPORTER as TWITTER_USERS_COMPLIANCE
from unisono.importers.formats.twitter_v1 import IMPORTER as TWITTER_V1
from unisono.importers.formats.twitter_v2 import IMPORTER as TWITTER_V2
from unisono.importers.formats.twscrape import IMPORTER as TWSCRAPE
from unisono.importers.formats.x_archive import IMPORTER as X_ARCHIVE
from unisono.importers.formats.youtube_comments import IMPORTER as YOUTUBE_COMMENTS
from unisono.importers.formats.youtube_videos import IMPORTER as YOUTUBE_VIDEOS
from unisono.importers.formats.zeeschuimer import IMPORTER as ZEESCHUIMER
from unisono.model.errors import UsageError

__all__ = ["IMPORTERS", "importer_named"]

IMPORTERS: tuple[Importer, ...] = (
    ZEESCHUIMER,
    TWSCRAPE,
    APIFY_TWITTER,
    APIFY_TWITTER_CSV,
    TWITTER_V1,
    TWITTER_V2,
    TWITTER_COMPLIANCE,
    TWITTER_USERS_COMPLIANCE,
    FOURCAT,
    TWARC_CSV,
    TWARC1_CSV,
    TWITTER_IO_ARCHIVE,
    FIVETHIRTYEIGHT,
    REDDIT_ARCHIVE,
    BLUESKY_JETSTREAM,
    BLUESKY_RECORDS,
    MASTODON,
    X_ARCHIVE,
    TIKTOK_RESEARCH,
    TELETHON,
    TELEGRAM_DESKTOP,
    CROWDTANGLE,
    META_CONTENT_LIBRARY,
    BRANDWATCH,
    MELTWATER,
    TALKWALKER,
    JUNKIPEDIA,
    YOUTUBE_VIDEOS,
    YOUTUBE_COMMENTS,
    TIKTOK_CSV,
    TELEGRAM_CSV,
    REDDIT_PRAW,
    REDDIT_ACCOUNTS,
    COMMUNALYTIC,
    COORTWEET,
    CNT,
    GENERIC,
)
"""Every format that can be read; the generic table comes last."""


def importer_named(name: str) -> Importer:
    """Return the importer that `--format` names; hyphens may stand for underscores."""
    for importer in IMPORTERS:
        if importer.name == name.strip().casefold().replace("-", "_"):
            return importer
    names = ", ".join(importer.name for importer in IMPORTERS)
    raise UsageError(f"There is no format {name}. Formats: {names}. Try: unisono importers")
