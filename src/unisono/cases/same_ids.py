"""Ids that two files without a platform use for different posts: the later file's post gets an id of its own."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import polars as pl

from unisono.cases.known_posts import Hashes, KnownPosts, hash_posts

UNKNOWN_PLATFORM = "unknown"
CONTENT = ("account_id", "created_at", "text")
CONTENT_COLUMNS = ["platform", "post_id", *CONTENT]
OWN_ID = re.compile(r"^(?P<written>.+)~[0-9a-f]{12}$", re.DOTALL)
NAMING = ("post_id", "ref_post_id", "thread_id")


@dataclass
class SameIds:
    """What one file's ids stand for, where nobody has said which platform they are from.

    An id that another file has used for a post of another author, time or text becomes `ID~` and 12 digits of a hash of
    the three: whichever file holds that post, and however often, it gets the same id. What the file says of the id
    from then on, as a repost or a thread, follows. An id that one file uses twice is left as it is.
    """

    own: KnownPosts = field(default_factory=KnownPosts)
    renamed: dict[str, str] = field(default_factory=dict)
    rows: int = 0
    example: str = ""

    def remember(self, stored: pl.DataFrame) -> None:
        """Take in what an earlier import of the very same file has stored."""
        stored = stored.filter(pl.col("platform") == UNKNOWN_PLATFORM)
        for post_id in stored["post_id"]:
            if match := OWN_ID.match(post_id):
                self.renamed[match["written"]] = post_id
        self.own.add(hash_posts(stored))

    def tell_apart(self, posts: pl.DataFrame, known: KnownPosts, contents: KnownPosts) -> pl.DataFrame:
        """Return the posts with ids of their own where another file has used theirs for another post."""
        is_unknown = posts["platform"] == UNKNOWN_PLATFORM
        if not is_unknown.any():
            return posts
        keys = hash_posts(posts)
        is_other = known.contains(keys) & ~contents.contains(hash_contents(posts)) & ~self.own.contains(keys)
        taken = pl.Series(is_other) & is_unknown & ~posts["post_id"].is_in(list(self.renamed))
        same = set(posts.filter(~taken & is_unknown)["post_id"]) - set(self.renamed) if taken.any() else set()
        for post in posts.filter(taken).select("post_id", *CONTENT).iter_rows():
            if post[0] not in same:
                self.renamed.setdefault(post[0], f"{post[0]}~{_digits(post[1:])}")
        self.own.add(keys[(is_unknown & ~posts["post_id"].is_in(list(self.renamed))).to_numpy()])
        if not self.renamed:
            return posts
        self._count(posts.filter(is_unknown))
        return posts.with_columns(
            pl.when(pl.lit(is_unknown)).then(pl.col(name).replace(self.renamed)).otherwise(pl.col(name)).alias(name)
            for name in NAMING
        )

    def _count(self, posts: pl.DataFrame) -> None:
        named = posts.filter(pl.col("post_id").is_in(list(self.renamed)))["post_id"]
        if len(named):
            self.rows += len(named)
            self.example = self.example or f"{named[0]} is kept as {self.renamed[named[0]]}"


def hash_contents(posts: pl.DataFrame) -> Hashes:
    """Return one hash for each row's id, author, time and text; stable within a process only."""
    told = [pl.col(name).cast(pl.String).fill_null("\1") for name in CONTENT]
    return posts.select(pl.concat_str("post_id", *told, separator="\0").hash()).to_series().to_numpy()


def _digits(content: Iterable[object]) -> str:
    told = "\x1f".join("\0" if part is None else str(part) for part in content)
    return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
