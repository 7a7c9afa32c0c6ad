"""Writes a world as the JSON lines that Twitter's v1.1 interface delivered, for importers to read."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import polars as pl

from unisono.worlds.assembly import World

TWITTER_TIME = "%a %b %d %H:%M:%S +0000 %Y"
NOTHING = pl.lit(None, dtype=pl.String)
LINES_AT_ONCE = 50_000
IN_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
IN_JSON = {**{chr(code): f"\\u{code:04x}" for code in range(32)}, "\n": "\\n", '"': '\\"', "\\": "\\\\"}
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
        some = posts.slice(start, LINES_AT_ONCE)
        named = name_mentions(some, users)
        rows = (
            some.join(users.select("account_id", "user"), on="account_id", how="left", maintain_order="left")
            .join(originals, left_on="ref_post_id", right_on="post_id", how="left", maintain_order="left")
            .with_columns(named, *entities())
        )
        yield rows.select(status_line()).to_series()


def status_line() -> pl.Expr:
    """Return the status object of each post, with its original nested where it has one, and the end of the line."""
    is_repost, is_reply, is_quote = (pl.col("kind") == kind for kind in ("repost", "reply", "quote"))
    words = json_text(pl.col("text"), IN_TEXT)
    repost_words = pl.concat_str(pl.lit('"RT @'), "ref_handle", pl.lit(": "), words.str.slice(1))
    has_media = pl.col("media").list.len().fill_null(0) > 0
    nested = pl.concat_str(
        "original",
        pl.lit(',"entities":'),
        pl.when(is_repost).then(entities_object(pl.lit("[]"))).otherwise(pl.lit(NO_ENTITIES)),
        pl.when(is_repost & has_media).then(media_object()).otherwise(pl.lit("")),
        "original_counts",
    )
    return pl.concat_str(
        bare_status(pl.col("post_id"), pl.col("created_at"), pl.when(is_repost).then(repost_words).otherwise(words)),
        pl.concat_str(
            pl.lit(',"in_reply_to_status_id":'),
            or_null(is_reply, pl.col("ref_post_id")),
            pl.lit(',"in_reply_to_status_id_str":'),
            or_null(is_reply, quoted("ref_post_id")),
            pl.lit(',"in_reply_to_user_id_str":'),
            or_null(is_reply, quoted("ref_account_id")),
            pl.lit(',"in_reply_to_screen_name":'),
            or_null(is_reply, quoted("ref_handle")),
        ),
        pl.lit(',"user":'),
        "user",
        pl.lit(',"geo":null,"coordinates":null,"place":null,"favorited":false,"retweeted":false,"entities":'),
        entities_object(pl.when(is_repost).then(author_named()).otherwise(pl.col("named"))),
        pl.when(has_media).then(media_object()).otherwise(pl.lit("")),
        pl.lit(',"lang":"'),
        "lang",
        pl.lit('","source":"<a href=\\"https://clients.example\\" rel=\\"nofollow\\">'),
        "client",
        pl.lit('</a>"'),
        pl.when(is_repost)
        .then(pl.concat_str(pl.lit(',"retweeted_status":'), nested, pl.lit("}")))
        .otherwise(pl.lit("")),
        pl.when(is_quote)
        .then(
            pl.concat_str(
                pl.lit(',"is_quote_status":true,"quoted_status_id":'),
                "ref_post_id",
                pl.lit(',"quoted_status_id_str":'),
                quoted("ref_post_id"),
                pl.lit(',"quoted_status":'),
                nested,
                pl.lit("}"),
            )
        )
        .otherwise(pl.lit(',"is_quote_status":false')),
        pl.lit("}\n"),
    )


def bare_status(post_id: pl.Expr, created_at: pl.Expr, words: pl.Expr) -> pl.Expr:
    """Return the beginning of a status object: its time, its id and its words."""
    return pl.concat_str(
        pl.lit('{"created_at":"'),
        created_at.dt.strftime(TWITTER_TIME),
        pl.lit('","id":'),
        post_id,
        pl.lit(',"id_str":"'),
        post_id,
        pl.lit('","full_text":'),
        words,
        pl.lit(',"truncated":false'),
    )


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


def entities_object(mentions: pl.Expr) -> pl.Expr:
    """Return the entities of each post, with this list of mentions."""
    return pl.concat_str(
        pl.lit('{"hashtags":['),
        "tags_inside",
        pl.lit('],"symbols":[],"urls":['),
        "links_inside",
        pl.lit('],"user_mentions":'),
        mentions,
        pl.lit("}"),
    )


def media_object() -> pl.Expr:
    """Return the pictures of each post, as they stand beside its entities."""
    return pl.concat_str(pl.lit(',"extended_entities":{"media":['), "media_inside", pl.lit("]}"))


def author_named() -> pl.Expr:
    """Return the list of mentions of a repost: the original's author alone."""
    return pl.concat_str(pl.lit("["), "author_mention", pl.lit("]"))


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
            bare_status(pl.col("post_id"), pl.col("created_at"), json_text(pl.col("text"), IN_TEXT)),
            pl.lit(',"in_reply_to_status_id":null,"in_reply_to_status_id_str":null,"in_reply_to_user_id_str":null'),
            pl.lit(',"in_reply_to_screen_name":null,"user":'),
            "user",
            pl.lit(',"geo":null,"coordinates":null,"place":null,"favorited":false,"retweeted":false'),
            pl.lit(',"is_quote_status":false'),
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


def quoted(column: str) -> pl.Expr:
    """Return a column of ids or handles in quotation marks."""
    return pl.concat_str(pl.lit('"'), column, pl.lit('"'))


def or_null(condition: pl.Expr, value: pl.Expr) -> pl.Expr:
    """Return the value where the condition holds, and a JSON null elsewhere."""
    return pl.when(condition).then(value).otherwise(pl.lit("null"))
