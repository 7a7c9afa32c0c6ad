"""One picture: who posted or wears it, since when, in which files, and what stands in it."""

import polars as pl

from unisono.cases import Case, Run
from unisono.content.pictures.case_pictures import case_pictures
from unisono.content.pictures.folders import missing_folders
from unisono.content.pictures.matching import with_objects
from unisono.content.pictures.own_file import is_file, show_file
from unisono.content.pictures.profile_pictures import profile_pictures
from unisono.content.pictures.views import LOOKED_AT_BEFORE
from unisono.dossiers.finding_images import find_image
from unisono.dossiers.subject_posts import Card, count_reposts, members_of, summarise_posts, with_words
from unisono.dossiers.text_variants import words_in_common
from unisono.traces.acts import read_acts

TEXTS_KEPT = 20


def describe_image(case: Case, run: Run | None, name: str) -> Card:
    """Return everything known of a picture that an id, a name, a post, or a file on disk names; raises UsageError.

    Where no media were imported, one upload of the platform is one picture, and copies of it count apart. `template` is
    what most of the posts have in common, null where their words differ.
    """
    pictures = case_pictures(case)
    posted = read_images(case, pictures)
    worn = profile_pictures(case, pictures)
    shown = pl.concat(
        [
            posted.select("object", "post", "entry"),
            worn.select("object", pl.lit(None, dtype=pl.String).alias("post"), "entry"),
        ]
    )
    found = show_file(case, pictures, name) if is_file(name) else find_image(case, shown, pictures, name)
    posts = with_words(case, posted.filter(pl.col("object") == found))
    files = _files(case, pictures.filter(pl.col("object") == found), posts)
    summary = summarise_posts(case, posts, members_of(run))
    return {
        "id": found,
        "posts": summary["posts"],
        "accounts": summary["accounts"],
        "template": words_in_common(posts),
        "variants": files["sha256"].n_unique() if files.height else None,
        **summary,
        "names": shown.filter(pl.col("object") == found)["entry"].unique().sort().to_list(),
        "files": files.to_dicts(),
        "text": [text for text in files["text"].unique(maintain_order=True) if text],
        "texts_with_it": _texts(posts),
        "avatars": _avatars(worn, found),
        "reposts": count_reposts(case, posts["post"]) if posts.height else 0,
        "media_imported": bool(case.media().head(1).collect().height),
        "looked_at_before": int(case.media().filter(LOOKED_AT_BEFORE).select(pl.len()).collect().item()),
        "missing_folders": missing_folders(case),
    }


def read_images(case: Case, pictures: pl.DataFrame) -> pl.DataFrame:
    """Return object, entry, account, post and at of each picture in posts that are no reposts."""
    acts = read_acts(case.posts(), ("media",)).filter(pl.col("kind") != "repost")
    named = acts.filter(pl.col("media").list.len() > 0).explode("media").rename({"media": "entry"})
    known = with_objects(named, pictures.select("entry", "object"))
    return known.select("object", "entry", "account", "post", "at")


def _files(case: Case, pictures: pl.DataFrame, posts: pl.DataFrame) -> pl.DataFrame:
    """Return name, sha256, hash, width, height, format, posts and text of each file, most posts first."""
    counted = posts.group_by("entry").agg(pl.col("post").n_unique().alias("posts"))
    sizes = case.media().select("name", "sha256", "width", "height", "format").collect()
    told = (
        pictures.join(counted, on="entry", how="left")
        .join(sizes, on=["name", "sha256"], how="left")
        .with_columns(pl.col("posts").fill_null(0))
    )
    columns = ("width", "height", "format", "posts", "text")
    files = (
        told.select("name", "sha256", "hash", *columns)
        .group_by("name", "sha256", "hash")
        .agg(*(pl.col(name).first() for name in columns if name != "posts"), pl.col("posts").sum())
    )
    return files.select("name", "sha256", "hash", *columns).sort("posts", "name", descending=[True, False])


def _texts(posts: pl.DataFrame) -> list[Card]:
    """Return the texts that the picture was posted with: text, posts and accounts, most posts first."""
    counted = (
        posts.filter(pl.col("text").fill_null("").str.strip_chars() != "")
        .group_by("text")
        .agg(pl.col("post").n_unique().alias("posts"), pl.col("account").n_unique().alias("accounts"))
    )
    return counted.sort("posts", "text", descending=[True, False]).head(TEXTS_KEPT).to_dicts()


def _avatars(worn: pl.DataFrame, found: str) -> list[Card]:
    """Return account_id, handle, and why nobody chose the picture (null where somebody may have)."""
    own = worn.filter(pl.col("object") == found).unique("account").sort("account")
    return own.select(pl.col("account").alias("account_id"), "handle", "default").to_dicts()
