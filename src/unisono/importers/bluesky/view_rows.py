"""From the columns of records and views to posts, with what they refer to, and to profiles."""

import polars as pl

from unisono.importers.bluesky.other_records import reason_for_other
from unisono.importers.bluesky.record_fields import IN_ADDRESS, POST, REPOST, real_handle, with_record_columns
from unisono.importers.bluesky.view_fields import COUNTS, PREFIXES
from unisono.importers.times import read_times
from unisono.model.tables import ACCOUNTS, TIME, conform

IN_COLLECTION = r"^at://[^/]+/([^/]+)/"
REPOSTED = "#reasonRepost"
ABOUT_AUTHOR = {"handle": "handle", "display_name": "name", "by_avatar_url": "picture", "by_created_at": "created_at"}


def name_post_columns(wide: pl.DataFrame) -> pl.DataFrame:
    """Return posts and reposts, with the columns that posts are made of."""
    did = pl.col("post_id").str.extract(IN_ADDRESS)
    collection = pl.col("post_id").str.extract(IN_COLLECTION).alias("collection")
    handles = [real_handle(f"{whose}_handle") for whose in ("author", "reposter", "parent", "quoted")]
    wide = with_record_columns(wide.with_columns(collection, *handles), PREFIXES).with_columns(
        pl.coalesce("author_id", did).alias("account_id"),
        _earlier(wide, "declared_at", "seen_at").alias("created_at"),
        *(pl.col(f"author_{theirs}").alias(ours) for ours, theirs in ABOUT_AUTHOR.items()),
        pl.lit(None, TIME).alias("by_observed_at"),
    )
    return _as_reposts(_with_references(wide))


def _earlier(wide: pl.DataFrame, declared: str, seen: str) -> pl.Expr:
    """Return the time that is declared, or that of the platform where it is earlier or the only one, as written."""
    said, known = (read_times(wide[name]).at for name in (declared, seen))
    is_known = pl.lit((known < said).fill_null(value=False) | (said.is_null() & known.is_not_null()))
    return pl.when(is_known).then(seen).otherwise(declared)


def _with_references(wide: pl.DataFrame) -> pl.DataFrame:
    """Add what the view says of the post that is answered or quoted; nothing of any other post."""
    is_parent = (pl.col("kind") == "reply") & (pl.col("parent_id") == pl.col("ref_post_id"))
    is_quoted = (pl.col("kind") == "quote") & (pl.col("quoted_id") == pl.col("ref_post_id"))

    def said(name: str) -> pl.Expr:
        return pl.when(is_parent).then(f"parent_{name}").when(is_quoted).then(f"quoted_{name}")

    times = {name: _earlier(wide, f"{name}_declared", f"{name}_seen") for name in ("parent", "quoted")}
    at = pl.when(is_parent).then(times["parent"]).when(is_quoted).then(times["quoted"])
    return wide.with_columns(
        said("handle").alias("ref_handle"),
        said("text").alias("ref_text"),
        at.alias("ref_created_at"),
        said("likes").alias("ref_like_count"),
        said("reposts").alias("ref_repost_count"),
        said("replies").alias("ref_reply_count"),
        said("quotes").alias("ref_quote_count"),
    )


def _as_reposts(wide: pl.DataFrame) -> pl.DataFrame:
    """Turn the items of a feed that somebody has passed on into that account's reposts; the post is its reference."""
    is_passed_on = pl.col("reason_type").str.ends_with(REPOSTED).fill_null(value=False)
    name = pl.concat_str(pl.lit("repost:"), "reposter_id", pl.lit(":"), "post_id")
    original = {
        "ref_post_id": "post_id", "ref_account_id": "account_id", "ref_handle": "handle", "ref_text": "text",
        "ref_created_at": "created_at", **{f"ref_{count}": count for count in COUNTS.values()},
    }  # fmt: skip
    repost = {
        "kind": pl.lit("repost"), "post_id": pl.coalesce("repost_id", name), "account_id": pl.col("reposter_id"),
        "created_at": pl.col("reposted_at"), "thread_id": pl.lit(None, pl.String),
        **{ours: pl.col(f"reposter_{theirs}") for ours, theirs in ABOUT_AUTHOR.items()},
        **{count: pl.lit(None, pl.Int64) for count in COUNTS.values()},
        **{ours: pl.col(theirs) for ours, theirs in original.items()},
    }  # fmt: skip
    return wide.with_columns(
        pl.when(is_passed_on).then(value).otherwise(pl.col(column)).alias(column) for column, value in repost.items()
    )


def is_post() -> pl.Expr:
    """Say which wide rows are posts or reposts."""
    collection = pl.col("post_id").str.extract(IN_COLLECTION)
    is_own = pl.col("type").is_null() | (pl.col("type") == collection)
    is_shown = ~pl.col("not_found").fill_null(value=False) & ~pl.col("blocked").fill_null(value=False)
    return (collection.is_in([POST, REPOST]) & is_own & pl.col("has_record") & is_shown).fill_null(value=False)


def is_profile() -> pl.Expr:
    """Say which wide rows are profiles."""
    named = pl.col("profile_id").str.starts_with("did:") & (pl.col("profile_handle") != "")
    other = pl.any_horizontal(pl.col("post_id", "document_id", "creator_id").is_not_null())
    return (named & ~other).fill_null(value=False)


def profiles_in(wide: pl.DataFrame, sha256: str) -> pl.DataFrame:
    """Return the profiles among wide rows, in the columns of ACCOUNTS; when each was seen they do not say."""
    found = wide.filter(is_profile())
    return conform(
        found.select(
            pl.lit("bluesky").alias("platform"),
            pl.col("profile_id").alias("account_id"),
            real_handle("profile_handle").alias("handle"),
            pl.col("profile_name").replace("", None).alias("display_name"),
            pl.col("profile_words").replace("", None).alias("bio"),
            pl.col("profile_picture").alias("avatar_url"),
            pl.lit(read_times(found["profile_created_at"]).at).alias("created_at"),
            "followers", "following", "posts",
            pl.lit(sha256).alias("source_sha256"), "source_row",
        ),
        ACCOUNTS,
    )  # fmt: skip


def reason_for_none() -> pl.Expr:
    """Say why a wide row is neither a post nor a profile; null where it is none of what is known."""
    collection = pl.col("post_id").str.extract(IN_COLLECTION)
    is_other = collection.is_not_null() & (pl.col("has_record") | ~collection.is_in([POST, REPOST]))
    return (
        pl.when(pl.col("not_found")).then(pl.lit("a post that cannot be seen any more"))
        .when(pl.col("blocked")).then(pl.lit("a post that is hidden by a block"))
        .when(is_other).then(reason_for_other(pl.coalesce("type", collection)))
        .when(collection.is_not_null()).then(pl.lit("no post: its record is missing"))
        .when(pl.col("document_id").is_not_null()).then(pl.lit("a description of an account's repository: no post"))
        .when(pl.col("profile_id").is_not_null()).then(pl.lit("the answer of a look-up: no post"))
    )  # fmt: skip
