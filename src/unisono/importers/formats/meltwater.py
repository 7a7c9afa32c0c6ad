"""Meltwater's exports of articles and posts, often UTF-16 with tabs in a file called .csv."""

import polars as pl

from unisono.importers.post_addresses import name_platforms
from unisono.importers.tables.addressed_posts import place_posts
from unisono.importers.tables.declared import TableFormat, cells_of, importer_of
from unisono.importers.tables.tabular import Table

PLATFORMS = ("Source Domain", "Source Name", "Source", "Information Type", "Source Type")
QUOTED = r"^\s*QT\s+[@＠]([A-Za-z0-9_]{1,30})"
REPOSTED = r"^\s*RT\s+[@＠]([A-Za-z0-9_]{1,30})"
CLOCK = r"\d{1,2}:\d\d"


def refine(posts: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Name platform, post and author by the address, and tell quotes and reposts from the marks before the text."""
    stated = pl.select(pl.coalesce(*(name_platforms(cells_of(rows, name)) for name in PLATFORMS))).to_series()
    kinds_of_source = cells_of(rows, "Source Type", "Information Type").str.to_lowercase()
    by_users = kinds_of_source.str.contains("forum|board|comment|review").fill_null(value=False)
    posts = place_posts(
        posts,
        cells_of(rows, "URL"),
        stated,
        document=cells_of(rows, "Document ID"),
        by_users=by_users,
        name=cells_of(rows, "Author Name"),
    )
    text = posts["text"] if "text" in posts.columns else cells_of(rows, "Opening Text")
    quoted, reposted = text.str.extract(QUOTED), text.str.extract(REPOSTED)
    is_quote, is_repost = pl.lit(quoted).is_not_null(), pl.lit(reposted).is_not_null()
    marked = pl.when(is_quote).then(pl.lit("quote")).when(is_repost).then(pl.lit("repost"))
    return posts.with_columns(
        marked.otherwise(pl.col("kind")).alias("kind"), quoted.fill_null(reposted).alias("ref_handle")
    )


def settle(table: Table, mapping: dict[str, str]) -> dict[str, str]:
    """Join Date and Time only where Date holds no clock of its own: older exports repeat it in Time."""
    if mapping.get("created_at") != "Date+Time" or "Date" not in table.sample.columns:
        return mapping
    has_clock = table.sample["Date"].cast(pl.String).str.contains(CLOCK).fill_null(value=False)
    return {**mapping, "created_at": "Date"} if has_clock.any() else mapping


IMPORTER = importer_of(
    TableFormat(
        name="meltwater",
        title="Meltwater articles and posts (CSV)",
        platform="twitter",
        columns={
            "created_at": ("Date+Time", "Date"),
            "post_id": ("URL", "Document ID"),
            "handle": ("Author Handle|Influencer",),
            "display_name": ("Author Name",),
            "text": ("Opening Text|Hit Sentence|Headline|Title",),
            "kind": ("Content Type",),
            "lang": ("Language",),
            "hashtags": ("Hashtags",),
            "urls": ("Links",),
            "media": ("Image",),
            "like_count": ("Likes",),
            "reply_count": ("Replies|Comments",),
            "repost_count": ("Reposts|Shares",),
            "quote_count": ("Quotes",),
            "view_count": ("Views",),
        },
        signs=(
            (("Hit Sentence", "Opening Text", "Date"), 0.97),
            (("Hit Sentence", "Influencer", "Date"), 0.95),
            (("Document ID", "Author Handle", "Source Domain", "Date"), 0.95),
            (("Influencer", "Opening Text", "Date"), 0.9),
        ),
        needed=(("created_at",), ("post_id",), ("text",)),
        traps=(
            "The file may be UTF-16 with tabs although it is called .csv, and may begin with a line that is no header.",
            "One file holds posts of several platforms: each row's platform is that of its address, or else of its "
            "source.",
            "There are no account ids: the handle stands for the account, on news sites and blogs the site, on forums "
            "site/author.",
            "Dates follow the language of whoever exported: 3/4/2025 is decided over the whole column, and refused "
            "where nothing decides.",
            "A text that begins with QT @name is a quote, one that begins with RT @name a repost of that account; "
            "the file does not tell of which post.",
            "The texts of posts on X may be left out by the licence; such a row keeps its id, author and time.",
            "Reach, social echo, sentiment and estimated views are the suite's estimates, and are not read.",
            "Times are in the zone of whoever exported, which the file does not state: read as UTC and reported; "
            "--tz names another.",
        ),
        beside=("URL", "Document ID", "Author Name", *PLATFORMS),
        states_zone=False,
        refine=refine,
        settle=settle,
    )
)
