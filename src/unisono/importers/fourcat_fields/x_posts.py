"""Posts of X: scraped with Zeeschuimer and imported to 4CAT, or fetched by 4CAT from the API."""

import polars as pl

from unisono.importers.fourcat_fields.layout import BASICS, Derived, FourcatSource, Look, cells, chosen, texts
from unisono.importers.html_text import unescape_html
from unisono.importers.tables.cells import drop_damaged_ids, read_flags
from unisono.importers.tables.rows import no_cells
from unisono.importers.tweet_tables.tweet_cells import read_numbers

REPOSTED = r"^RT @(\w{1,15}):? "
QUOTED_POST = r"//(?:mobile\.|www\.)?(?:twitter|x)\.com/[^/]+/status/\d+"
FLAGS = ("is_retweet", "is_reply", "is_quote_tweet")
HANDLES = ("retweeted_user", "replied_author", "replied_user", "reply_to", "quote_author", "quoted_user")
QUOTE = ("quote_tweet_id", "quote_body")
ADDRESS = r"^https?://(?:www\.)?(?:x|twitter)\.com/.*/(\d+)$"


def post_ids(rows: pl.DataFrame) -> pl.Series:
    """Return the ids of the rows; of one that a spreadsheet has rounded, the one in the post's address."""
    written = read_numbers(cells(rows, "id"))
    own = drop_damaged_ids(written)
    if own.null_count() == written.null_count():
        return written
    return own.fill_null(drop_damaged_ids(cells(rows, "link").str.extract(ADDRESS))).fill_null(written).alias("id")


def look(rows: pl.DataFrame) -> pl.DataFrame:
    """Say of each post in the file who wrote it."""
    return pl.DataFrame({"name": post_ids(rows), "meaning": cells(rows, "author").str.to_lowercase()})


def derive(frame: pl.DataFrame, look: Look) -> Derived:
    """Say what a row is and of what: no export has the id of what it reposts, and of an answer only the conversation.

    An answer refers to the first post of its conversation, unless that is in the file and by somebody else than the one
    who is answered.
    """
    text = unescape_html(texts(frame, "body"))
    flags = {name: read_flags(cells(frame, name)).fill_null(value=False) for name in FLAGS}
    kind = pl.select(
        pl.when(pl.lit(flags["is_retweet"])).then(pl.lit("repost"))
        .when(pl.lit(flags["is_reply"])).then(pl.lit("reply"))
        .when(pl.lit(flags["is_quote_tweet"])).then(pl.lit("quote"))
        .otherwise(pl.lit("post")).alias("kind")
    ).to_series()  # fmt: skip
    named = text.str.extract(REPOSTED)
    reposted = cells(frame, "retweeted_user").fill_null(named)
    answered = cells(frame, "replied_author", "replied_user", "reply_to").str.strip_chars_start("@")
    own = post_ids(frame)
    first = drop_damaged_ids(read_numbers(cells(frame, "thread_id")))
    is_own = (first == own).fill_null(value=False)
    author = _authors_of(first, ((kind == "reply") & ~is_own).arg_true(), look)
    is_first = (author.is_null() | (author == answered.str.to_lowercase()) | answered.is_null()).fill_null(value=True)
    # What was said is the original's; whom it is by is known beside it.
    is_marked = (kind == "repost") & (named.str.to_lowercase() == reposted.str.to_lowercase()).fill_null(value=False)
    rows = is_marked.arg_true()
    text = text.scatter(rows, text.gather(rows).str.replace(REPOSTED, "")) if rows.len() else text
    what = pl.lit(kind)
    shown = (cells(frame, name) for name in ("images", "videos"))
    return {"post_id": own, "kind": kind, "text": text} | chosen(
        media=pl.concat_str(*(pl.lit(each) for each in shown), separator=",", ignore_nulls=True),
        ref_post_id=pl.when(what == "reply").then(pl.lit(first.set(is_own | ~is_first, None)))
        .when(what == "quote").then(pl.lit(read_numbers(cells(frame, "quote_tweet_id")))),
        ref_handle=pl.when(what == "repost").then(pl.lit(reposted))
        .when(what == "reply").then(pl.lit(answered))
        .when(what == "quote").then(pl.lit(cells(frame, "quote_author", "quoted_user"))),
    )  # fmt: skip


def _authors_of(posts: pl.Series, rows: pl.Series, look: Look) -> pl.Series:
    """Return who wrote the posts in some rows; null in the others, and where the file does not tell."""
    nobody = no_cells(len(posts))
    return nobody.scatter(rows, look.of(posts.gather(rows))) if len(rows) else nobody


def refine(posts: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Give a repost no counts, which are the original's, and leave the address of a quoted post out of the links."""
    counts = [name for name in posts.columns if name.endswith("_count")]
    is_repost, is_quote = pl.col("kind") == "repost", pl.col("kind") == "quote"
    posts = posts.with_columns(pl.when(~is_repost).then(pl.col(name)).alias(name) for name in counts)
    if "urls" in posts.columns:
        outside = pl.when(is_quote).then("urls").list.eval(pl.element().filter(~pl.element().str.contains(QUOTED_POST)))
        posts = posts.with_columns(pl.when(is_quote).then(outside).otherwise("urls").alias("urls"))
    return posts


def references(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the quoted posts that rows carry: id, handle and text."""
    quoted = pl.DataFrame(
        {
            "post_id": read_numbers(cells(frame, "quote_tweet_id")),
            "handle": cells(frame, "quote_author"),
            "text": unescape_html(texts(frame, "quote_body")),
            "source_row": frame["source_row"],
        }
    )
    return quoted.filter(pl.col("post_id").is_not_null(), pl.col("text").is_not_null())


COLUMNS = BASICS | {
    "display_name": ("author_fullname",),
    "client": ("source",),
    "lang": ("language_guess",),
    "repost_count": ("retweet_count",),
    "reply_count": ("reply_count",),
    "like_count": ("like_count",),
    "quote_count": ("quote_count",),
    "view_count": ("impression_count",),
    "hashtags": ("hashtags",),
    "urls": ("urls",),
    "mentions": ("mentions",),
    "media": ("images",),
    "followers": ("author_followers",),
    "avatar_url": ("author_avatar_url",),
    "verified": ("verified",),
}
DERIVES = ("post_id", "kind", "text", "ref_post_id", "ref_handle", "media")


def _source(name: str, telling: tuple[str, ...]) -> FourcatSource:
    return FourcatSource(
        name=name,
        platform="twitter",
        telling=frozenset(telling),
        columns=COLUMNS,
        beside=("id", "link", "body", "thread_id", *FLAGS, *HANDLES, *QUOTE, "images", "videos"),
        derives=DERIVES,
        derive=derive,
        looked_at=("id", "link", "author"),
        look=look,
        refine=refine,
        references=references,
    )


TWITTER_V2 = _source("twitterv2", ("id", "body", "is_retweet", "is_quote_tweet", "is_reply", "subject"))
TWITTER_IMPORT = _source("twitter-import", ("id", "body", "is_retweet", "is_quote_tweet", "is_reply"))
