"""What accounts post for: advertising, politics, news or fandom, over time, when that changed, and whether for hire."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import polars as pl

from unisono.cases import Case, Run
from unisono.content.purposes import KINDS
from unisono.content.purposes.own_words import own_words
from unisono.detectors.evidence import posts_of_run
from unisono.dossiers.network.crossover import Crossover, find_crossover
from unisono.dossiers.network.for_hire import advertisers_of, breadth_of, judge_hire
from unisono.dossiers.network.purpose_mix import Mix, Period, PurposeMix, measure_mix
from unisono.dossiers.network.purpose_words import explain, sentences
from unisono.dossiers.network.spread_posts import spread_posts
from unisono.model.names import ACCOUNT_NAME, POST_NAME
from unisono.networks.innocent.declared_bots import says_automated
from unisono.networks.purpose import READ, PurposedPosts, read_purposes

MOST_POSTS = 10_000
MOST_OF_OTHERS = 2_000
"""Posts that are read of the accounts, and of all others of the case to compare with; evenly spread over time."""

EXAMPLES = 3
REASONS = 5
MOST_DAYS, MOST_WEEKS = 14, 104
"""Days and weeks that the mix is told by; a longer span is told by months."""


@dataclass(frozen=True)
class WordedPosts:
    """The posts with a text of a case (READ, whom they repost, account and post), profiles, zone, and own words.

    Posts and profiles are read when they are asked for, and no more of them than are counted.
    """

    posts: pl.LazyFrame
    profiles: pl.LazyFrame
    zone: str
    words: tuple[str, ...]

    def purposes(self, posts: pl.DataFrame) -> PurposedPosts:
        """Return what these posts are for."""
        return read_purposes(posts, self.profiles_of(posts["account"]), self.words)

    def profiles_of(self, accounts: pl.Series) -> pl.DataFrame:
        """Return the profiles of these accounts, each as last seen."""
        return self.profiles.filter(pl.col("account").is_in(accounts.unique().implode())).collect()


def purpose_of_accounts(case: Case, accounts: Iterable[str]) -> PurposeMix:
    """Return what these accounts (platform:id) post for, by all posts of the case."""
    return purpose_by(read_worded(case, case.posts()), accounts)


def purpose_by(worded: WordedPosts, accounts: Iterable[str]) -> PurposeMix:
    """Return what these accounts (platform:id) post for, by posts that were read already."""
    return _purpose_of(worded, pl.Series("account", sorted(set(accounts)), dtype=pl.String))


def purposes_of_networks(case: Case, run: Run, networks: Iterable[int]) -> dict[int, PurposeMix]:
    """Return what the members of each of these networks post for, by the posts that the run read."""
    numbers = sorted(set(networks))
    if not numbers:
        return {}
    members = run.table("members")
    worded = read_worded(case, posts_of_run(case, run))
    return {number: _purpose_of(worded, members.filter(pl.col("network") == number)["account"]) for number in numbers}


def crossovers_of_networks(case: Case, run: Run, networks: Iterable[int]) -> dict[int, Crossover]:
    """Return when what the members of these networks post for changed; those of whom nobody can say are left out."""
    numbers = sorted(set(networks))
    if not numbers:
        return {}
    members = run.table("members")
    worded = read_worded(case, posts_of_run(case, run))
    found = {}
    for number in numbers:
        accounts = members.filter(pl.col("network") == number)["account"]
        own, _ = spread_posts(worded.posts, pl.col("account").is_in(accounts.implode()), MOST_POSTS)
        read = worded.purposes(own)
        found[number] = find_crossover(read.posts, read.shares, worded.zone)
    return {number: one for number, one in found.items() if isinstance(one, Crossover)}


def read_worded(case: Case, posts: pl.LazyFrame) -> WordedPosts:
    """Return those of these posts of a case that have words, with what else says what they are for."""
    columns = (*READ, "hashtags", "ref_account_id", "ref_handle")
    own = posts.filter(pl.col("text").str.len_bytes() > 0).select(*columns, ACCOUNT_NAME, POST_NAME)
    profiles = case.accounts().with_columns(ACCOUNT_NAME)
    return WordedPosts(own, profiles, case.zone, own_words(case.path))


def _purpose_of(worded: WordedPosts, accounts: pl.Series) -> PurposeMix:
    is_own = pl.col("account").is_in(accounts.implode()).fill_null(value=False)
    own, found_own = spread_posts(worded.posts, is_own, MOST_POSTS)
    others, _ = spread_posts(worded.posts, ~is_own, MOST_OF_OTHERS)
    read, beside = worded.purposes(own), worded.purposes(others)
    texts = read.posts["text"].to_numpy()
    mix = measure_mix(read.shares, texts)
    found = find_crossover(read.posts, read.shares, worded.zone)
    by, periods = _over_time(read, worded.zone)
    adverts = read.posts.select(
        "text",
        pl.Series("commercial", read.shares[texts, KINDS.index("commercial")]),
        read.posts.select("post").join(
            own.select("post", advertisers_of(own)), on="post", how="left", maintain_order="left"
        )["advertiser"],
    )
    profiles = worded.profiles_of(accounts)
    crossover = found if isinstance(found, Crossover) else None
    # Where nothing was recognised, that nobody advertises is not known either.
    advertising = None if mix.shares["unknown"] == 1.0 else mix.shares["commercial"]
    purpose = PurposeMix(
        accounts=len(accounts),
        posts_found=found_own,
        mix=mix,
        others=measure_mix(beside.shares, beside.posts["text"].to_numpy()),
        by=by,
        over_time=periods,
        crossover=crossover,
        no_crossover_because=None if isinstance(found, Crossover) else found,
        hire=judge_hire(adverts, advertising, mix.low["commercial"]),
        breadth=breadth_of(read.mix(texts)) if len(texts) else None,
        declared=profiles.filter(says_automated())["account"].n_unique(),
        outlets=len(read.outlets),
        others_before=_side(beside, crossover, after=False),
        others_after=_side(beside, crossover, after=True),
        reasons=_reasons(read),
        examples=_examples(read),
    )
    purpose = replace(purpose, innocent=explain(purpose))
    return replace(purpose, says=sentences(purpose))


def _side(read: PurposedPosts, crossover: Crossover | None, *, after: bool) -> Mix | None:
    """Return the mix of others' posts before a change, or from it on; None where there was none."""
    if crossover is None:
        return None
    is_after = pl.col("created_at") >= crossover.at
    return measure_mix(read.shares, read.posts.filter(is_after if after else ~is_after)["text"].to_numpy())


def _over_time(read: PurposedPosts, zone: str) -> tuple[str, tuple[Period, ...]]:
    """Return by which spans the mix is told, and it for each span in which posts have a time."""
    timed = read.posts.filter(pl.col("created_at").is_not_null())
    if not timed.height:
        return "day", ()
    days = timed.select(pl.col("created_at").dt.convert_time_zone(zone).dt.date().alias("day"))["day"]
    first, last = _date(days.min()), _date(days.max())
    span = (last - first).days + 1
    by, every = ("day", "1d") if span <= MOST_DAYS else ("week", "1w") if span <= 7 * MOST_WEEKS else ("month", "1mo")
    dated = timed.select("text", days.dt.truncate(every).alias("start"))
    periods = [
        Period(_date(start), _end(_date(start), by), measure_mix(read.shares, group["text"].to_numpy()))
        for (start,), group in dated.sort("start").group_by("start", maintain_order=True)
    ]
    return by, tuple(periods)


def _date(value: Any) -> date:  # Any: a cell of a column of dates
    if not isinstance(value, date):
        raise TypeError(f"{value!r} is no date")
    return value


def _end(start: date, by: str) -> date:
    """Return the last day of the day, week or month that begins then."""
    if by == "month":
        return (start.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return start + timedelta(days=6 if by == "week" else 0)


def _reasons(read: PurposedPosts) -> dict[str, list[dict[str, Any]]]:  # Any: words and counts
    """Return for each purpose the words and marks in most of its posts, as far as they made posts count as such."""
    posts = pl.Series("posts", read.texts["posts"])
    reasons = read.recognised.reasons
    place = {kind: number for number, kind in enumerate(KINDS)}
    kinds = reasons["kind"].replace_strict(place, return_dtype=pl.Int64).to_numpy()
    counting = read.shares[reasons["row"].to_numpy(), kinds] > 0
    told = reasons.with_columns(posts.gather(reasons["row"])).filter(pl.Series(counting, dtype=pl.Boolean))
    lent = read.texts.with_columns(
        pl.Series("kind", [KINDS[most] for most in read.shares[:, : len(KINDS)].argmax(axis=1)], dtype=pl.String)
    ).filter(pl.col("lent_by").is_not_null())
    by_tag = lent.select("kind", pl.format("by other posts with #{}", "lent_by").alias("reason"), "posts")
    sums = (
        pl.concat([told.select("kind", "reason", "posts"), by_tag])
        .group_by("kind", "reason")
        .agg(pl.col("posts").sum())
    )
    ranked = sums.sort("posts", "reason", descending=[True, False])
    return {kind: ranked.filter(pl.col("kind") == kind).drop("kind").head(REASONS).to_dicts() for kind in KINDS}


def _examples(read: PurposedPosts) -> dict[str, list[str]]:
    """Return for each purpose the first post of each of its most posted texts."""
    first = read.posts.sort("created_at", "post").unique("text", keep="first").select("text", "post")
    table = (
        read.texts.with_row_index("text_place")
        .with_columns(pl.col("text_place").cast(pl.Int64))
        .select(pl.col("text_place").alias("text"), "posts")
    )
    ranked = first.join(table, on="text").sort("posts", "text", descending=[True, False])
    places = ranked["text"].to_numpy()
    return {
        kind: ranked.filter(pl.Series(read.shares[places, number] > 0.5, dtype=pl.Boolean))["post"]
        .head(EXAMPLES)
        .to_list()
        for number, kind in enumerate(KINDS)
    }
