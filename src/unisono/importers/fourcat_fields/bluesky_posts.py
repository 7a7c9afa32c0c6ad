"""Posts of Bluesky: addresses on the site name posts by handle; the dids of their owners are looked up in the file."""

import polars as pl

from unisono.importers.fourcat_fields.layout import BASICS, Derived, FourcatSource, Look, cells, chosen

ADDRESS = r"^https?://bsky\.app/profile/([^/?#]+)/post/([^/?#]+)"
URI = r"^at://([^/]+)/[^/]+/([^/]+)$"
SORTED = ("hashtags", "urls", "mentions", "media")


def look(rows: pl.DataFrame) -> pl.DataFrame:
    """Say of each handle in the file which did it is: of authors, and of whoever began a thread that is answered."""
    address, root = cells(rows, "replied_to_post"), cells(rows, "thread_id")
    is_root = address.str.extract(ADDRESS, 2) == root.str.extract(URI, 2)
    begun = pl.DataFrame({"name": address.str.extract(ADDRESS, 1), "meaning": root.str.extract(URI, 1)})
    authors = pl.DataFrame({"name": cells(rows, "author"), "meaning": cells(rows, "author_id")})
    return pl.concat([authors, begun.filter(is_root.fill_null(value=False))]).with_columns(
        pl.col("name").str.to_lowercase()
    )


def derive(frame: pl.DataFrame, look: Look) -> Derived:
    """Say what a row is and what it refers to, by the uri of the post where its owner's did is known."""
    answered, quoted = cells(frame, "replied_to_post"), cells(frame, "quoted_post")
    kind = pl.select(
        pl.when(pl.lit(answered).is_not_null()).then(pl.lit("reply"))
        .when(pl.lit(quoted).is_not_null()).then(pl.lit("quote"))
        .otherwise(pl.lit("post")).alias("kind")
    ).to_series()  # fmt: skip
    address = answered.fill_null(quoted)
    owner = address.str.extract(ADDRESS, 1)
    did = owner.set(~owner.str.starts_with("did:").fill_null(value=False), None).fill_null(
        look.of(owner.str.to_lowercase())
    )
    uri = "at://" + did.fill_null(owner) + "/app.bsky.feed.post/" + address.str.extract(ADDRESS, 2)
    languages = cells(frame, "languages").str.extract(r"^([^,]+)")
    return {"kind": kind, "ref_post_id": uri, "ref_account_id": did, "lang": languages} | chosen(
        ref_handle=pl.when(pl.lit(kind) == "reply")
        .then(pl.lit(cells(frame, "replied_to_user")))
        .otherwise(pl.lit(cells(frame, "quoted_user")))
    )


def refine(posts: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Sort the lists, which the tool writes in another order each time."""
    return posts.with_columns(_sorted(posts[name]) for name in SORTED if name in posts.columns)


def _sorted(lists: pl.Series) -> pl.Series:
    """Sort lists; most have one item at most and stay as they are."""
    several = (lists.list.len() > 1).fill_null(value=False)
    if not several.any():
        return lists
    rows = pl.DataFrame({"row": pl.int_range(len(lists), eager=True), "items": lists})
    # All items in one order and then put together again: a list at a time takes ten times as long.
    items = rows.filter(several).explode("items", empty_as_null=False).sort("row", "items")
    parts = [rows.filter(~several), items.group_by("row", maintain_order=True).agg("items")]
    return pl.concat(parts).sort("row")["items"].alias(lists.name)


BLUESKY = FourcatSource(
    name="bsky",
    platform="bluesky",
    telling=frozenset({"id", "author_id", "replied_to_post", "quoted_post", "author_profile"}),
    columns=BASICS | {
        "created_at": ("created_at",), "collected_at": ("collected_at",), "display_name": ("author_display_name",),
        "hashtags": ("tags",), "urls": ("links",), "mentions": ("mentions",), "media": ("images",),
        "like_count": ("like_count",), "quote_count": ("quote_count",), "reply_count": ("reply_count",),
        "repost_count": ("repost_count",), "avatar_url": ("author_avatar",), "account_url": ("author_profile",),
        "account_created_at": ("author_created_at",),
    },
    beside=("replied_to_post", "quoted_post", "replied_to_user", "quoted_user", "languages", "timestamp"),
    derives=("kind", "ref_post_id", "ref_account_id", "ref_handle", "lang"),
    derive=derive,
    looked_at=("author", "author_id", "thread_id", "replied_to_post"),
    look=look,
    refine=refine,
)  # fmt: skip
