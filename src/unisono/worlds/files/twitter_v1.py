"""Writes a world as the JSON lines that Twitter's v1.1 interface delivered, for importers to read."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import polars as pl

from unisono.worlds.assembly import World

TWITTER_TIME = "%a %b %d %H:%M:%S +0000 %Y"
NOTHING = pl.lit(None, dtype=pl.String)
LINES_AT_ONCE = 20_000
IN_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
IN_JSON = {**{chr(code): f"\\u{code:04x}" for code in range(32)}, "\n": "\\n", '"': '\\"', "\\": "\\\\"}
KINDS = ("post", "repost", "reply", "quote")
NO_ANSWER = (
    ',"in_reply_to_status_id":null,"in_reply_to_status_id_str":null,"in_reply_to_user_id_str":null'
    ',"in_reply_to_screen_name":null'
)
UNUSED = ',"geo":null,"coordinates":null,"place":null,"favorited":false,"retweeted":false'
NO_ENTITIES = '{"hashtags":[],"symbols":[],"urls":[],"user_mentions":[]}'


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
    originals = describe_originals(world.references.filter(pl.col("platform") == "twitter"), users)
    for start in range(0, posts.height, LINES_AT_ONCE):
        some = posts.slice(start, LINES_AT_ONCE).with_row_index("row")
        named = name_mentions(some, users)
        rows = (
            some.join(users.select("account_id", "user"), on="account_id", how="left", maintain_order="left")
            .join(originals, left_on="ref_post_id", right_on="post_id", how="left", maintain_order="left")
            .with_columns(named, *entities())
        )
        # Kind by kind, so that no post pays for the nested object of another.
        lines = [rows.filter(pl.col("kind") == kind).select("row", status_line(kind).alias("line")) for kind in KINDS]
        yield pl.concat(lines).sort("row")["line"]


def status_line(kind: str) -> pl.Expr:
    """Return the status object of each post of a kind, its original nested, and the line's end."""
    words = json_text(pl.col("text"), IN_TEXT)
    mentions = pl.col("named")
    if kind == "repost":
        words = pl.concat_str(pl.lit('"RT @'), "ref_handle", pl.lit(": "), words.str.slice(1))
        mentions = pl.concat_str(pl.lit("["), "author_mention", pl.lit("]"))
    return pl.concat_str(
        *bare_status(pl.col("post_id"), pl.col("created_at"), words),
        *(answered_post() if kind == "reply" else [pl.lit(NO_ANSWER)]),
        pl.lit(',"user":'),
        "user",
        pl.lit(UNUSED + ',"entities":'),
        *entities_object(mentions),
        *pictures(),
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
    begins, ends = [pl.col("original"), pl.lit(',"entities":')], [pl.col("original_counts"), pl.lit("}")]
    if kind == "repost":
        inside = [*entities_object(pl.lit("[]")), *pictures()]
        return [pl.lit(',"is_quote_status":false,"retweeted_status":'), *begins, *inside, *ends]
    if kind == "quote":
        named = [
            pl.lit(',"is_quote_status":true,"quoted_status_id":'),
            pl.col("ref_post_id"),
            pl.lit(',"quoted_status_id_str":"'),
            pl.col("ref_post_id"),
            pl.lit('","quoted_status":'),
        ]
        return [*named, *begins, pl.lit(NO_ENTITIES), *ends]
    return [pl.lit(',"is_quote_status":false')]


def bare_status(post_id: pl.Expr, created_at: pl.Expr, words: pl.Expr) -> list[pl.Expr]:
    """Return the beginning of a status object: its time, its id and its words."""
    return [
        pl.lit('{"created_at":"'),
        created_at.dt.strftime(TWITTER_TIME),
        pl.lit('","id":'),
        post_id,
        pl.lit(',"id_str":"'),
        post_id,
        pl.lit('","full_text":'),
        words,
        pl.lit(',"truncated":false'),
    ]


def entities() -> list[pl.Expr]:
    """Return the tags, links and pictures of each post as the insides of JSON lists."""
    element = json_text(pl.element())
    tags = pl.concat_str(pl.lit('{"text":'), element, pl.lit(',"indices":[0,0]}'))
    links = pl.concat_str(
        *(part for name in ("url", "expanded_url", "display_url") for part in (pl.lit(f',"{name}":'), element)),
        pl.lit(',"indices":[0,0]}'),
    )
    pictures = pl.concat_str(pl.lit('{"type":"photo","media_url_https":'), element, pl.lit(',"indices":[0,0]}'))
    return [
        pl.col("hashtags").list.eval(tags).list.join(",").alias("tags_inside"),
        pl.col("urls").list.eval(pl.concat_str(pl.lit("{"), links.str.slice(1))).list.join(",").alias("links_inside"),
        pl.col("media").list.eval(pictures).list.join(",").alias("media_inside"),
    ]


def entities_object(mentions: pl.Expr) -> list[pl.Expr]:
    """Return the entities of each post, with this list of mentions."""
    return [
        pl.lit('{"hashtags":['),
        pl.col("tags_inside"),
        pl.lit('],"symbols":[],"urls":['),
        pl.col("links_inside"),
        pl.lit('],"user_mentions":'),
        mentions,
        pl.lit("}"),
    ]


def pictures() -> list[pl.Expr]:
    """Return the pictures of each post, as they stand beside its entities; nothing for a post without."""
    listed = pl.concat_str(pl.lit(',"extended_entities":{"media":['), "media_inside", pl.lit("]}"))
    return [pl.when(pl.col("media").list.len() > 0).then(listed).otherwise(pl.lit(""))]


def name_mentions(posts: pl.DataFrame, users: pl.DataFrame) -> pl.Series:
    """Return the JSON list of the accounts that each post mentions."""
    each = posts.select("mentions").with_row_index("row").explode("mentions", keep_nulls=False, empty_as_null=False)
    found = each.join(
        users.select("account_id", "mention"),
        left_on="mentions",
        right_on="account_id",
        how="left",
        maintain_order="left",
    )
    lists = found.group_by("row", maintain_order=True).agg(pl.col("mention").str.join(","))
    inside = pl.Series("named", [""]).new_from_index(0, posts.height).scatter(lists["row"], lists["mention"])
    return ("[" + inside + "]").alias("named")


def describe_originals(references: pl.DataFrame, users: pl.DataFrame) -> pl.DataFrame:
    """Return of each original how its status object begins, how it ends, and how its author is mentioned."""
    known = references.join(users, on="account_id", how="left", maintain_order="left")
    return known.select(
        "post_id",
        pl.concat_str(
            *bare_status(pl.col("post_id"), pl.col("created_at"), json_text(pl.col("text"), IN_TEXT)),
            pl.lit(NO_ANSWER + ',"user":'),
            "user",
            pl.lit(UNUSED + ',"is_quote_status":false'),
        ).alias("original"),
        pl.concat_str(
            pl.lit(',"retweet_count":'), "repost_count", pl.lit(',"favorite_count":'), 2 * pl.col("repost_count")
        ).alias("original_counts"),
        pl.col("mention").alias("author_mention"),
    )


def describe_users(accounts: pl.DataFrame) -> pl.DataFrame:
    """Return the user object of each account, and how it is mentioned."""
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
    mention = pl.struct(
        screen_name="handle",
        name="display_name",
        id=number,
        id_str="account_id",
        indices=pl.lit([0, 0], dtype=pl.List(pl.Int64)),
    )
    return accounts.select(
        "account_id", user.struct.json_encode().alias("user"), mention.struct.json_encode().alias("mention")
    )


def json_text(text: pl.Expr, escapes: dict[str, str] | None = None) -> pl.Expr:
    """Return texts as JSON strings, in quotation marks, with these characters written otherwise."""
    return pl.concat_str(pl.lit('"'), text.str.replace_many({**IN_JSON, **(escapes or {})}), pl.lit('"'))
