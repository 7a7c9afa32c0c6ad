"""Videos of TikTok's Research API as tables, in the columns that the interface and the tools around it write."""

import polars as pl

from unisono.importers.post_addresses import read_addresses
from unisono.importers.tables.cells import drop_damaged_ids, read_ids
from unisono.importers.tables.declared import TableFormat, cells_of, importer_of

MENTION = r"@[A-Za-z0-9_](?:[A-Za-z0-9_.]*[A-Za-z0-9_])?"
ADDRESSES = ("video_url", "share_url", "tiktok_url", "web_video_url", "url")


def refine(posts: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Take the id out of the address where there is one, which floats leave whole; names of accounts may have dots."""
    address = read_addresses(cells_of(rows, *ADDRESSES))
    is_here = address.platform == "tiktok"
    own = address.post_id.set(~is_here.fill_null(value=False), None)
    own = own.fill_null(drop_damaged_ids(read_ids(cells_of(rows, "id", "video_id")))).fill_null(posts["post_id"])
    if "video_mention_list" in rows.columns or "text" not in posts.columns:
        return posts.with_columns(own.alias("post_id"))
    named = posts["text"].str.extract_all(MENTION).list.eval(pl.element().str.strip_chars_start("@"))
    return posts.with_columns(own.alias("post_id"), named.alias("mentions"))


IMPORTER = importer_of(
    TableFormat(
        name="tiktok_csv",
        title="TikTok Research API videos (CSV)",
        platform="tiktok",
        columns={
            "post_id": (f"{'|'.join(ADDRESSES)}|id|video_id",),
            "account_id": ("username", "author_name"),
            "handle": ("username", "author_name"),
            "created_at": ("create_time", "created_at"),
            "text": ("video_description",),
            "hashtags": ("hashtag_names",),
            "mentions": ("video_mention_list",),
            "like_count": ("like_count",),
            "reply_count": ("comment_count",),
            "repost_count": ("share_count",),
            "view_count": ("view_count",),
        },
        signs=(
            (("video_description", "create_time", "username"), 0.95),
            (("video_description", "create_time", "author_name"), 0.95),
            (("hashtag_names", "create_time", "username"), 0.9),
            (("voice_to_text", "create_time", "username"), 0.9),
        ),
        needed=(("account_id",), ("created_at",)),
        traps=(
            "The interface gives no account id: the user name stands for the account, and a renamed account is two.",
            "Times are Unix seconds in UTC; times as text without an offset are read as UTC too.",
            "Ids that went through a float (7.12E+18) are not used; the video's address still holds them where it is "
            "in the table.",
            "music_id and effect_ids often are floats in tables and have lost digits: they are not read.",
            "Speech as text (voice_to_text) is the platform's guess at what is said, and is not the post's text.",
            "The interface leaves out Canada and videos that are deleted or private by the time of the query.",
        ),
        beside=("id", "video_id", *ADDRESSES),
        foreign=("collected_from_url",),
        refine=refine,
    )
)
