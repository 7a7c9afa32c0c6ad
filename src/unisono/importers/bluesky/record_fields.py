"""The fields of a Bluesky record that make a post, and what columns they become."""

from collections.abc import Sequence

import polars as pl

from unisono.engine.json_plan import Wanted

POST, REPOST = "app.bsky.feed.post", "app.bsky.feed.repost"
PICTURES = ("embed.images[].image.ref.$link", "embed.media.images[].image.ref.$link")
VIDEOS = ("embed.video.ref.$link", "embed.media.video.ref.$link")
CARDS = ("embed.external.uri", "embed.media.external.uri")
QUOTED = ("embed.record.uri", "embed.record.record.uri")
FEATURES = ("uri", "did", "tag")
LINK, MENTION = r"://|^mailto:", r"^did:\w+:"
IN_ADDRESS = r"^at://([^/]+)/"
POST_ADDRESS = rf"^at://([^/]+)/{POST.replace('.', '[.]')}/([^/]+)$"
NO_TEXTS = pl.lit([], pl.List(pl.String))


def record_fields(prefixes: Sequence[str]) -> tuple[Wanted, ...]:
    """Return the wanted fields of a record that may lie under any of some prefixes, of which a line has one.

    The features of facets (links, accounts and tags alike) have a column for each prefix, numbered: `features_0`.
    """
    wanted: list[Wanted] = []
    for number, prefix in enumerate(prefixes):
        single = {
            "type": "$type", "text": "text", "declared_at": "createdAt", "subject": "subject.uri",
            "parent": "reply.parent.uri", "thread_id": "reply.root.uri",
        }  # fmt: skip
        wanted += [Wanted(f"{prefix}.{path}", column, rank=number) for column, path in single.items()]
        wanted += [Wanted(f"{prefix}.langs[]", "langs", rank=number), Wanted(f"{prefix}.tags[]", "tags", rank=number)]
        several = {"pictures": PICTURES, "video": VIDEOS, "card": CARDS, "quoted": QUOTED}
        for column, paths in several.items():
            wanted += [
                Wanted(f"{prefix}.{path}", column, rank=number * len(paths) + place) for place, path in enumerate(paths)
            ]
        features = [f"{prefix}.facets[].features[].{feature}" for feature in FEATURES]
        wanted += [Wanted(path, f"features_{number}", item_rank=rank) for rank, path in enumerate(features)]
    return tuple(wanted)


def with_record_columns(wide: pl.DataFrame, prefixes: Sequence[str]) -> pl.DataFrame:
    """Return wide rows with what their records say in our columns; `collection` names the kind of each record.

    Added are kind, ref_post_id, ref_account_id, hashtags, urls, mentions, media and lang. A reply that quotes a post
    refers to the post replied to, and has the quoted one among its links.
    """
    features = pl.coalesce(f"features_{number}" for number in range(len(prefixes))).fill_null(NO_TEXTS)
    is_link, is_account = pl.element().str.contains(LINK), pl.element().str.contains(MENTION)
    wide = wide.with_columns(
        features.list.eval(pl.element().filter(is_link)).alias("facet_urls"),
        features.list.eval(pl.element().filter(is_account & ~is_link)).alias("facet_mentions"),
        features.list.eval(pl.element().filter(~is_account & ~is_link)).alias("facet_tags"),
    )
    is_repost = pl.col("collection") == REPOST
    is_quote = pl.col("quoted").str.contains(POST_ADDRESS).fill_null(value=False)
    is_reply = pl.col("parent").is_not_null()
    kind = pl.when(is_repost).then(pl.lit("repost")).when(is_reply).then(pl.lit("reply"))
    about = pl.when(is_repost).then("subject").when(is_reply).then("parent").when(is_quote).then("quoted")
    quoted_too = pl.when(is_reply & is_quote).then(_page_of(pl.col("quoted")))
    return wide.with_columns(
        kind.when(is_quote).then(pl.lit("quote")).otherwise(pl.lit("post")).alias("kind"),
        about.alias("ref_post_id"),
        about.str.extract(IN_ADDRESS).alias("ref_account_id"),
        *_unless(
            is_repost,
            hashtags=_joined(["facet_tags", "tags"]),
            urls=_joined(["facet_urls"], ["card", quoted_too]),
            mentions=pl.col("facet_mentions"),
            media=_joined(["pictures"], ["video"]),
        ),
        pl.col("langs").list.get(0, null_on_oob=True).alias("lang"),
        # A text that ends in an ellipsis was written so: records are whole.
        pl.when(pl.col("text").is_not_null()).then(pl.lit(value=True)).alias("text_complete"),
    )


def _page_of(address: pl.Expr) -> pl.Expr:
    """Return the web page of a post."""
    return pl.concat_str(
        pl.lit("https://bsky.app/profile/"), address.str.extract(POST_ADDRESS, 1),
        pl.lit("/post/"), address.str.extract(POST_ADDRESS, 2),
    )  # fmt: skip


def _unless(is_repost: pl.Expr, **columns: pl.Expr) -> list[pl.Expr]:
    """Leave the lists of reposts open: their record says nothing of its own."""
    return [pl.when(~is_repost).then(column).alias(name) for name, column in columns.items()]


def _joined(lists: Sequence[str], singles: Sequence[str | pl.Expr] = ()) -> pl.Expr:
    """Return one list of lists and single values, in order, each value once; what is null is left out."""
    parts = [pl.col(name).fill_null(NO_TEXTS) for name in lists]
    parts += [pl.concat_list(one) for one in singles]
    return pl.concat_list(parts).list.drop_nulls().list.unique(maintain_order=True)


def real_handle(handle: str) -> pl.Expr:
    """Return a handle; null where the platform writes that there is none (`handle.invalid`, `missing.invalid`).

    Many accounts share such a word, so it must not name any of them.
    """
    return pl.when(~pl.col(handle).str.ends_with(".invalid")).then(handle).alias(handle)


def post_address(did: pl.Expr, collection: pl.Expr, key: pl.Expr) -> pl.Expr:
    """Return the address of a record, which names it everywhere."""
    return pl.concat_str(pl.lit("at://"), did, pl.lit("/"), collection, pl.lit("/"), key)
