"""Which picture file is the picture that a post or profile names by an address, a key or a path.

Files are compared with names from the strictest likeness to the loosest: the whole path, the file's name, the name
without its ending, its size mark and what downloaders put before it. A name that several different files could be, or
a file that several different names could be, is not guessed at: it is counted as ambiguous.
"""

from dataclasses import dataclass

import polars as pl

from unisono.cases import Case

_SIZE_MARK = r"(?:_(?:normal|bigger|mini|reasonably_small|\d{2,4}x\d{2,4})|[:@](?:large|orig|small|thumb|medium))$"
_ENDING = r"(?i)\.(?:jpe?g|jfif|png|gif|webp|bmp|tiff?|avif|image)(?::[a-z]+)?$"
_KEY_IN_ADDRESS = r"^pbs\.twimg\.com/(?:media|tweet_video_thumb)/([\w-]+)"
_POST_BEFORE = r"^\d{5,20}[-_]"
"""Twitter's archive calls a file TWEET-KEY.jpg."""


@dataclass(frozen=True)
class Matches:
    """Which entries have a file: entry (as in POSTS.media or ACCOUNTS.avatar_url), name and sha256, sorted by entry.

    named: how many different entries there are; ambiguous: how many of them several files, or one claimed twice, fit.
    """

    pictures: pl.DataFrame
    named: int
    ambiguous: int


def names_in_case(case: Case) -> pl.Series:
    """Return every different name of a picture in the case's posts and in all snapshots of its profiles, sorted."""
    posts = case.posts().select(pl.col("media").explode().alias("entry"))
    profiles = case.account_snapshots().select(pl.col("avatar_url").alias("entry"))
    return _distinct(pl.concat([posts, profiles]).collect()["entry"])


def match_pictures(entries: pl.Series, media: pl.DataFrame) -> Matches:
    """Return the file of each entry; media has name and sha256."""
    named = _distinct(entries)
    left = _entry_keys(named)
    files = _file_keys(media)
    found = []
    taken = pl.DataFrame(schema={"name": pl.String, "taken_by": pl.String})
    ambiguous = 0
    for key in ("address", "path", "base", "stem"):
        joined = left.join(files.filter(pl.col("key_of") == key), left_on=key, right_on="key", how="inner")
        if joined.height == 0:
            continue
        fits = joined.group_by("entry").agg(
            pl.col("sha256").n_unique().alias("files"),
            pl.col("name", "sha256").sort_by("name").first(),
            pl.col("whole").first(),
        )
        # Equal addresses are one picture; names that only end alike may be many, of which the file is one.
        claimed = pl.concat([taken, fits.select("name", taken_by="whole")])
        rivals = claimed.group_by("name").agg(pl.col("taken_by").n_unique().alias("rivals"))
        is_clear = (pl.col("files") == 1) & ((pl.col("rivals") == 1) | pl.lit(key == "address"))
        clear = fits.join(rivals, on="name", how="left").filter(is_clear)
        taken = pl.concat([taken, clear.select("name", taken_by="whole")])
        ambiguous += fits.height - clear.height
        found.append(clear.select("entry", "name", "sha256"))
        left = left.join(fits, on="entry", how="anti")
    none = pl.DataFrame(schema={"entry": pl.String, "name": pl.String, "sha256": pl.String})
    return Matches(pl.concat([none, *found]).sort("entry"), len(named), ambiguous)


def picture_keys(entries: pl.Series) -> pl.Series:
    """Return what names one upload: Twitter's own key, else the address without ending and size; null where empty.

    >>> picture_keys(pl.Series(["https://pbs.twimg.com/media/ABC123.jpg?name=large", "https://a.org/b/1.png"])).to_list()
    ['ABC123', 'a.org/b/1']
    """
    own_key = pl.col("address").str.extract(_KEY_IN_ADDRESS)
    whole = pl.when(pl.col("whole") != "").then(pl.col("whole"))
    return _entry_keys(entries).select(pl.coalesce(own_key, whole).alias("key")).get_column("key")


def with_objects(shown: pl.DataFrame, pictures: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of `shown` that name a picture, with its `object`: its cluster, else the upload's `platform-key`.

    shown: entry (as a post or profile has it), platform and any others. pictures: entry, object and any others of
    CASE_PICTURES, which are added, null where the entry has no file. The order stays.
    """
    known = shown.join(pictures.unique("entry", keep="first"), on="entry", how="left", maintain_order="left")
    entries = known["entry"].unique()
    keys = pl.DataFrame({"entry": entries, "key": picture_keys(entries)})
    keyed = known.join(keys, on="entry", how="left", maintain_order="left")
    upload = pl.concat_str("platform", pl.lit("-"), "key")
    return keyed.with_columns(pl.coalesce("object", upload).alias("object")).drop("key").drop_nulls("object")


def _entry_keys(entries: pl.Series) -> pl.DataFrame:
    """Return entry, address (host and path), path, base (the last part), stem, and whole: what is one upload."""
    plain = pl.col("entry").str.replace_all("\\", "/", literal=True).str.replace(r"[?#].*$", "")
    address = plain.str.replace(r"(?i)^[a-z][a-z0-9+.-]*://", "").str.replace(r"^(?:\./)*/*", "")
    host_less = address.str.replace(r"^[^/]*/", "")
    path = pl.when(plain.str.contains(r"(?i)^[a-z][a-z0-9+.-]*://")).then(host_less).otherwise(address)
    base = path.str.replace(r"^.*/", "")
    frame = entries.alias("entry").cast(pl.String).to_frame().with_columns(address.alias("address"), path.alias("path"))
    keyed = frame.with_columns(base.alias("base")).with_columns(_stem("base").alias("stem"))
    whole = pl.concat_str(pl.col("address").str.replace(r"[^/]*$", ""), pl.col("stem"), ignore_nulls=True)
    return keyed.with_columns(whole.alias("whole")).with_columns(
        pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in ("address", "path", "base", "stem")
    )


def _file_keys(media: pl.DataFrame) -> pl.DataFrame:
    """Return key_of (which key), key, name and sha256: every key under which a file may be named."""
    base = media.select("name", "sha256").with_columns(pl.col("name").str.replace(r"^.*/", "").alias("base"))
    with_stem = base.with_columns(_stem("base").alias("stem"))
    after_post = with_stem["stem"].str.replace(_POST_BEFORE, "")
    kinds = (
        ("address", with_stem["name"]),
        ("path", with_stem["name"]),
        ("base", with_stem["base"]),
        ("stem", with_stem["stem"]),
        ("stem", after_post.set((after_post == with_stem["stem"]).fill_null(value=True), None)),
    )
    return pl.concat(
        base.select(pl.lit(kind).alias("key_of"), keys.alias("key"), "name", "sha256").drop_nulls("key")
        for kind, keys in kinds
    )


def _stem(column: str) -> pl.Expr:
    return pl.col(column).str.replace(_ENDING, "").str.replace(_SIZE_MARK, "")


def _distinct(entries: pl.Series) -> pl.Series:
    return entries.drop_nulls().unique().sort()
