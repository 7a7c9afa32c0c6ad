"""Who acted on a post and on comparable ones: reposters or repliers, those in networks, and those compared with."""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain

import polars as pl

from unisono.cases import Case, Run
from unisono.cases.reading_once import CaseReadOnce, keep_in_lots
from unisono.dossiers.followers import Reposts
from unisono.dossiers.networked_share import ShareEstimate
from unisono.dossiers.post.naming import ORIGINAL, Subject
from unisono.dossiers.post.persona import Groups
from unisono.dossiers.post.speed import fast_accounts
from unisono.dossiers.post.timelines import LEAST_ALIKE, find_alike
from unisono.dossiers.post.traits import read_known, read_names, read_traits
from unisono.dossiers.subject_posts import POST, members_of
from unisono.model.few_rows import collect_few, compact
from unisono.model.names import ACCOUNT_NAME
from unisono.traces.acts import conform_posts

MOST_ACCOUNTS = 5_000
"""Accounts of which the traits are read, of a post's own reposters, and again of all those they are compared with."""


@dataclass(frozen=True)
class Audience:
    """Who acted on a post and on comparable ones: REPOSTS of the case, or replies in the same columns.

    own: acts on the post; compared: acts on comparable posts, in their order.
    """

    acts: Reposts
    own: pl.DataFrame
    control: str | None
    compared: pl.DataFrame


def keep_replies(case: Case) -> pl.LazyFrame:
    """Return the first reply of each account to each post, in the columns of REPOSTS; `object` is the post answered.

    Of a case that is read once they are in files beside it.
    """
    replies = _replies_of(case)
    if not isinstance(case, CaseReadOnce):
        return compact(_first_of_each(replies.collect())).lazy()
    parts = chain([replies.head(0).collect()], replies.collect_batches(maintain_order=True))
    return keep_in_lots(case, "replies", parts, by="object", finish=_first_of_each)


def _replies_of(case: Case) -> pl.LazyFrame:
    replies = conform_posts(case.posts()).filter(pl.col("kind") == "reply").drop_nulls(["created_at", "account_id"])
    return replies.select(
        ACCOUNT_NAME,
        ORIGINAL.alias("object"),
        pl.lit(None, dtype=pl.String).alias("author"),
        pl.col("created_at").alias("at"),
        pl.col("ref_created_at").alias("origin_at"),
        POST,
        (pl.col("created_at_precision").fill_null("second") == "second").alias("exact"),
    ).drop_nulls(["object", "account"])


def _first_of_each(replies: pl.DataFrame) -> pl.DataFrame:
    return replies.sort("at", "post").unique(["account", "object"], keep="first", maintain_order=True)


def audience_of(acts: Reposts, post: str, comparable: pl.DataFrame) -> Audience:
    """Return who acted on a post and on the comparable ones."""
    nearest = comparable.select("object").with_row_index("nearness")
    compared = collect_few(acts.lazy().filter(pl.col("object").is_in(nearest["object"].implode())))
    ordered = compared.join(nearest, on="object").sort("nearness", "at", "post").drop("nearness")
    own = collect_few(acts.lazy().filter(pl.col("object") == post))
    return Audience(acts, own, nearest["object"].first(), ordered)  # type: ignore[arg-type]  # a text


def groups_of(audience: Audience, networked: pl.Series, run: Run | None) -> Groups:
    """Return the accounts whose traits are counted beside each other.

    No network is its own reference: members of any are left out of those compared.
    """
    own = audience.own["account"].unique()
    members = members_of(run)
    inside = own if members is None else pl.concat([own, members["account"]])
    compared = audience.compared.filter(~pl.col("account").is_in(inside.implode()))
    control = audience.compared.filter(pl.col("object").eq_missing(pl.lit(audience.control)))
    return Groups(
        own.sort().head(MOST_ACCOUNTS),
        networked,
        control.filter(~pl.col("account").is_in(own.implode()))["account"].unique().sort(),
        compared["account"].unique(maintain_order=True).head(MOST_ACCOUNTS),
    )


def networked_accounts(own: pl.DataFrame, run: Run | None, estimate: ShareEstimate) -> pl.Series:
    """Return the accounts here that are in a network or follow one, in order."""
    members = members_of(run)
    inside = own["account"].clear() if members is None else members["account"]
    followers = pl.Series([one["account"] for one in estimate.followers], dtype=pl.String)
    known = pl.concat([inside, followers])
    return own.filter(pl.col("account").is_in(known.implode()))["account"].unique().sort()


def traits_of(
    case: Case, subject: Subject, audiences: tuple[Audience, ...], names: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Return the traits of all accounts that any table counts; names: of `read_names`, if at hand."""
    named = [
        accounts["account"].unique(maintain_order=True).head(MOST_ACCOUNTS)
        for audience in audiences
        for accounts in (audience.own.sort("account"), audience.compared)
    ]
    accounts = pl.concat([pl.Series("account", [], dtype=pl.String), *named]).unique()
    first = min((one.own["at"].min() for one in audiences if one.own.height), default=None)  # type: ignore[type-var]  # times
    at = subject.created_at or first
    told = read_names(case) if names is None else names
    return read_traits(told, read_known(case, accounts), at if isinstance(at, datetime) else datetime.now(UTC))


def with_acts(traits: pl.DataFrame, audience: Audience) -> pl.DataFrame:
    """Return the traits with fast and alike_timeline, each account's from the posts on which it is counted here."""
    fast = fast_accounts(pl.concat([audience.own, audience.compared]))
    alike = [_has_twin(audience.acts, audience.own), _has_twin(audience.acts, audience.compared)]
    twins = pl.concat(alike).unique("account", keep="first", maintain_order=True)
    joined = traits.join(fast, on="account", how="left", maintain_order="left")
    return joined.join(twins, on="account", how="left", maintain_order="left")


def others_of(acts: Reposts, of: pl.DataFrame) -> pl.DataFrame:
    """Return account, object and at of what those who acted on some posts did elsewhere; of: their acts on these."""
    theirs = acts.lazy().filter(pl.col("account").is_in(of["account"].unique().implode()))
    elsewhere = collect_few(theirs.select("account", "object", "at"))
    return elsewhere.join(of.select("object").unique(), on="object", how="anti")


def _has_twin(acts: Reposts, of: pl.DataFrame) -> pl.DataFrame:
    """Return account and alike_timeline of those who acted on these posts, but for what they did there."""
    found, _ = find_alike(others_of(acts, of), of["account"].unique())
    return found.select("account", (pl.col("alike") >= LEAST_ALIKE).alias("alike_timeline"))
