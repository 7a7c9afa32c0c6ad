"""Writes a world as the JSON lines that Twitter's v1.1 interface delivered, for importers to read."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import polars as pl

from unisono.worlds.assembly import World
from unisono.worlds.files.counters import Counters
from unisono.worlds.files.shown_texts import MARKS, json_text, show_texts
from unisono.worlds.files.twitter_users import NOTHING, TWITTER_TIME, describe_users, user_object
from unisono.worlds.population import CLIENTS

LINES_AT_ONCE = 20_000
WRITTEN_AT_ONCE = 1_000  # two megabytes, which a processor still has at hand when they are written
KINDS = ("post", "repost", "reply", "quote")
WITH_ORIGINAL = ("repost", "quote")
IS_REPOST = pl.col("kind") == "repost"
NO_ANSWER = (
    ',"in_reply_to_status_id":null,"in_reply_to_status_id_str":null,"in_reply_to_user_id":null'
    ',"in_reply_to_user_id_str":null,"in_reply_to_screen_name":null'
)
UNUSED = ',"geo":null,"coordinates":null,"place":null,"contributors":null'
UNTOUCHED = ',"favorited":false,"retweeted":false,"lang":"'
USUAL_CLIENTS = CLIENTS[:2]
COUNTED_FROM = ("published_number", "followers", "following", "born", "favourites_a_status", "statuses_before")
WRITTEN = ("created_at", "post_id", "account_id", "kind", "text", "client", "lang", *MARKS)
ABOUT_ORIGINALS = ("ref_post_id", "ref_account_id", "ref_handle", "ref_created_at")


def write_v1_jsonl(world: World, path: Path) -> int:
    """Write every Twitter post of the world as one status object a line, and return the number of lines."""
    with path.open("wb") as file:
        return append_v1_lines(world, file)


def append_v1_lines(world: World, file: BinaryIO) -> int:
    """Write the lines of `write_v1_jsonl` to an open file, some thousands at a time, and return their number."""
    count = 0
    for lines in write_statuses(world):
        for start in range(0, len(lines), WRITTEN_AT_ONCE):
            some = lines.slice(start, WRITTEN_AT_ONCE).to_arrow(compat_level=pl.CompatLevel.oldest())
            # The characters of an Arrow array of large strings lie one after the other: they are written as they are.
            file.write(memoryview(some.buffers()[2]))
        count += len(lines)
    return count


def write_statuses(world: World) -> Iterator[pl.Series]:
    """Yield the status objects of the world's Twitter posts as lines, in the order of the posts."""
    posts = world.posts.filter(pl.col("platform") == "twitter")
    accounts = world.accounts.filter(pl.col("platform") == "twitter")
    if posts.is_empty():
        return
    counters = Counters.read(posts, accounts.select(pl.col("observed_at").max()).item())
    users = describe_users(accounts, counters)
    originals = describe_originals(world, users, counters)
    profiles = users.drop("handle", "mention", "user_lang", "account_number")
    numbered = posts.select(*WRITTEN, *ABOUT_ORIGINALS, *counters.number_posts(posts["post_id"]))
    for start in range(0, posts.height, LINES_AT_ONCE):
        some = numbered.slice(start, LINES_AT_ONCE).with_row_index("row")
        rows = some.join(profiles, on="account_id", how="left", maintain_order="left").join(
            originals, left_on="ref_post_id", right_on="post_id", how="left", maintain_order="left"
        )
        shown = show_statuses(rows, users).drop("text", "before", "is_reply", *MARKS)
        # Kind by kind, so that no post pays for the nested object of another.
        lines = [write_kind(shown.filter(pl.col("kind") == kind), kind, counters) for kind in KINDS]
        yield pl.concat(lines).sort("row")["line"]


def write_kind(rows: pl.DataFrame, kind: str, counters: Counters) -> pl.DataFrame:
    """Return the lines of the posts of one kind, each with its row, with the counters that the kind has."""
    counted = counters.of_users(rows)
    if kind != "repost":
        counted = counters.of_posts(counted)
    if kind in WITH_ORIGINAL:
        counted = counters.of_users(counted, "original_")
        counted = counters.of_posts(counted, "original_", published_at="ref_created_at")
    return counted.select("row", status_line(kind).alias("line"))


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
    """Return the status object of each post of a kind, its original nested, and the line's end.

    A repost has the reposts of its original, and no likes: those are its original's.
    """
    mentions = pl.col("mentions_inside")
    if kind == "repost":
        named = pl.concat_str("author_mention", pl.lit(',"indices":[3,'), pl.col("ref_handle").str.len_chars() + 4)
        mentions = pl.concat_str(named, pl.lit("]}"), pl.when(mentions != "").then(pl.lit(",")).otherwise(pl.lit("")))
        mentions = pl.concat_str(mentions, "mentions_inside")
    return pl.concat_str(
        *bare_status(mentions),
        *(answered_post() if kind == "reply" else [pl.lit(NO_ANSWER)]),
        pl.lit(',"user":'),
        *user_object(),
        pl.lit(UNUSED),
        *original_of(kind),
        pl.lit(',"retweet_count":'),
        pl.col("original_reposts_seen" if kind == "repost" else "reposts_seen"),
        pl.lit(',"favorite_count":'),
        pl.lit("0") if kind == "repost" else pl.col("likes_seen"),
        pl.lit(UNTOUCHED),
        pl.col("lang"),
        pl.lit('"}\n'),
    )


def answered_post() -> list[pl.Expr]:
    """Return what a reply says of the post that it answers."""
    return [
        pl.lit(',"in_reply_to_status_id":'),
        pl.col("ref_post_id"),
        pl.lit(',"in_reply_to_status_id_str":"'),
        pl.col("ref_post_id"),
        pl.lit('","in_reply_to_user_id":'),
        pl.col("ref_account_id"),
        pl.lit(',"in_reply_to_user_id_str":"'),
        pl.col("ref_account_id"),
        pl.lit('","in_reply_to_screen_name":"'),
        pl.col("ref_handle"),
        pl.lit('"'),
    ]


def original_of(kind: str) -> list[pl.Expr]:
    """Return what a repost or a quote says of its original, which stands in it whole."""
    whole = [
        *user_object("original_"),
        pl.lit(',"retweet_count":'),
        pl.col("original_reposts_seen"),
        pl.lit(',"favorite_count":'),
        pl.col("original_likes_seen"),
        pl.lit(UNTOUCHED),
        pl.col("original_lang"),
        pl.lit('"}'),
    ]
    if kind == "repost":
        return [pl.lit(',"retweeted_status":'), *whole, pl.lit(',"is_quote_status":false')]
    if kind == "quote":
        return [pl.lit(',"is_quote_status":true'), *quoted_id(), pl.lit(',"quoted_status":'), *whole]
    return [pl.lit(',"is_quote_status":false')]


def quoted_id() -> list[pl.Expr]:
    """Return which post a quote quotes."""
    return [
        pl.lit(',"quoted_status_id":'),
        pl.col("ref_post_id"),
        pl.lit(',"quoted_status_id_str":"'),
        pl.col("ref_post_id"),
        pl.lit('"'),
    ]


def bare_status(mentions: pl.Expr) -> list[pl.Expr]:
    """Return the beginning of a status object: time, id, text, with these mentions, entities and client.

    Pictures stand beside the entities as well.
    """
    pictures = pl.concat_str(pl.lit(',"extended_entities":{"media":['), "media_inside", pl.lit("]}"))
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
        pl.lit('],"entities":{"hashtags":['),
        pl.col("hashtags_inside"),
        pl.lit('],"symbols":[],"user_mentions":['),
        mentions,
        pl.lit('],"urls":['),
        pl.col("urls_inside"),
        pl.lit("]}"),
        pl.when(pl.col("media_inside") != "").then(pictures).otherwise(pl.lit("")),
        pl.lit(',"source":"<a href=\\"https://clients.example\\" rel=\\"nofollow\\">'),
        pl.col("client"),
        pl.lit('</a>"'),
    ]


def describe_originals(world: World, users: pl.DataFrame, counters: Counters) -> pl.DataFrame:
    """Return of each original its status object, open where counters stand, and how its author is mentioned.

    Whose own post is not in the world has the client that its author mostly uses there, or one of the usual ones.
    """
    references = world.references.filter(pl.col("platform") == "twitter")
    known = references.join(users, on="account_id", how="left", maintain_order="left").join(
        marks_of_originals(world.posts), on="post_id", how="left", maintain_order="left"
    )
    usual = world.posts.group_by("account_id").agg(usual_client=pl.col("client").mode().sort().first())
    drawn = pl.Series(USUAL_CLIENTS).gather((known["account_number"] % len(USUAL_CLIENTS)).fill_null(0))
    prepared = known.join(usual, on="account_id", how="left", maintain_order="left").with_columns(
        *(pl.col(name).fill_null([]) for name in MARKS),
        is_reply=pl.col("kind").eq_missing("reply"),
        before=pl.lit(""),
        client=pl.coalesce("client", "usual_client", drawn),
    )
    answered = pl.when(pl.col("is_reply")).then(pl.concat_str(answered_post())).otherwise(pl.lit(NO_ANSWER))
    quoted = pl.when(pl.col("kind") == "quote").then(pl.concat_str(pl.lit("true"), *quoted_id()))
    return show_texts(prepared, users).select(
        "post_id",
        pl.concat_str(*bare_status(pl.col("mentions_inside")), answered, pl.lit(',"user":'), "user_head").alias(
            "original_user_head"
        ),
        pl.concat_str("user_tail", pl.lit(UNUSED + ',"is_quote_status":'), quoted.fill_null("false")).alias(
            "original_user_tail"
        ),
        pl.coalesce("lang", "user_lang").alias("original_lang"),
        pl.col("mention").alias("author_mention"),
        pl.col("is_reply").alias("original_is_reply"),
        *(pl.col(name).alias(f"original_{name}") for name in COUNTED_FROM),
        *(numbers.alias(f"original_{numbers.name}") for numbers in counters.number_posts(prepared["post_id"])),
    )


def marks_of_originals(posts: pl.DataFrame) -> pl.DataFrame:
    """Return kind, marks and more of originals by post_id: as their own posts have them, or else their reposts."""
    more = ("client", "lang", "ref_post_id", "ref_account_id", "ref_handle")
    own = posts.filter(pl.col("kind") != "repost").select("post_id", "kind", *MARKS, *more)
    passed_on = posts.filter(pl.col("kind") == "repost").select(pl.col("ref_post_id").alias("post_id"), *MARKS)
    wanted = posts.select(post_id="ref_post_id").drop_nulls().unique()
    own = own.join(wanted, on="post_id", how="semi")
    return pl.concat([own, passed_on], how="diagonal").unique("post_id", keep="first", maintain_order=True)
