"""Sites that speak as Mastodon does and are platforms of their own: known by their addresses, numbered by themselves.

They pass nothing on to other servers, so a number names a post or an account for good, as in their other exports.
"""

import polars as pl

from unisono.importers.fediverse.known_numbers import HOST

MASTODON = "mastodon"
SITES = {"truthsocial.com": "truthsocial", "gab.com": "gab"}
NUMBERED = tuple(SITES.values())
NAME = r"^https?://[^/]+/@?([^/?#]+)/?$"


def platform_of(address: pl.Expr) -> pl.Expr:
    """Name the platform of posts or accounts by their addresses."""
    site = address.str.extract(HOST).str.to_lowercase().str.strip_prefix("www.")
    return site.replace_strict(SITES, default=MASTODON, return_dtype=pl.String).fill_null(MASTODON)


def name_by_numbers(statuses: pl.DataFrame) -> pl.DataFrame:
    """Return statuses with their platform; those of a numbered site go by its numbers and names, not addresses."""
    statuses = statuses.with_columns(platform_of(pl.coalesce("uri", "page")).alias("platform"))
    is_numbered = pl.col("platform").is_in(NUMBERED)
    if not statuses.select(is_numbered.any()).item():
        return statuses
    kind = pl.col("kind")

    def by_kind(repost: str, reply: str | None, quote: str) -> pl.Expr:
        answered = pl.lit(None, pl.String) if reply is None else pl.col(reply)
        return (
            pl.when(kind == "repost")
            .then(repost)
            .when(kind == "reply")
            .then(answered)
            .when(kind == "quote")
            .then(quote)
        )

    numbers = {
        "post_id": pl.col("number"),
        "account_id": pl.col("author_number"),
        "handle": pl.col("author_name"),
        "ref_post_id": by_kind("passed_number", "parent_number", "quoted_number"),
        "ref_account_id": by_kind("passed_author_number", "parent_author", "quoted_author_number"),
        "ref_handle": by_kind("passed_name", None, "quoted_name"),
    }
    found = [
        pl.when(is_numbered & told.is_not_null()).then(told).otherwise(name).alias(name)
        for name, told in numbers.items()
    ]
    names = pl.col("mentions").list.eval(pl.coalesce(pl.element().str.extract(NAME), pl.element()))
    return statuses.with_columns(*found, pl.when(is_numbered).then(names).otherwise("mentions").alias("mentions"))
