"""Who goes first in an episode and who carries it on: launchers, boosters, and whether small accounts launch."""

import numpy as np
import polars as pl

from unisono.content.wording import wordings
from unisono.dossiers.subject_posts import Card
from unisono.dossiers.target.material import TargetMaterial
from unisono.networks.roles import EARLY, assign_roles

FIRST_TOLD = 5
BOOSTERS_TOLD = 10
FEWEST_CARRIERS = 3
FEWEST_KNOWN = 10
DRAWS = 9_999
LEVEL = 0.01


def describe_launch(material: TargetMaterial, attacks: pl.DataFrame) -> Card:
    """Return launchers, boosters and launch_pattern of an episode's posts (rows of TargetMaterial.own).

    Launchers were first on what several posted (a repost, a wording, a hashtag against the target) more often than
    chance makes somebody first; where nobody was, the first accounts are named as such, untested.
    """
    acts = acts_of_episode(material, attacks)
    followers = material.profiles.select("account", "followers")
    roles = assign_roles(acts, followers)
    by_role = {role: own["account"].to_list() for (role,), own in roles.group_by("role")}
    tested = by_role.get("launcher", [])
    first = attacks.sort("at", "post").unique("account", keep="first", maintain_order=True)
    named = first.filter(pl.col("account").is_in(tested)) if tested else first
    launchers = [_told(material, row, is_tested=bool(tested)) for row in named.head(FIRST_TOLD).to_dicts()]
    boosters = first.filter(pl.col("account").is_in(by_role.get("booster", [])))
    return {
        "launchers": launchers,
        "boosters": [_told(material, row, is_tested=True) for row in boosters.head(BOOSTERS_TOLD).to_dicts()],
        "launch_pattern": launch_pattern(acts, tested, followers),
    }


def acts_of_episode(material: TargetMaterial, attacks: pl.DataFrame) -> pl.DataFrame:
    """Return ACTS of an episode: who came when to each repeated post, wording and hashtag against the target."""
    own = attacks.select("post", "account", "at", "tags", "text")
    posts = material.posts.select(pl.col("post_id").alias("post"), "platform", "kind", "ref_post_id")
    joined = own.join(posts, on="post", how="left")
    original = pl.concat_str("platform", pl.lit(":"), "ref_post_id")
    reposted = joined.filter(pl.col("kind") == "repost").select("account", "post", "at", original.alias("object"))
    made = own.join(reposted.select(pl.col("object").alias("post")).unique(), on="post", how="semi")
    own_words = joined.filter(pl.col("kind") != "repost")
    worded = own_words.with_columns(wordings(own_words["text"]).alias("object")).drop_nulls("object")
    tagged = own.explode("tags").drop_nulls("tags").rename({"tags": "object"})
    columns = ["account", "post", "at", "object"]
    layers = {
        "repost": pl.concat([reposted, made.with_columns(pl.col("post").alias("object")).select(columns)]),
        "text": worded.select(columns),
        "hashtag": tagged.select(columns),
    }
    return pl.concat(
        rows.with_columns(pl.lit(layer).alias("layer"), pl.lit(1, pl.Int64).alias("network")).drop_nulls("object")
        for layer, rows in layers.items()
    )


def launch_pattern(acts: pl.DataFrame, launchers: list[str], followers: pl.DataFrame) -> Card:
    """Say whether small accounts launch and larger ones carry on: holds, p, median followers of both, n, says.

    Carriers are the first quarter of those who came to what launchers were first on. Their typical number of followers
    (mean of logarithms) over that of the launchers is compared with the same after numbers of followers were dealt out
    anew among all accounts of the episode (9,999 times, one-sided permutation test).
    """
    known = dict(followers.drop_nulls("followers").iter_rows())
    if not launchers:
        return _cannot("nobody was first more often than chance makes somebody first", len(known))
    carriers = _carriers(acts, launchers)
    first = [account for account in launchers if account in known]
    after = [account for account in carriers if account in known]
    if len(after) < FEWEST_CARRIERS or not first or len(known) < FEWEST_KNOWN:
        return _cannot("too few of these accounts have a known number of followers", len(known))
    accounts = sorted(known)
    sizes = np.log10(np.array([known[account] for account in accounts], float) + 1.0)
    place = {account: number for number, account in enumerate(accounts)}
    chosen = np.array([place[account] for account in first]), np.array([place[account] for account in after])
    larger = float(sizes[chosen[1]].mean() - sizes[chosen[0]].mean())
    rng = np.random.default_rng(0)
    dealt = rng.permuted(np.tile(sizes, (DRAWS, 1)), axis=1)
    drawn = dealt[:, chosen[1]].mean(axis=1) - dealt[:, chosen[0]].mean(axis=1)
    p = float((1 + (drawn >= larger - 1e-12).sum()) / (1 + DRAWS))
    holds = p <= LEVEL and larger > 0
    small, large = (float(np.median([known[one] for one in group])) for group in (first, after))
    word = "holds" if holds else "is not beyond chance"
    return {
        "holds": holds,
        "p": p,
        "n": len(known),
        "launchers": len(first),
        "carriers": len(after),
        "launchers_followers": small,
        "carriers_followers": large,
        "says": f"A small account launches, larger ones carry on: {word} (median followers {small:,.0f} of "
        f"{len(first):,} launching, {large:,.0f} of {len(after):,} carrying on; p {p:.2g}).",
        "cannot_say": None,
    }


def _carriers(acts: pl.DataFrame, launchers: list[str]) -> list[str]:
    """Return who, not launching, was among the early quarter on an object that a launcher was first on."""
    came = acts.group_by("layer", "object", "account").agg(pl.col("at").min())
    over = ["layer", "object"]
    placed = came.with_columns(
        pl.col("at").rank("min").over(over).alias("place"), pl.len().over(over).alias("all")
    ).filter(pl.col("all") >= 2)
    is_first = (pl.col("place") == 1) & pl.col("account").is_in(launchers)
    launched = placed.filter(is_first).select(over).unique()
    # Of few the second is among the early ones, whatever a quarter of them is.
    early = (pl.col("place") <= pl.max_horizontal(EARLY * pl.col("all"), 2)) & ~pl.col("account").is_in(launchers)
    return sorted(placed.join(launched, on=over).filter(early)["account"].unique())


def _cannot(why: str, known: int) -> Card:
    return {
        **dict.fromkeys(("holds", "p", "launchers", "carriers", "launchers_followers", "carriers_followers")),
        "n": known,
        "says": f"Whether a small account launches and larger ones carry on: cannot say, {why} (n = {known:,}).",
        "cannot_say": why,
    }


def _told(material: TargetMaterial, row: Card, *, is_tested: bool) -> Card:
    account = row["account"]
    followers = material.profiles.filter(pl.col("account") == account)["followers"]
    return {
        "account_id": account,
        "handle": material.handles.get(account),
        "at": row["at"],
        "post_id": row["post"],
        "followers": followers[0] if len(followers) else None,
        "tested": is_tested,
    }
