"""How far the own posts of networks went: on which platforms, and to which groups of accounts outside them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from unisono.cases import Case, Run
from unisono.detectors.evidence import posts_of_run
from unisono.model.counting import counted
from unisono.model.few_rows import collect_few

FEWEST = 5
"""Accounts outside a network that make a community, where files do not name one."""

MOSTLY = 0.5
"""From this share of reposts among its common posts on, what a network pushes is not its own."""

PASSING = ("repost", "quote")
PUBLISHED = ("account", "post", "platform", "kind")
READ = ("platform", "kind", "lang", "community_id")
"""Columns of POSTS that are read as they are."""


def _hashed(column: str) -> pl.Expr:
    """Return 64 bits for each `platform:id` of a column of ids; null where there is none."""
    name = pl.concat_str("platform", pl.lit(":"), column)
    return pl.when(name.is_not_null()).then(name.hash())


ACCOUNT, POST = _hashed("account_id").alias("account"), _hashed("post_id")
AUTHOR, OF_POST = _hashed("ref_account_id").alias("author"), _hashed("ref_post_id").alias("of_post")
"""Who and what, as numbers: they are only counted and compared."""


@dataclass(frozen=True)
class PassedOn:
    """What became of one network's own posts in the case.

    platforms: where they were published. posts, own_posts: all of its posts, and those but reposts. times, accounts:
    reposts and quotes of these by accounts outside. communities: at least so many groups of these; None where it
    cannot be said, and cannot_say tells why. ungrouped: accounts that are in no group that can be told.
    """

    platforms: tuple[str, ...] = ()
    posts: int = 0
    own_posts: int = 0
    times: int = 0
    accounts: int = 0
    communities: int | None = None
    ungrouped: int = 0
    cannot_say: str = ""


def passed_on_of_networks(case: Case, run: Run, numbers: Iterable[int]) -> dict[int, PassedOn]:
    """Return what became of the own posts of these networks; the posts of the run are read once for all."""
    chosen = sorted(set(numbers))
    if not chosen:
        return {}
    members, acts = run.table("members").select("network", pl.col("account").hash()), run.table("acts")
    read = _read(posts_of_run(case, run), members.filter(pl.col("network").is_in(chosen))["account"].unique())
    found = {}
    for number in chosen:
        mine = pl.col("network") == number
        found[number] = _passed_on(members.filter(mine)["account"], read, _others(acts.filter(mine)))
    return found


@dataclass(frozen=True)
class _Posts:
    """What is looked at of the posts of members and of those who passed them on, accounts and authors as numbers.

    published: account, post, platform and kind of the members' posts. passing: account, author, platform and
    community_id of each repost and quote of these. lives: account and author of all that these accounts passed on.
    languages: account, lang and len, the posts of each language that the platform states. says_whose: whether any
    repost or quote of the case says whose post it passes on, or the case has that post.
    """

    published: pl.DataFrame
    passing: pl.DataFrame
    lives: pl.DataFrame
    languages: pl.DataFrame
    says_whose: bool


def _others(acts: pl.DataFrame) -> str:
    """Return why the own posts of a network do not tell how far it got, where it mostly passed on others'."""
    common = acts["post"].n_unique() if acts.height else 0
    reposts = acts.filter(pl.col("layer") == "repost")["post"].n_unique() if acts.height else 0
    if not common or reposts < MOSTLY * common:
        return ""
    return (
        f"{reposts:,} of {counted(common, 'post')} with which it acted together pass on what others wrote, and how far "
        "others’ posts got is not told here"
    )


def _read(posts: pl.LazyFrame, members: pl.Series) -> _Posts:
    """Return what is looked at of the posts: what members published, who passed it on, and what else these do."""
    named = posts.select(ACCOUNT, AUTHOR, POST.alias("post"), OF_POST, *READ)
    published = collect_few(named.filter(pl.col("account").is_in(members.implode())).select(*PUBLISHED))
    passed = named.filter(pl.col("kind").is_in(PASSING) & pl.col("account").is_not_null())
    own = published.select(pl.col("post").alias("of_post"), pl.col("account").alias("known")).drop_nulls()
    by_name = pl.col("author").is_in(members.implode())
    by_post = pl.col("author").is_null() & pl.col("of_post").is_in(own["of_post"].implode())
    passing = _with_authors(collect_few(passed.filter(by_name | by_post)), own)
    people = passing["account"].unique().implode()
    lives = collect_few(passed.filter(pl.col("account").is_in(people)).select("account", "author", "of_post"))
    spoken = named.filter(pl.col("account").is_in(people)).drop_nulls("lang").group_by("account", "lang").len()
    return _Posts(
        published,
        passing.select("account", "author", "platform", "community_id"),
        _with_authors(lives, _known_authors(posts, lives)),
        spoken.collect(engine="streaming"),
        _says_whose(passed, posts),
    )


def _says_whose(passed: pl.LazyFrame, posts: pl.LazyFrame) -> bool:
    if passed.select(pl.col("author").is_not_null().any()).collect(engine="streaming").item():
        return True
    return bool(_known_authors(posts, passed.select("author", "of_post").collect(engine="streaming")).height)


def _known_authors(posts: pl.LazyFrame, passing: pl.DataFrame) -> pl.DataFrame:
    """Return of_post and known: who wrote the posts of the case that reposts and quotes without an author pass on."""
    unsaid = passing.filter(pl.col("author").is_null())["of_post"].drop_nulls().unique()
    if unsaid.is_empty():
        return pl.DataFrame(schema={"of_post": pl.UInt64, "known": pl.UInt64})
    named = posts.select(POST.alias("of_post"), ACCOUNT.alias("known")).drop_nulls()
    return named.filter(pl.col("of_post").is_in(unsaid.implode())).collect(engine="streaming")


def _with_authors(passing: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Return reposts and quotes with the author of what they pass on: as they say, else as the case's posts do."""
    once = known.unique("of_post", keep="first", maintain_order=True)
    joined = passing.join(once, on="of_post", how="left")
    return joined.with_columns(pl.coalesce("author", "known").alias("author"))


def _passed_on(members: pl.Series, posts: _Posts, others: str) -> PassedOn:
    inside = pl.col("account").is_in(members.implode())
    published, passing = posts.published.filter(inside), posts.passing
    own = published.filter(pl.col("kind").fill_null("post") != "repost")
    if not own.height:
        return PassedOn(cannot_say="its accounts published nothing of their own here, but passed on others’ posts")
    platforms = tuple(sorted(own["platform"].unique().drop_nulls()))
    told = PassedOn(platforms, published.height, own.height)
    if others:
        return replace(told, cannot_say=others)
    if not posts.says_whose:
        return replace(told, cannot_say="the case holds no repost or quote that says whose post it passes on")
    of_own = pl.col("author").is_in(members.implode())
    outside = passing.filter(of_own & ~inside)
    people = outside["account"].unique()
    placed = outside.filter(pl.col("community_id").fill_null("") != "")
    unplaced = outside.filter(~pl.col("account").is_in(placed["account"].implode()))["account"].unique()
    lives = posts.lives.filter(~of_own & pl.col("account").is_in(unplaced.implode()) & pl.col("author").is_not_null())
    groups, grouped = _groups(lives, _languages(posts.languages, unplaced))
    return replace(
        told,
        times=outside.height,
        accounts=len(people),
        communities=placed.select(pl.struct("platform", "community_id").n_unique()).item() + groups,
        ungrouped=len(unplaced) - grouped,
    )


def _languages(languages: pl.DataFrame, accounts: pl.Series) -> pl.DataFrame:
    """Return account and the language that the platform states of most of its posts."""
    stated = languages.filter(pl.col("account").is_in(accounts.implode()))
    most = stated.sort("account", "len", "lang", descending=[False, True, False])
    return most.unique("account", keep="first", maintain_order=True).select("account", "lang")


def _groups(lives: pl.DataFrame, languages: pl.DataFrame) -> tuple[int, int]:
    """Return how many groups there are, and how many accounts are in them.

    Accounts are in one group if chains of authors whom both of two accounts pass on lead from one to the other, and
    their posts are mostly in one language: groups are rather too few than too many.
    """
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    ties = lives.select("account", "author").unique(maintain_order=True)
    if not ties.height:
        return 0, 0
    accounts, authors = ties["account"].rank("dense"), ties["author"].rank("dense")
    rows, columns = accounts.to_numpy().astype(np.int64) - 1, authors.to_numpy().astype(np.int64) - 1
    people, size = int(rows.max()) + 1, int(rows.max()) + 1 + int(columns.max()) + 1
    graph = coo_matrix((np.ones(ties.height), (rows, columns + people)), shape=(size, size))
    _, part_of = connected_components(graph, directed=False)
    placed = pl.DataFrame({"account": ties["account"], "part": part_of[rows]}).unique("account")
    counts = placed.join(languages, on="account", how="left").group_by("part", "lang").len()
    known = counts.filter(pl.col("lang").is_not_null() & (pl.col("len") >= FEWEST))
    # Where hardly anybody's language is stated, those who share authors are one group.
    whole = counts.group_by("part").agg(pl.col("len").sum()).filter(pl.col("len") >= FEWEST)
    mixed = whole.join(known, on="part", how="anti")
    return known.height + mixed.height, int(known["len"].sum()) + int(mixed["len"].sum())


def definition() -> str:
    """Return what counts as a community."""
    return (
        "A community is, where files name one (a group, a channel, a subreddit), one in which an account outside the "
        f"network passed on (reposted or quoted) a post that the network wrote; elsewhere {counted(FEWEST, 'account')} "
        "or more outside the network that passed such posts on, write mostly in one language, and are tied by others "
        "whom they pass on, too. Groups that share one author count as one, so that the number is a lower bound."
    )
