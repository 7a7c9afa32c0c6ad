"""The posts of a case that somebody asks about: of a span, a hashtag, a network, an account."""

from dataclasses import dataclass
from datetime import datetime

import polars as pl

from unisono.cases import Case, Run
from unisono.detectors.evidence import posts_between
from unisono.model.errors import UsageError
from unisono.model.names import ACCOUNT_NAME, POST_NAME
from unisono.traces.hashtag import fold_tag, tags_of_acts


@dataclass(frozen=True)
class PostChoice:
    """What posts must fulfil, all of it; None asks for nothing. network: its number; account: platform:id."""

    since: datetime | None = None
    until: datetime | None = None
    hashtag: str | None = None
    network: int | None = None
    account: str | None = None


def choose_posts(case: Case, run: Run | None, choice: PostChoice) -> pl.LazyFrame:
    """Return the posts of the choice (POSTS columns).

    Raises UsageError for a hashtag that is none or that no post has, and for a network that the run does not have.
    """
    posts = posts_between(case.posts(), choice.since, choice.until)
    if choice.hashtag is not None:
        posts = _with_hashtag(case, posts, choice.hashtag)
    if choice.network is not None:
        posts = posts.filter(ACCOUNT_NAME.is_in(_members(case, run, choice.network).implode()))
    if choice.account is not None:
        posts = posts.filter(ACCOUNT_NAME.eq(choice.account))
    return posts


def _with_hashtag(case: Case, posts: pl.LazyFrame, hashtag: str) -> pl.LazyFrame:
    wanted = fold_tag(hashtag)
    if wanted is None:
        raise UsageError(f"{hashtag!r} is not a hashtag. Type its letters: --hashtag TheHarbour")
    nothing = [pl.lit(None, pl.String()).alias(name) for name in ("account", "at", "minute_precision")]
    tags = tags_of_acts(posts.select(POST_NAME, "text", "hashtags", *nothing).collect())
    with_tag = tags.filter(pl.col("tag") == wanted)["post"].unique()
    if with_tag.is_empty():
        raise UsageError(f"No post of {case.path} has the hashtag #{wanted} in this span.")
    return posts.filter(POST_NAME.is_in(with_tag.implode()))


def _members(case: Case, run: Run | None, network: int) -> pl.Series:
    if run is None:
        raise UsageError(f"{case.path} has not been scanned, so no network is known. Type: unisono scan {case.path}")
    accounts = run.table("members").filter(pl.col("network") == network)["account"]
    if accounts.is_empty():
        raise UsageError(f"{case.path} has no network {network}. See: unisono networks {case.path}")
    return accounts
