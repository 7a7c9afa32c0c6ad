"""Wide rows become posts, dated profiles and references, once their columns have our names.

A column is named for the field of POSTS that it holds; `by_bio` and the like for fields of ACCOUNTS that describe the
post's author, `ref_text` and the like for fields of REFERENCES that describe the post referred to. Times may be texts
or Unix times.
"""

import polars as pl

from unisono.importers.json_files.declared import LEFT, ROW, Made
from unisono.importers.tables.languages import read_languages
from unisono.importers.tables.snapshots import thin_snapshots
from unisono.importers.tables.text_marks import is_complete
from unisono.importers.times import read_times
from unisono.model.tables import ACCOUNTS, POSTS, REFERENCES, conform

BY, REF = "by_", "ref_"
TIMES = ("created_at", "collected_at", "ref_created_at", "by_created_at")
NAMES = ("handle", "display_name", "ref_handle", "client", "by_bio", "by_location_text", "by_url", "by_avatar_url")
IDS = ("post_id", "account_id", "ref_post_id", "ref_account_id", "thread_id", "community_id")
NO_TIME = "time cannot be read"
NO_ID = "no post: it has no id"


def make_posts(wide: pl.DataFrame, *, platform: str, sha256: str, zone: str = "UTC") -> Made:
    """Return the posts of wide rows, their authors' profiles and what they refer to.

    Every row is taken as a post but those without an id; of those without a time one that is written is said to be
    unreadable. Filter the rows that are no posts out beforehand. A file that knows no platform column has `platform`.
    """
    wide, precision = _with_times(wide, zone)
    blank = pl.col(pl.String).replace("", None)
    wide = wide.with_columns(
        blank,
        precision,
        pl.lit(sha256).alias("source_sha256"),
        *([] if "platform" in wide.columns else [pl.lit(platform).alias("platform")]),
        *([] if "kind" in wide.columns else [pl.lit("post").alias("kind")]),
    )
    wide = wide.with_columns(*_tidy(wide))
    if "text" in wide.columns and "text_complete" not in wide.columns:
        wide = wide.with_columns(is_complete(wide["text"]).alias("text_complete"))
    bad_time = wide["_bad_time"]
    is_post = wide["post_id"].is_not_null() & ~bad_time if "post_id" in wide.columns else bad_time & False
    reason = pl.when(pl.col("_bad_time")).then(pl.lit(NO_TIME)).otherwise(pl.lit(NO_ID)).alias("reason")
    posts = wide.filter(is_post)
    return Made(
        posts=conform(posts, POSTS),
        accounts=profiles_of(posts),
        references=references_of(posts),
        left=conform(wide.filter(~is_post).select(ROW, reason), LEFT),
    )


def _with_times(wide: pl.DataFrame, zone: str) -> tuple[pl.DataFrame, pl.Series]:
    """Read every column of times; also return the precision of `created_at`, and mark unreadable ones."""
    precision = pl.Series("created_at_precision", [None], pl.String).new_from_index(0, wide.height)
    bad_time = pl.Series("_bad_time", [False]).new_from_index(0, wide.height)
    for name in TIMES:
        if name not in wide.columns:
            continue
        times = read_times(wide[name], zone=zone)
        if name == "created_at":
            is_written = wide[name].is_not_null() & (wide[name].cast(pl.String) != "").fill_null(value=False)
            precision, bad_time = times.precision, (is_written & times.at.is_null()).alias("_bad_time")
        wide = wide.with_columns(times.at.alias(name))
    if "created_at_precision" in wide.columns:
        precision = wide["created_at_precision"]
    return wide.with_columns(bad_time), precision.alias("created_at_precision")


def _tidy(wide: pl.DataFrame) -> list[pl.Expr]:
    """Trim names and ids, take signs off handles, tags and mentions, and write languages as codes."""
    have = set(wide.columns)
    tidy = [pl.col(name).str.strip_chars().replace("", None) for name in (*NAMES, *IDS) if name in have]
    tidy += [pl.lit(read_languages(wide[name])).alias(name) for name in ("lang", "by_lang") if name in have]
    for name, sign in (("hashtags", "#＃"), ("mentions", "@＠")):
        if name in have:
            tidy.append(pl.col(name).list.eval(pl.element().str.strip_chars_start(sign)))
    return tidy


def profiles_of(posts: pl.DataFrame) -> pl.DataFrame:
    """Return the profiles that wide rows carry, each dated by when it was collected, or else posted."""
    about = {name: name.removeprefix(BY) for name in posts.columns if name.startswith(BY)}
    if not (about or "display_name" in posts.columns) or "account_id" not in posts.columns:
        return thin_snapshots(conform(posts.clear(), ACCOUNTS))
    seen = [pl.col(name) for name in ("collected_at", "created_at") if name in posts.columns]
    shared = ("platform", "account_id", "handle", "display_name", "source_sha256", ROW)
    observed = pl.coalesce(seen) if seen else pl.lit(None, ACCOUNTS["observed_at"])
    return thin_snapshots(
        posts.select(
            *(name for name in shared if name in posts.columns and name != "observed_at"),
            *(pl.col(theirs).alias(ours) for theirs, ours in about.items() if ours != "observed_at"),
            (pl.col("by_observed_at") if "by_observed_at" in posts.columns else observed).alias("observed_at"),
        )
    )


def references_of(posts: pl.DataFrame) -> pl.DataFrame:
    """Return the posts that wide rows carry inside them, the last sight of each, where its text or time is known."""
    about = {name: name.removeprefix(REF) for name in posts.columns if name.startswith(REF)}
    telling = [name for name in about if name in ("ref_text", "ref_created_at")]
    if "ref_post_id" not in about or "ref_text" not in about:
        return conform(posts.clear(), REFERENCES)
    known = posts.filter(pl.col("ref_post_id").is_not_null(), pl.any_horizontal(pl.col(telling).is_not_null()))
    found = known.select(
        "platform", "source_sha256", ROW, *(pl.col(theirs).alias(ours) for theirs, ours in about.items())
    )
    return conform(found.unique(["platform", "post_id"], keep="last", maintain_order=True), REFERENCES)
