"""What every Twitter JSON becomes: one wide row a post, then posts, references and account snapshots.

A wide row has the post's own fields without prefix, and those of the posts nested in it with a prefix:
`original_` (what it reposts), `quoted_`, `replied_`. Times are UTC, lists are null where the file has none.
"""

from collections.abc import Sequence

import polars as pl

from unisono.model.clocks_in_ids import snowflake_times
from unisono.model.tables import ACCOUNTS, POSTS, REFERENCES, TIME, conform

NESTED = ("original_", "quoted_", "replied_")
MANUAL_REPOST = r"^RT @(\w{1,15}):? "
COUNTS = {"repost_count": "reposts", "reply_count": "replies", "like_count": "likes", "quote_count": "quotes"}
PROFILE = {
    "account_id": "user_id",
    "handle": "user_handle",
    "display_name": "user_name",
    "bio": "user_bio",
    "created_at": "user_created_at",
    "location_text": "user_location",
    "url": "user_url",
    "avatar_url": "user_avatar",
    "followers": "user_followers",
    "following": "user_following",
    "posts": "user_posts",
    "likes": "user_likes",
    "lang": "user_lang",
    "verified": "user_verified",
}
IDENTITY = ("account_id", "handle", "display_name", "bio", "location_text", "url", "avatar_url", "verified")


def unescape(text: pl.Expr) -> pl.Expr:
    """Undo the three characters that Twitter escapes in texts; `&amp;lt;` becomes `&lt;`, as its author wrote it."""
    return text.map_batches(_unescape_some, return_dtype=pl.String)


def _unescape_some(texts: pl.Series) -> pl.Series:
    """Rewrite the few texts that have an escape, and leave the others as they are."""
    rows = texts.str.contains("&", literal=True).fill_null(value=False).arg_true()
    plain = texts.gather(rows)
    for escaped, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        plain = plain.str.replace_all(escaped, character, literal=True)
    return texts.scatter(rows, plain) if rows.len() else texts


def client_name(source: pl.Expr) -> pl.Expr:
    """Return the name in `<a href="…">Twitter for iPhone</a>`, or the field as it is; empty is unknown."""
    return source.map_batches(_client_names, return_dtype=pl.String)


def _client_names(sources: pl.Series) -> pl.Series:
    """Look into each distinct field once: there are far fewer than posts."""
    each = sources.unique()
    name = each.str.extract(r">([^<]*)<", 1).fill_null(each)
    return sources.replace_strict(each, name.set(name.str.len_bytes() == 0, None), return_dtype=pl.String)


def known_time(times: pl.Expr, ids: pl.Expr) -> pl.Expr:
    """Return the times; where there is none, the time that the id was made at, if it carries one."""
    return pl.map_batches([times, ids], lambda both: _known_times(*both), return_dtype=TIME)


def _known_times(times: pl.Series, ids: pl.Series) -> pl.Series:
    """Look only into ids of rows without a time."""
    rows = (times.is_null() & ids.is_not_null()).arg_true()
    return times.scatter(rows, snowflake_times(ids.gather(rows)).cast(TIME)) if rows.len() else times


def posts_of(wide: pl.DataFrame, sha256: str) -> pl.DataFrame:
    """Return the posts of wide rows, in the columns of POSTS.

    A repost of a quote is a repost; a quote that answers somebody is a reply (the quoted link stays among its urls);
    a repost carries the original's text, tags, links, mentions and media, and no counts: those are the original's.
    """
    named = wide.with_columns(_reposted_by_hand(pl.col("text")).alias("by_hand"))
    posts = named.with_columns(_kind().alias("kind")).with_columns(*_reference(), *_content())
    repost = (pl.col("kind") == "repost") & pl.col("original_id").is_not_null()
    counts = [
        pl.when(~repost).then(pl.col(ours)).alias(field) for field, ours in {**COUNTS, "view_count": "views"}.items()
    ]
    posts = posts.with_columns(
        *counts,
        pl.lit("twitter").alias("platform"),
        pl.col("id").alias("post_id"),
        pl.col("user_id").alias("account_id"),
        pl.col("user_handle").alias("handle"),
        pl.col("user_name").alias("display_name"),
        known_time(pl.col("created_at"), pl.col("id")).alias("created_at"),
        pl.lit("second").alias("created_at_precision"),
        client_name(pl.col("source")).alias("client"),
        pl.lit(sha256).alias("source_sha256"),
    )
    return conform(posts, POSTS)


def _reposted_by_hand(text: pl.Expr) -> pl.Expr:
    """Return whom a text that begins with `RT @` names."""
    return text.map_batches(_named_by_hand, return_dtype=pl.String)


def _named_by_hand(texts: pl.Series) -> pl.Series:
    """Look closer only at texts that begin as a repost does."""
    rows = texts.str.starts_with("RT @").fill_null(value=False).arg_true()
    names = texts.gather(rows).str.extract(MANUAL_REPOST, 1)
    return pl.Series([None], dtype=pl.String).new_from_index(0, len(texts)).scatter(rows, names)


def _kind() -> pl.Expr:
    """Say what a row is; only a text without any other sign is looked at for a repost made by hand."""
    return (
        pl.when(pl.col("original_id").is_not_null())
        .then(pl.lit("repost"))
        .when(pl.col("in_reply_to_post").is_not_null() | pl.col("in_reply_to_user").is_not_null())
        .then(pl.lit("reply"))
        .when(pl.col("quoted_id").is_not_null())
        .then(pl.lit("quote"))
        .when(pl.col("by_hand").is_not_null())
        .then(pl.lit("repost"))
        .otherwise(pl.lit("post"))
    )


def _by_kind(repost: pl.Expr, reply: pl.Expr, quote: pl.Expr) -> pl.Expr:
    kind = pl.col("kind")
    return pl.when(kind == "repost").then(repost).when(kind == "reply").then(reply).when(kind == "quote").then(quote)


def _reference() -> list[pl.Expr]:
    """Return whom and what a row refers to; a time that the file does not give is read out of the id."""
    post = _by_kind(pl.col("original_id"), pl.col("in_reply_to_post"), pl.col("quoted_id"))
    at = _by_kind(pl.col("original_created_at"), pl.col("replied_created_at"), pl.col("quoted_created_at"))
    return [
        post.alias("ref_post_id"),
        _by_kind(pl.col("original_user_id"), pl.col("in_reply_to_user"), pl.col("quoted_user_id")).alias(
            "ref_account_id"
        ),
        _by_kind(
            pl.col("original_user_handle").fill_null(pl.col("by_hand")),
            pl.col("in_reply_to_handle").fill_null(pl.col("replied_user_handle")),
            pl.col("quoted_user_handle"),
        ).alias("ref_handle"),
        known_time(at, post).alias("ref_created_at"),
    ]


def _content() -> list[pl.Expr]:
    """Return text, tags, links, mentions and media: the original's for a repost that carries it."""
    has_original = pl.col("original_text").is_not_null()
    text = pl.when(has_original).then(pl.col("original_text")).otherwise(pl.col("text"))
    is_cut = (
        pl.when(has_original)
        .then(pl.col("original_truncated"))
        .otherwise(
            pl.col("truncated")
            | ((pl.col("kind") == "repost") & pl.col("text").str.strip_chars_end().str.ends_with("…"))
        )
    )
    lists = [
        pl.when(has_original).then(pl.col(f"original_{name}")).otherwise(pl.col(name)).alias(name)
        for name in ("hashtags", "mentions", "media")
    ]
    links = pl.when(has_original).then(pl.col("original_urls")).otherwise(pl.col("urls"))
    return [
        unescape(text).alias("text"),
        (~is_cut).alias("text_complete"),
        *lists,
        _without_quoted(links).alias("urls"),
    ]


def _without_quoted(links: pl.Expr) -> pl.Expr:
    """Leave out the address of the quoted post in a quote: it is in `ref_post_id`, and is no link to a page."""
    is_quoted = pl.element().str.contains(r"//(?:mobile\.|www\.)?(?:twitter|x)\.com/[^/]+/status/\d+")
    is_quote = pl.col("kind") == "quote"
    # Only the links of quotes are looked at; null is quickly passed over.
    kept = pl.when(is_quote).then(links).list.eval(pl.element().filter(~is_quoted))
    return pl.when(is_quote).then(kept).otherwise(links)


def references_of(wide: pl.DataFrame, sha256: str, prefixes: Sequence[str] = NESTED) -> pl.DataFrame:
    """Return the posts nested in wide rows, the last sight of each, in the columns of REFERENCES."""
    nested = [
        wide.filter(
            pl.col(f"{prefix}id").is_not_null(),
            pl.col(f"{prefix}user_id").is_not_null() | pl.col(f"{prefix}text").is_not_null(),
        ).select(
            pl.col(f"{prefix}id").alias("post_id"),
            pl.col(f"{prefix}user_id").alias("account_id"),
            pl.col(f"{prefix}user_handle").alias("handle"),
            pl.col(f"{prefix}created_at").alias("created_at"),
            pl.col(f"{prefix}text").alias("text"),
            *(pl.col(f"{prefix}{ours}").alias(field) for field, ours in COUNTS.items()),
            pl.col("source_row"),
        )
        for prefix in prefixes
    ]
    found = pl.concat(nested).unique("post_id", keep="last", maintain_order=True)
    return conform(
        found.with_columns(
            pl.lit("twitter").alias("platform"),
            known_time(pl.col("created_at"), pl.col("post_id")).alias("created_at"),
            unescape(pl.col("text")),
            pl.lit(sha256).alias("source_sha256"),
        ),
        REFERENCES,
    )


def snapshots_of(wide: pl.DataFrame, sha256: str) -> pl.DataFrame:
    """Return the profiles in wide rows, in the columns of ACCOUNTS.

    Of one profile that does not change on a day the last sight is kept; every change of name, text or picture stays.
    """
    seen = pl.col("collected_at").fill_null(known_time(pl.col("created_at"), pl.col("id")))
    profiles = [
        wide.filter(pl.col(f"{prefix}user_id").is_not_null() & pl.col(f"{prefix}user_handle").is_not_null()).select(
            *(pl.col(f"{prefix}{ours}").alias(field) for field, ours in PROFILE.items()),
            seen.alias("observed_at"),
            pl.col("source_row"),
        )
        for prefix in ("", *NESTED)
    ]
    return thin_snapshots(pl.concat(profiles), sha256)


def thin_snapshots(profiles: pl.DataFrame, sha256: str) -> pl.DataFrame:
    """Return one row a day for each state of a profile, in the columns of ACCOUNTS, by account and time."""
    day = pl.col("observed_at").dt.date().alias("day")
    thin = (
        profiles.with_columns(day)
        .sort("observed_at", maintain_order=True)
        .unique([*IDENTITY, "day"], keep="last", maintain_order=True)
        .with_columns(pl.lit("twitter").alias("platform"), pl.lit(sha256).alias("source_sha256"))
    )
    return conform(thin, ACCOUNTS)
