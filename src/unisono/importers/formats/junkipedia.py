"""Junkipedia's exports of posts of watched channels, on many platforms."""

import polars as pl

from unisono.importers.post_addresses import name_platforms
from unisono.importers.tables.addressed_posts import place_posts
from unisono.importers.tables.declared import TableFormat, cells_of, importer_of

ADDRESSES = ("PostUrl", "post_url", "attributes.url", "attributes.post_url", "url", "link")
PLATFORMS = ("Platform", "post_platform", "attributes.platform", "channel_platform")
NAMES = ("ChannelName", "attributes.search_data_fields.channel_data.channel_name", "attributes.channel_name")
CHANNELS = (
    "ChannelUid", "attributes.channel_uid", "attributes.search_data_fields.channel_data.channel_uid", "channel_id_str",
)  # fmt: skip


def refine(posts: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Name platform, post and author by the address and by what the table says of the channel."""
    written = cells_of(rows, *PLATFORMS)
    return place_posts(
        posts,
        cells_of(rows, *ADDRESSES),
        name_platforms(written).fill_null(written.str.to_lowercase()),
        document=cells_of(rows, "PostId", "attributes.id", "id"),
        account=lambda platform: cells_of(rows, *CHANNELS),
        name=cells_of(rows, *NAMES),
    )


BESIDE = (
    *NAMES, *ADDRESSES, *PLATFORMS, *CHANNELS, "PostId", "attributes.id", "id",
)  # fmt: skip

IMPORTER = importer_of(
    TableFormat(
        name="junkipedia",
        title="Junkipedia posts (CSV, or JSON lines of its interface)",
        platform="web",
        columns={
            "created_at": (
                "published_at",
                "PostPublishedAt",
                "attributes.published",
                "attributes.published_at",
                "post_date",
                "published",
                "created_at",
            ),
            "post_id": (*ADDRESSES, "PostId", "attributes.id"),
            "account_id": CHANNELS,
            "handle": ("ChannelHandle", "channel_username"),
            "display_name": NAMES,
            "text": (
                "post_body_text|PostText|attributes.post_body_text|attributes.search_data_fields.sanitized_text"
                "|attributes.text|body|message|image_text|attributes.image_text",
            ),
            "account_url": ("ChannelUrl", "attributes.search_data_fields.channel_data.channel_url_external"),
            "like_count": ("LikesCount", "Likes", "attributes.engagement_data.likes_count"),
            "reply_count": ("CommentsCount", "Comments", "attributes.engagement_data.comments_count"),
            "repost_count": ("SharesCount", "Shares", "attributes.engagement_data.shares_count"),
            "view_count": ("ViewsCount", "Views", "attributes.engagement_data.views_count"),
        },
        signs=(
            (("ChannelName", "PostUrl"), 0.9),
            (("ChannelName", "post_body_text"), 0.9),
            (("ChannelUid", "Platform"), 0.9),
            (("attributes.search_data_fields.channel_data.channel_name",), 0.9),
            (("attributes.channel_id", "attributes.engagement_data.total_interactions"), 0.8),
        ),
        needed=(("created_at",), ("post_id",), ("display_name", "handle", "account_id")),
        traps=(
            "Column names vary; where one of yours is not found, name it: --map text=COLUMN.",
            "Each row's platform is that of the post's address, or else of the column Platform.",
            "The channel is the account: by its id, or else by the handle in the address, or else by its name.",
            "Where a post has no words, the words read in its picture are the text.",
            "Times without an offset are read as UTC, which is reported; --tz names another zone.",
        ),
        beside=BESIDE,
        states_zone=False,
        refine=refine,
    )
)
