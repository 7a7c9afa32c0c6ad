"""Writes a world as the JSON lines that Twitter's v1.1 interface delivered, for importers to read."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import polars as pl

from unisono.worlds.assembly import World
from unisono.worlds.files.shown_texts import MARKS, json_text, show_texts

TWITTER_TIME = "%a %b %d %H:%M:%S +0000 %Y"
NOTHING = pl.lit(None, dtype=pl.String)
LINES_AT_ONCE = 20_000
KINDS = ("post", "repost", "reply", "quote")
IS_REPOST = pl.col("kind") == "repost"
NO_ANSWER = (
    ',"in_reply_to_status_id":null,"in_reply_to_status_id_str":null,"in_reply_to_user_id_str":null'
    ',"in_reply_to_screen_name":null'
)
UNUSED = ',"geo":null,"coordinates":null,"place":null,"favorited":false,"retweeted":false'


def write_v1_jsonl(world: World, path: Path) -> int:
    """Write every Twitter post of the world as one status object a line, and return the number of lines."""
    with path.open("wb") as file:
        return append_v1_lines(world, file)


def append_v1_lines(world: World, file: BinaryIO) -> int:
    """Write the lines of `write_v1_jsonl` to an open file, some thousands at a time, and return their number."""
    count = 0
    for lines in write_statuses(world):
        # The characters of an Arrow array of large strings lie one after the other: they are written as they are.
        file.write(memoryview(lines.to_arrow(compat_level=pl.CompatLevel.oldest()).buffers()[2]))
        count += len(lines)
    return count


def write_statuses(world: World) -> Iterator[pl.Series]:
    """Yield the status objects of the world's Twitter posts as lines, in the order of the posts."""
    posts = world.posts.filter(pl.col("platform") == "twitter")
    users = describe_users(world.accounts.filter(pl.col("platform") == "twitter"))
    originals = describe_originals(world, users)
    nested = originals.select("post_id", "original", "original_counts", "author_mention", "original_is_reply")
    for start in range(0, posts.height, LINES_AT_ONCE):
        some = posts.slice(start, LINES_AT_ONCE).with_row_index("row")
        rows = some.join(users.select("account_id", "user"), on="account_id", how="left", maintain_order="left").join(
            nested, left_on="ref_post_id", right_on="post_id", how="left", maintain_order="left"
        )
        shown = show_statuses(rows, users)
        # Kind by kind, so that no post pays for the nested object of another.
        lines = [shown.filter(pl.col("kind") == kind).select("row", status_line(kind).alias("line")) for kind in KINDS]
        yield pl.concat(lines).sort("row")["line"]


def show_statuses(rows: pl.DataFrame, users: pl.DataFrame) -> pl.DataFrame:
    """Add what readers saw of posts whose originals are joined; a repost shows its original behind `RT @name: `."""
    named = pl.concat_str(pl.lit("RT @"), "ref_handle", pl.lit(": "))
    prepared = as_originals(rows).with_columns(before=pl.when(IS_REPOST).then(named).otherwise(pl.lit("")))
    return show_texts(prepared, users).with_columns(post_id="own_id")


def as_originals(rows: pl.DataFrame) -> pl.DataFrame:
    """Give each repost the id and the kind of its original, which decide how its text is written; keep `own_id`."""
    return rows.with_columns(
        own_id="post_id",
        post_id=pl.when(IS_REPOST).then("ref_post_id").otherwise("post_id"),
        is_reply=pl.when(IS_REPOST).then("original_is_reply").otherwise(pl.col("kind") == "reply"),
    )


def texts_in_lines(posts: pl.DataFrame, world: World) -> pl.Series:
    """Return the texts of posts of the world as an importer reads them: with names, tags and links, not escaped."""
    users = world.accounts.filter(pl.col("platform") == "twitter").select("account_id", "handle", mention=NOTHING)
    replies = marks_of_originals(world.posts).select("post_id", original_is_reply=pl.col("kind").eq_missing("reply"))
    rows = posts.join(replies, left_on="ref_post_id", right_on="post_id", how="left", maintain_order="left")
    shown = show_texts(as_originals(rows).with_columns(before=pl.lit("")), users, escaped=False)
    return shown["shown"].alias("text")


def status_line(kind: str) -> pl.Expr:
    """Return the status object of each post of a kind, its original nested, and the line's end."""
    mentions = pl.col("mentions_inside")
    if kind == "repost":
        named = pl.concat_str("author_mention", pl.lit(',"indices":[3,'), pl.col("ref_handle").str.len_chars() + 4)
        mentions = pl.concat_str(named, pl.lit("]}"), pl.when(mentions != "").then(pl.lit(",")).otherwise(pl.lit("")))
        mentions = pl.concat_str(mentions, "mentions_inside")
    return pl.concat_str(
        *bare_status(),
        *(answered_post() if kind == "reply" else [pl.lit(NO_ANSWER)]),
        pl.lit(',"user":'),
        "user",
        *entities(mentions),
        pl.lit(',"lang":"'),
        "lang",
        pl.lit('","source":"<a href=\\"https://clients.example\\" rel=\\"nofollow\\">'),
        "client",
        pl.lit('</a>"'),
        *original_of(kind),
        pl.lit("}\n"),
    )


def answered_post() -> list[pl.Expr]:
    """Return what a reply says of the post that it answers."""
    return [
        pl.lit(',"in_reply_to_status_id":'),
        pl.col("ref_post_id"),
        pl.lit(',"in_reply_to_status_id_str":"'),
        pl.col("ref_post_id"),
        pl.lit('","in_reply_to_user_id_str":"'),
        pl.col("ref_account_id"),
        pl.lit('","in_reply_to_screen_name":"'),
        pl.col("ref_handle"),
        pl.lit('"'),
    ]


def original_of(kind: str) -> list[pl.Expr]:
    """Return what a repost or a quote says of its original, which stands in it whole."""
    whole = [pl.col("original"), pl.col("original_counts"), pl.lit("}")]
    if kind == "repost":
        return [pl.lit(',"is_quote_status":false,"retweeted_status":'), *whole]
    if kind == "quote":
        named = [
            pl.lit(',"is_quote_status":true,"quoted_status_id":'),
            pl.col("ref_post_id"),
            pl.lit(',"quoted_status_id_str":"'),
            pl.col("ref_post_id"),
            pl.lit('","quoted_status":'),
        ]
        return [*named, *whole]
    return [pl.lit(',"is_quote_status":false')]


def bare_status() -> list[pl.Expr]:
    """Return the beginning of a status object: its time, its id, its text and which part of it is shown as such."""
    return [
        pl.lit('{"created_at":"'),
        pl.col("created_at").dt.strftime(TWITTER_TIME),
        pl.lit('","id":'),
        pl.col("post_id"),
        pl.lit(',"id_str":"'),
        pl.col("post_id"),
        pl.lit('","full_text":'),
        json_text(pl.col("shown")),
        pl.lit(',"truncated":false,"display_text_range":['),
        pl.col("begins"),
        pl.lit(","),
        pl.col("ends"),
        pl.lit("]"),
    ]


def entities(mentions: pl.Expr) -> list[pl.Expr]:
    """Return the entities of each post, with these mentions, and its pictures, which stand beside them as well."""
    pictures = pl.concat_str(pl.lit(',"extended_entities":{"media":['), "media_inside", pl.lit("]}"))
    return [
        pl.lit(UNUSED + ',"entities":{"hashtags":['),
        pl.col("hashtags_inside"),
        pl.lit('],"symbols":[],"urls":['),
        pl.col("urls_inside"),
        pl.lit('],"user_mentions":['),
        mentions,
        pl.lit("]}"),
        pl.when(pl.col("media_inside") != "").then(pictures).otherwise(pl.lit("")),
    ]


def describe_originals(world: World, users: pl.DataFrame) -> pl.DataFrame:
    """Return of each original its status object without its end, its counts, and how its author is mentioned."""
    references = world.references.filter(pl.col("platform") == "twitter")
    known = references.join(users, on="account_id", how="left", maintain_order="left").join(
        marks_of_originals(world.posts), on="post_id", how="left", maintain_order="left"
    )
    prepared = known.with_columns(
        *(pl.col(name).fill_null([]) for name in MARKS),
        is_reply=pl.col("kind").eq_missing("reply"),
        before=pl.lit(""),
    )
    return show_texts(prepared, users).select(
        "post_id",
        pl.concat_str(
            *bare_status(),
            pl.lit(NO_ANSWER + ',"user":'),
            "user",
            *entities(pl.col("mentions_inside")),
            pl.lit(',"is_quote_status":false'),
        ).alias("original"),
        pl.concat_str(
            pl.lit(',"retweet_count":'), "repost_count", pl.lit(',"favorite_count":'), 2 * pl.col("repost_count")
        ).alias("original_counts"),
        pl.col("mention").alias("author_mention"),
        pl.col("is_reply").alias("original_is_reply"),
    )


def marks_of_originals(posts: pl.DataFrame) -> pl.DataFrame:
    """Return kind and marks of originals by post_id: as their own posts have them, or else their reposts."""
    own = posts.filter(pl.col("kind") != "repost").select("post_id", "kind", *MARKS)
    passed_on = posts.filter(pl.col("kind") == "repost").select(pl.col("ref_post_id").alias("post_id"), *MARKS)
    wanted = posts.select(post_id="ref_post_id").drop_nulls().unique()
    own = own.join(wanted, on="post_id", how="semi")
    return pl.concat([own, passed_on], how="diagonal").unique("post_id", keep="first", maintain_order=True)


def describe_users(accounts: pl.DataFrame) -> pl.DataFrame:
    """Return the user object of each account, and the entity of its mentions, left open for their places."""
    number = pl.col("account_id").cast(pl.Int64)
    user = pl.struct(
        id=number,
        id_str="account_id",
        name="display_name",
        screen_name="handle",
        location=pl.col("location_text").fill_null(""),
        description=pl.col("bio").fill_null(""),
        url=NOTHING,
        protected=pl.lit(False),
        followers_count="followers",
        friends_count="following",
        listed_count=pl.lit(0),
        created_at=pl.col("created_at").dt.strftime(TWITTER_TIME),
        favourites_count=pl.lit(0),
        verified=pl.lit(False),
        statuses_count="posts",
        lang="lang",
        profile_image_url_https="avatar_url",
        default_profile=pl.lit(False),
        default_profile_image=pl.col("avatar_url").is_null(),
    )
    mention = pl.struct(screen_name="handle", name="display_name", id=number, id_str="account_id")
    return accounts.select(
        "account_id",
        "handle",
        user.struct.json_encode().alias("user"),
        mention.struct.json_encode().str.strip_suffix("}").alias("mention"),
    )
