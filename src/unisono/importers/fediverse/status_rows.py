"""From the columns of statuses to posts, with what they refer to, and to accounts and deletions."""

import polars as pl

from unisono.importers.fediverse.known_numbers import HOST, KnownNumbers
from unisono.importers.fediverse.own_platforms import NUMBERED, platform_of
from unisono.importers.html_text import html_to_text, link_addresses
from unisono.importers.times import read_times
from unisono.model.tables import ACCOUNTS, DELETIONS, TIME, conform

NO_TEXTS = pl.lit([], pl.List(pl.String))
COUNTS = ("repost_count", "reply_count", "like_count", "quote_count")
ABOUT = {
    "display_name": "display_name", "by_bio": "note", "by_created_at": "joined_at", "by_avatar_url": "picture",
    "by_followers": "followers", "by_following": "following", "by_posts": "posts", "by_is_bot_declared": "is_bot",
}  # fmt: skip


def is_status() -> pl.Expr:
    """Say which wide rows are statuses."""
    return pl.coalesce("uri", "page").is_not_null() & pl.col("author_account_id").is_not_null()


def is_account() -> pl.Expr:
    """Say which wide rows are accounts by themselves."""
    is_named = pl.col("self_name").is_not_null() & pl.col("page").is_not_null()
    return is_named & pl.col("author_account_id").is_null()


def name_status_columns(wide: pl.DataFrame, known: KnownNumbers, *, is_live: bool) -> pl.DataFrame:
    """Return statuses with the columns that posts are made of.

    `is_live` says that they come from a stream: then a profile is seen when its post is made, else at no known time.
    """
    wide = _with_texts(wide.with_columns(_plain_names(wide["author_note"])))
    is_repost = pl.col("has_reblog").fill_null(value=False)
    wide = wide.with_columns(
        pl.coalesce("uri", "page").alias("post_id"),
        pl.col("author_account_id").alias("account_id"),
        _handle("author_name", "author_account_id").alias("handle"),
        pl.col("at").alias("created_at"),
        pl.col("edited_at").alias("collected_at"),
        *(pl.col(f"author_{theirs}").alias(ours) for ours, theirs in ABOUT.items()),
        pl.lit(value=True).alias("text_complete"),
        pl.col("author_account_id").alias("by_url"),
        _status("author_").alias("by_status"),
        *([] if is_live else [pl.lit(None, TIME).alias("by_observed_at")]),
        *_of_either(is_repost),
    )
    return _with_references(wide, known)


def _plain_names(notes: pl.Series) -> pl.Series:
    """Write descriptions as text; each is read once, however many posts carry it."""
    each = notes.drop_nulls().unique()
    return notes.replace_strict(each, html_to_text(each), default=None, return_dtype=pl.String)


def _with_texts(wide: pl.DataFrame) -> pl.DataFrame:
    """Add the words and links of a status, and of those inside it; a warning stands above the words."""
    columns: list[pl.Series] = []
    for prefix in ("", "passed_", "quoted_"):
        words = html_to_text(wide[f"{prefix}content"])
        if prefix != "quoted_":
            parts = [pl.col(f"{prefix}warning").replace("", None), pl.lit(words).replace("", None)]
            both = pl.concat_str(parts, separator="\n\n", ignore_nulls=True)
            words = wide.select(pl.when(pl.lit(words).is_not_null()).then(both).alias("words"))["words"]
            columns.append(link_addresses(wide[f"{prefix}content"]).alias(f"{prefix}links"))
        columns.append(words.alias(f"{prefix}text"))
    return wide.with_columns(columns)


def _of_either(is_repost: pl.Expr) -> list[pl.Expr]:
    """Return what a repost takes from the status that it passes on, and any other status from itself."""
    lists = {"hashtags": "tags", "mentions": "named", "media": "pictures"}
    either = {ours: (f"passed_{theirs}", theirs) for ours, theirs in {"text": "text", "lang": "language"}.items()}
    either |= {ours: (f"passed_{theirs}", theirs) for ours, theirs in lists.items()}
    values = [pl.when(is_repost).then(passed).otherwise(own).alias(ours) for ours, (passed, own) in either.items()]
    links = pl.when(is_repost).then(_links("passed_")).otherwise(_links("")).alias("urls")
    kind = (
        pl.when(is_repost).then(pl.lit("repost"))
        .when(pl.col("parent_number").is_not_null()).then(pl.lit("reply"))
        .when(pl.coalesce("quoted_uri", "quoted_url", "quoted_number").is_not_null()).then(pl.lit("quote"))
        .otherwise(pl.lit("post"))
    )  # fmt: skip
    counts = [pl.when(~is_repost).then(name).alias(name) for name in COUNTS]
    return [*values, links, kind.alias("kind"), *counts]


def _links(prefix: str) -> pl.Expr:
    lists = pl.concat_list(pl.col(f"{prefix}links").fill_null(NO_TEXTS), pl.concat_list(f"{prefix}card"))
    return lists.list.drop_nulls().list.unique(maintain_order=True)


def _with_references(wide: pl.DataFrame, known: KnownNumbers) -> pl.DataFrame:
    """Add what each post refers to. A number of one server becomes an address where the file tells which."""
    kind = pl.col("kind")
    host = pl.coalesce(_own_host(), pl.lit(known.host, pl.String))
    quoted = pl.coalesce("quoted_uri", "quoted_url", known.post_addresses(wide["quoted_number"]))
    reply = _named(pl.lit(known.post_addresses(wide["parent_number"])), host, "parent_number")
    own = pl.when(pl.col("parent_author") == pl.col("author_number")).then("account_id")
    author = pl.coalesce(
        own, known.account_addresses(wide["parent_author"]), known.post_authors(wide["parent_number"])
    )  # fmt: skip

    unknown = pl.lit(None)

    def by_kind(repost: pl.Expr, reply: pl.Expr = unknown, quote: pl.Expr = unknown) -> pl.Expr:
        chosen = pl.when(kind == "repost").then(repost).when(kind == "reply").then(reply)
        return chosen.when(kind == "quote").then(quote)

    passed = pl.coalesce("passed_uri", "passed_url")
    names = (_handle("passed_name", "passed_account_id"), _handle("quoted_name", "quoted_account_id"))
    return wide.with_columns(
        by_kind(passed, reply, _named(quoted, host, "quoted_number")).alias("ref_post_id"),
        by_kind(pl.col("passed_account_id"), author, pl.col("quoted_account_id")).alias("ref_account_id"),
        by_kind(names[0], quote=names[1]).alias("ref_handle"),
        by_kind(pl.col("passed_at"), quote=pl.col("quoted_at")).alias("ref_created_at"),
        by_kind(pl.col("passed_text"), quote=pl.col("quoted_text")).alias("ref_text"),
        *(by_kind(pl.col(f"passed_{name}")).alias(f"ref_{name}") for name in COUNTS),
    )


def _named(address: pl.Expr, host: pl.Expr, number: str) -> pl.Expr:
    """Return an address, or else the number with the server that it belongs to."""
    return pl.coalesce(address, pl.concat_str(host, pl.lit(":"), number))


def _own_host() -> pl.Expr:
    """Return the server that a status was asked from, where its author belongs to it: then the name has no server."""
    is_local = ~pl.col("author_name").str.contains("@", literal=True)
    return pl.when(is_local).then(pl.col("author_account_id").str.extract(HOST))


def _handle(name: str, account: str) -> pl.Expr:
    """Return `name@server`, as other servers call the account."""
    host = pl.col(account).str.extract(HOST)
    whole = pl.when(pl.col(name).str.contains("@", literal=True)).then(name)
    return pl.coalesce(whole, pl.concat_str(name, pl.lit("@"), host), name)


def _status(prefix: str) -> pl.Expr:
    is_gone, is_limited = pl.col(f"{prefix}is_suspended"), pl.col(f"{prefix}is_limited")
    return pl.when(is_gone).then(pl.lit("suspended")).when(is_limited).then(pl.lit("limited"))


def accounts_in(wide: pl.DataFrame, sha256: str) -> pl.DataFrame:
    """Return the accounts that stand by themselves, in the columns of ACCOUNTS; when each was seen they do not say."""
    found = wide.filter(is_account()).with_columns(platform_of(pl.col("page")).alias("platform"))
    is_numbered = pl.col("platform").is_in(NUMBERED)
    return conform(
        found.select(
            "platform",
            pl.when(is_numbered & pl.col("number").is_not_null()).then("number").otherwise("page").alias("account_id"),
            pl.when(is_numbered).then("self_name").otherwise(_handle("self_name", "page")).alias("handle"),
            pl.col("self_display_name").replace("", None).alias("display_name"),
            html_to_text(found["self_note"]).replace("", None).alias("bio"),
            read_times(found["at"]).at.alias("created_at"),
            pl.col("page").alias("url"),
            pl.col("self_picture").alias("avatar_url"),
            *(pl.col(f"self_{name}").alias(name) for name in ("followers", "following", "posts")),
            pl.col("self_is_bot").alias("is_bot_declared"),
            _status("self_").alias("status"),
            pl.lit(sha256).alias("source_sha256"),
            "source_row",
        ),
        ACCOUNTS,
    )


def deletions_in(wide: pl.DataFrame, known: KnownNumbers, sha256: str) -> pl.DataFrame:
    """Return notices that a post is gone; a stream does not date them.

    One of a post that the file does not hold goes by the server that was asked and its number there; without a server
    it names nothing. What `unisono watch` has recorded names the server, and the address of a post that it had seen.
    """
    gone = wide.filter(pl.col("event") == "delete")
    address = pl.coalesce("uri", pl.lit(known.post_addresses(gone["payload"])))
    asked = pl.coalesce("server", pl.lit(known.host, pl.String))
    server = pl.coalesce(address, pl.concat_str(pl.lit("https://"), asked))
    gone = gone.with_columns(platform_of(server).alias("platform"))
    numbered = pl.when(pl.col("platform").is_in(NUMBERED)).then("payload")
    gone = gone.with_columns(
        pl.coalesce(numbered, address, pl.concat_str(asked, pl.lit(":"), "payload")).alias("post_id"),
        pl.when(numbered.is_null()).then(pl.lit(known.post_authors(gone["payload"]))).alias("account_id"),
    )
    return conform(
        gone.filter(pl.col("post_id").is_not_null()).select(
            "platform", "post_id", "account_id",
            pl.lit("deleted").alias("reason"), pl.lit(sha256).alias("source_sha256"), "source_row",
        ),
        DELETIONS,
    )  # fmt: skip
