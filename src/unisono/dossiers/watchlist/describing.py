"""A watchlist on one page: which members the case has, what they push day by day, and which of it is unusual."""

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

import polars as pl

from unisono.cases import Case
from unisono.cases.watchlists import MEMBERSHIPS, Member, Watchlist, find_watchlist
from unisono.dossiers.subject_posts import Card
from unisono.dossiers.watchlist.controls import SEED, Controls, draw_controls, rank_in_controls
from unisono.dossiers.watchlist.from_network import is_of_network
from unisono.dossiers.watchlist.matching import match_members
from unisono.dossiers.watchlist.peers import read_peers
from unisono.dossiers.watchlist.ranking import rank_uses
from unisono.dossiers.watchlist.staying import find_stays
from unisono.dossiers.watchlist.unusual import UNUSUAL_Q, judge_uses
from unisono.dossiers.watchlist.uses import KINDS, read_uses
from unisono.dossiers.watchlist.whose import whose_list
from unisono.model.errors import UsageError
from unisono.traces import layer_named

TOPIC = "topic"
OLD_DAYS = 180
"""Days after which a list is old: accounts are sold, renamed and suspended."""

RANKS = pl.Schema(
    {
        "day": pl.Date(),
        "kind": pl.String(),
        "item": pl.String(),
        "rank": pl.Int64(),
        "posts": pl.Int64(),
        "accounts": pl.Int64(),
        "top5_share": pl.Float64(),
        "rank_low": pl.Int64(),
        "rank_high": pl.Int64(),
        "days_in_top10": pl.Int64(),
        "control_rank": pl.Float64(),
        "share_of_case": pl.Float64(),
        "label": pl.String(),
        "control_low": pl.Int64(),
        "control_high": pl.Int64(),
        "control_lists": pl.Int64(),
        "case_posts": pl.Int64(),
        "case_accounts": pl.Int64(),
        "expected_accounts": pl.Float64(),
        "p": pl.Float64(),
        "q": pl.Float64(),
        "unusual": pl.Boolean(),
    }
)
"""One row for each day, kind and thing that members used; a null says that it cannot be said."""


@dataclass(frozen=True)
class WatchlistPage:
    """What is known of a list in a case: the card, plain values, and RANKS of all days and kinds."""

    card: Card
    ranks: pl.DataFrame


def describe_watchlist(
    case: Case, name: str, *, version: int | None = None, topics: bool = False, seed: int = SEED
) -> WatchlistPage:
    """Return the page of a list; raises UsageError where the case has none of that name, or no post.

    topics: rank the words of posts too, for which every text is read. seed: of the control lists.
    """
    watchlist = find_watchlist(case.path, name, version)
    matches = match_members(case, watchlist.members)
    members = matches["account"].drop_nulls().unique().sort()
    read = read_uses(case)
    uses = read.uses
    if topics:
        from unisono.dossiers.watchlist.topics import read_topics  # scipy's matrices, which nothing else here needs

        uses = pl.concat([uses, read_topics(read.acts, members)])
    peers = read_peers(read.acts)
    controls = draw_controls(peers, members, seed=seed)
    ranks = _ranks(case, uses, read.acts, peers=peers, members=members, controls=controls)
    card = {
        **_about(watchlist, matches),
        **_span(read.acts, members),
        "kinds": [*KINDS, *([TOPIC] if topics else [])],
        "controls": {name: value for name, value in asdict(_without_accounts(controls)).items() if name != "accounts"},
        "stays": find_stays(ranks),
        "unusual": _unusual(ranks),
        "taking_part": _taking_part(uses, ranks, members),
    }
    return WatchlistPage(card, ranks)


def choose_ranks(
    ranks: pl.DataFrame, *, day: date | None = None, kind: str | None = None, top: int | None = None
) -> pl.DataFrame:
    """Return the ranks of a day, of a kind, and down to a rank; raises UsageError for a kind or a day without any."""
    if kind is not None:
        known = [*KINDS, TOPIC]
        if kind not in known:
            raise UsageError(f"There is no kind {kind!r}. Kinds: {', '.join(known)}.")
        ranks = ranks.filter(pl.col("kind") == kind)
    if day is not None:
        ranks = ranks.filter(pl.col("day") == day)
    return ranks if top is None else ranks.filter(pl.col("rank") <= top)


def _ranks(
    case: Case,
    uses: pl.DataFrame,
    acts: pl.DataFrame,
    *,
    peers: pl.DataFrame,
    members: pl.Series,
    controls: Controls,
) -> pl.DataFrame:
    """Return RANKS of what the members used."""
    keys = ["day", "kind", "item"]
    ranked = rank_uses(uses.filter(pl.col("account").is_in(members.implode())), len(members))
    told = (
        ranked.join(judge_uses(uses, acts, peers, members), on=keys, how="left")
        .join(rank_in_controls(uses, controls, ranked), on=keys, how="left")
        .with_columns(
            (pl.col("posts") / pl.col("case_posts")).alias("share_of_case"),
            (pl.col("q") <= UNUSUAL_Q).alias("unusual"),
        )
    )
    order = {kind: place for place, kind in enumerate((*KINDS, TOPIC))}
    placed = told.with_columns(pl.col("kind").replace_strict(order, return_dtype=pl.Int64).alias("place"))
    labels = _labels(case, ranked)
    named = placed.sort("day", "place", "rank").join(labels, on=["kind", "item"], how="left", maintain_order="left")
    return named.select(RANKS.names()).cast(RANKS)


def _labels(case: Case, ranked: pl.DataFrame) -> pl.DataFrame:
    """Return kind, item and what a person reads: the tag with its sign, the handle of who is mentioned."""
    things = ranked.select("kind", "item").unique()
    handles = _handles(case, things.filter(pl.col("kind") == "mention")["item"])
    labels = [
        handles.get(item) or (item if kind == TOPIC else layer_named(kind).label(item, None))
        for kind, item in things.iter_rows()
    ]
    return things.with_columns(pl.Series("label", labels, dtype=pl.String))


def _handles(case: Case, accounts: pl.Series) -> dict[str, str]:
    """Return @handle of the accounts of which the case has a post or has seen one."""
    wanted = accounts.implode()
    name = pl.concat_str(pl.col("platform").fill_null("unknown"), pl.lit(":"), pl.col("account_id")).alias("account")
    seen = [
        table.select(name, "handle").drop_nulls().filter(pl.col("account").is_in(wanted)).unique().collect()
        for table in (case.references(), case.posts())
    ]
    named = pl.concat(seen).sort("account", "handle").unique("account", keep="last", maintain_order=True)
    return {account: f"@{handle}" for account, handle in named.iter_rows()}


def _about(watchlist: Watchlist, matches: pl.DataFrame) -> Card:
    """Return what is to be said of the list itself: whose word it is, how old, and whom the case has of it."""
    said = _people(watchlist.members, matches)
    found = [one for one in said if one["account"] is not None]
    by_membership = {name: sum(one["membership"] == name for one in found) for name in (*MEMBERSHIPS, None)}
    today = datetime.now(UTC).date()
    day = watchlist.date or max((one.date for one in watchlist.members if one.date), default=None)
    return {
        "watchlist": watchlist.name,
        "version": watchlist.version,
        "sha256": watchlist.sha256,
        "added_at": watchlist.added_at,
        "is_of_network": is_of_network(watchlist),
        "source": whose_list(watchlist),
        "date": day,
        "age_days": (today - date.fromisoformat(day)).days if day else None,
        "members": len(watchlist.members),
        "found": len({one["account"] for one in found}),
        "absent": [one for one in said if one["account"] is None],
        "by_earlier_handle": [one for one in found if one["how"] == "earlier handle"],
        "without_reason": watchlist.without_reason,
        "memberships": {name or "not_said": count for name, count in by_membership.items()},
        "people": found,
    }


def _people(members: tuple[Member, ...], matches: pl.DataFrame) -> list[Card]:
    return [
        {
            **asdict(member),
            "named": member.named,
            "account": match["account"],
            "how": match["how"],
            "absent": match["absent"],
        }
        for member, match in zip(members, matches.iter_rows(named=True), strict=True)
    ]


def _span(acts: pl.DataFrame, members: pl.Series) -> Card:
    """Return how many posts the members have in the case, of how many, and their days."""
    own = acts.filter(pl.col("account").is_in(members.implode()))
    return {
        "posts": own.height,
        "accounts": own["account"].n_unique(),
        "case_posts": acts.height,
        "case_accounts": acts["account"].n_unique(),
        "days": own["day"].n_unique(),
        "first_day": own["day"].min(),
        "last_day": own["day"].max(),
    }


def _without_accounts(controls: Controls) -> Controls:
    return Controls(**{**controls.__dict__, "accounts": controls.accounts.clear()})


def _taking_part(uses: pl.DataFrame, ranks: pl.DataFrame, members: pl.Series) -> list[Card]:
    """Return account, things and days for each member the case has: how much of what is unusual it used itself."""
    unusual = ranks.filter("unusual").select("day", "kind", "item")
    used = uses.join(unusual, on=["day", "kind", "item"], how="semi").filter(pl.col("account").is_in(members.implode()))
    counted = used.group_by("account").agg(
        pl.struct("kind", "item").n_unique().alias("things"), pl.col("day").n_unique().alias("days")
    )
    everybody = pl.DataFrame({"account": members}).join(counted, on="account", how="left")
    told = everybody.with_columns(pl.col("things", "days").fill_null(0).cast(pl.Int64))
    return told.sort("things", "account", descending=[True, False]).to_dicts()


def _unusual(ranks: pl.DataFrame) -> list[Card]:
    """Return what is unusual, once for each thing: its strongest day, and on how many days it is."""
    found = ranks.filter("unusual").sort("q", "day", "kind", "rank")
    once = found.with_columns(pl.len().over("kind", "item").alias("days_unusual")).unique(
        ["kind", "item"], keep="first", maintain_order=True
    )
    return once.to_dicts()
