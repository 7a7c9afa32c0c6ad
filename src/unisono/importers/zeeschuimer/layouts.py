"""How the items of one platform are read: their fields, and what becomes of each."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import unquote

import polars as pl

from unisono.engine.json_plan import Wanted
from unisono.importers.json_files.declared import LEFT, ROW, Made
from unisono.importers.json_files.wide_posts import make_posts
from unisono.importers.tables.text_marks import find_hashtags, find_mentions, find_urls
from unisono.importers.times import SMALLEST_UNIX
from unisono.model.tables import TIME, conform

COUNTS = ("repost_count", "reply_count", "like_count", "quote_count", "view_count")
ABOUT_COUNTS = ("by_followers", "by_following", "by_posts", "by_likes")
TIMES = ("created_at", "ref_created_at", "by_created_at")
FIND = {"hashtags": find_hashtags, "mentions": find_mentions, "urls": find_urls}
DOTTED_HANDLES = ("tiktok", "instagram", "threads")
DOTTED = r"(?:^|[^\w@/.＠])[@＠][A-Za-z0-9_](?:[A-Za-z0-9_.]*[A-Za-z0-9_])?"
ADDED = pl.List(pl.String())
NO_ID = "no post: it has no id"
LARGEST_SECONDS, LARGEST_MILLISECONDS = 100_000_000_000, 100_000_000_000_000

Find = Callable[[pl.Series], pl.Series]

Shape = Callable[[pl.DataFrame], pl.DataFrame]
"""Turns the wanted columns of one platform into those that posts are made of."""

MakeItems = Callable[[pl.DataFrame, str], Made]


def leave_as_they_are(wide: pl.DataFrame) -> pl.DataFrame:
    """Change nothing: the wanted columns have our names already."""
    return wide


@dataclass(frozen=True, eq=False)
class Layout:
    """The items of one platform.

    `names` is what `source_platform` calls it; `fields` are paths inside an item, the columns named as `make_posts`
    wants them; `refuse` says why an item is no post, null where it is one. `signs` are sets of keys of which one is in
    every item: items without any envelope are told by them. `otherwise` reads the items that leave `needed` empty. No
    path may be wanted twice: an account that has no id is its handle, and where `goes_by_handle` every account is.
    """

    names: tuple[str, ...]
    platform: str
    fields: tuple[Wanted, ...]
    shape: Shape = leave_as_they_are
    refuse: pl.Expr | None = None
    signs: tuple[frozenset[str], ...] = ()
    make: MakeItems | None = None
    needed: str = "account_id"
    otherwise: "Layout | None" = None
    goes_by_handle: bool = False

    def items(self, wide: pl.DataFrame, sha256: str) -> Made:
        """Return the posts, profiles and references of some items, and those that are none with a reason."""
        if self.make is not None:
            return self.make(wide, sha256)
        wide = self.shape(self._with_accounts(with_numbers(wide)))
        refused = pl.lit(None, pl.String()) if self.refuse is None else self.refuse
        missing = pl.when(pl.col("post_id").is_null()).then(pl.lit(NO_ID))
        wide = wide.with_columns(pl.coalesce(refused, missing).alias("reason"))
        left = wide.filter(pl.col("reason").is_not_null()).select(ROW, "reason")
        posts = with_marks(wide.filter(pl.col("reason").is_null()), dotted=self.platform in DOTTED_HANDLES)
        made = make_posts(posts, platform=self.platform, sha256=sha256)
        return replace(made, left=pl.concat([conform(left, LEFT), made.left]))

    def _with_accounts(self, wide: pl.DataFrame) -> pl.DataFrame:
        """Name the author of each item."""
        names = [name for name in ("account_id", "handle") if name in wide.columns]
        if self.goes_by_handle:
            names.reverse()
        return wide.with_columns(pl.coalesce(names).alias("account_id")) if names else wide


def texts(**columns: str) -> tuple[Wanted, ...]:
    """Want texts or numbers: each column of ours and the paths it may stand at, best first, parted by blanks.

    >>> texts(post_id="code id")
    (Wanted(path='code', column='post_id', kind='text', rank=0, item_rank=0), Wanted(path='id', column='post_id', \
kind='text', rank=1, item_rank=0))
    """
    return tuple(
        Wanted(path, column, rank=rank) for column, paths in columns.items() for rank, path in enumerate(paths.split())
    )


def flags(**columns: str) -> tuple[Wanted, ...]:
    """Want truth values, given as in `texts`."""
    return tuple(one._replace(kind="flag") for one in texts(**columns))


def with_numbers(wide: pl.DataFrame) -> pl.DataFrame:
    """Read counts and Unix times that are written as texts; a count below zero is one that the platform hides."""
    counts = [pl.col(name).cast(pl.Int64, strict=False) for name in (*COUNTS, *ABOUT_COUNTS) if name in wide.columns]
    wide = wide.with_columns(counts)
    hidden = [pl.when(pl.col(name) >= 0).then(pl.col(name)).alias(name) for name in COUNTS if name in wide.columns]
    return wide.with_columns(*hidden, *(read_unix(wide[name]) for name in TIMES if name in wide.columns))


def read_unix(written: pl.Series) -> pl.Series:
    """Read Unix seconds, milliseconds or microseconds, by their size; other texts stay, and no time is 0."""
    text = written.set((written == "0").fill_null(value=False), None)
    numbers = text.cast(pl.Int64, strict=False)
    is_time = (numbers >= int(SMALLEST_UNIX)) & (numbers < LARGEST_MILLISECONDS * 1_000)
    if int(is_time.sum()) < len(text) - text.null_count():
        return text
    number = pl.col(text.name)
    microseconds = (
        pl.when(number < LARGEST_SECONDS)
        .then(number * 1_000_000)
        .when(number < LARGEST_MILLISECONDS)
        .then(number * 1_000)
        .otherwise(number)
    )
    return pl.DataFrame([numbers]).select(microseconds.cast(pl.Datetime("us")).dt.replace_time_zone("UTC").cast(TIME))[
        text.name
    ]


def with_marks(wide: pl.DataFrame, *, dotted: bool = False) -> pl.DataFrame:
    """Find the hashtags, mentions and links in the text of the items that do not list them."""
    if "text" not in wide.columns:
        return wide
    find = {**FIND, "mentions": find_dotted_mentions} if dotted else FIND
    wide = wide.with_columns(_marks(wide, name, finder) for name, finder in find.items())
    if "more_urls" in wide.columns:
        both = [pl.col(name).fill_null(pl.lit([], ADDED)) for name in ("more_urls", "urls")]
        wide = wide.with_columns(pl.concat_list(both).list.drop_nulls().list.unique(maintain_order=True).alias("urls"))
    return wide


def _marks(wide: pl.DataFrame, name: str, find: Find) -> pl.Series:
    """Return what items list, and for the others what their text holds."""
    if name not in wide.columns:
        return find(wide["text"]).alias(name)
    unlisted = wide[name].is_null()
    if not unlisted.any():
        return wide[name]
    return wide[name].zip_with(~unlisted, find(wide["text"].set(~unlisted, None)))


def find_dotted_mentions(text: pl.Series) -> pl.Series:
    """List the handles that each text mentions where handles may have dots inside, as on TikTok and Instagram."""
    found = text.str.extract_all(DOTTED)
    return found.list.eval(pl.element().str.replace(r"^.*[@＠]", "")).alias("mentions")


def without_counts_of_reposts(wide: pl.DataFrame) -> pl.DataFrame:
    """Blank the counts of reposts: what their items show are the original's."""
    own = pl.col("kind") != "repost"
    return wide.with_columns(pl.when(own).then(pl.col(name)).alias(name) for name in COUNTS if name in wide.columns)


def listed(column: str) -> pl.Expr:
    """Return a list with the one text of a column; an empty one where there is none."""
    return pl.concat_list(pl.col(column)).list.drop_nulls()


def without_query(addresses: pl.Expr) -> pl.Expr:
    """Cut off what makes an address of a file expire, so that one file keeps one address."""
    return addresses.list.eval(pl.element().str.replace(r"\?.*$", ""))


def unwrapped(addresses: pl.Series) -> pl.Series:
    """Return where redirecting addresses such as `https://l.threads.com/?u=…` lead."""
    each = addresses.drop_nulls().unique()
    target = each.str.extract(r"^https?://l\.[^/]+/\?(?:[^#]*&)?u=([^&#]+)", 1)
    plain = [written if found is None else unquote(found) for written, found in zip(each, target, strict=True)]
    return addresses.replace_strict(each, pl.Series(plain, dtype=pl.String), default=None, return_dtype=pl.String)
