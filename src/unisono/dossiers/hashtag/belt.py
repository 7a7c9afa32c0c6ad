"""The belt: accounts of a tag outside the large group that reposts, answers, quotes and mentions each other."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.dossiers.subject_posts import Card
from unisono.model.counting import counted
from unisono.traces.acts import conform_posts, filled

FEWEST_ACCOUNTS = 30
FEWEST_TIES = 20
SHUFFLES = 99

Int64 = NDArray[np.int64]


def belt_of(posts: pl.DataFrame) -> Card:
    """Return share: the accounts outside the largest group of accounts tied by reposts, replies, quotes and mentions.

    posts: those of the tag (POSTS columns). A tie is between two of its accounts, or between an account and the author
    whom it reposted, who used the tag though the case may lack the post; only accounts with posts here are counted.
    expected, low, high, p: the same share if each act had gone to somebody at random among those acted on (as often
    each), of 99 shuffles; low and high hold 95 of 100. Abstains below 30 accounts or 20 ties.
    """
    told = conform_posts(posts.lazy()).collect().with_columns(pl.col("platform").fill_null("unknown"))
    own = pl.concat_str("platform", pl.lit(":"), filled("account_id"))
    told = told.with_columns(own.alias("account"))
    accounts = told["account"].unique().sort()
    ties = _ties(told)
    card: Card = {
        "share": None, "outside": None, "accounts": len(accounts), "ties": ties.height, "largest": None,
        "expected": None, "low": None, "high": None, "p": None, "cannot_say": None,
    }  # fmt: skip
    if len(accounts) < FEWEST_ACCOUNTS or ties.height < FEWEST_TIES:
        few = (
            f"n = {counted(len(accounts), 'account')}"
            if len(accounts) < FEWEST_ACCOUNTS
            else f"n = {ties.height:,} reposts, replies, quotes and mentions among them"
        )
        return {**card, "cannot_say": f"cannot say, {few}", "says": f"Who stands apart: cannot say, {few}."}
    nodes = pl.concat([accounts, ties["to"].filter(~ties["to"].is_in(accounts.implode())).unique().sort()])
    numbers = pl.DataFrame({"node": nodes, "number": np.arange(len(nodes))})
    source, target = (_number(ties[side], numbers) for side in ("from", "to"))
    outside = _outside(source, target, len(nodes), len(accounts))
    generator = np.random.default_rng(0)
    chance = np.array(
        [_outside(source, generator.permutation(target), len(nodes), len(accounts)) for _ in range(SHUFFLES)]
    )
    n = len(accounts)
    far = int((np.abs(chance - chance.mean()) >= abs(outside - chance.mean())).sum())
    low, high = np.quantile(chance, (0.025, 0.975)) / n
    card |= {
        "share": outside / n, "outside": outside, "largest": n - outside, "expected": float(chance.mean()) / n,
        "low": float(low), "high": float(high), "p": (1 + far) / (1 + SHUFFLES),
    }  # fmt: skip
    says = (
        f"{outside:,} of {n:,} accounts ({outside / n:.0%}) stand outside the largest group that reposts, answers, "
        f"quotes or mentions each other; if they turned to anybody at random, {card['expected']:.0%} "
        f"({low:.0%} to {high:.0%}) would."
    )
    return {**card, "says": says}


def _ties(posts: pl.DataFrame) -> pl.DataFrame:
    """Return from and to (platform:id) of all acts between accounts: one row per act; nobody is tied to himself."""
    handles = posts.filter(pl.col("handle").is_not_null()).select(
        "platform", pl.col("handle").str.to_lowercase().alias("handle"), "account"
    )
    by_handle = handles.unique(("platform", "handle"), keep="first", maintain_order=True)
    prefix = pl.concat_str("platform", pl.lit(":"))
    acted = pl.col("kind").is_in(["repost", "reply", "quote"])
    by_id = posts.filter(acted & pl.col("ref_account_id").is_not_null()).select(
        pl.col("account").alias("from"), (prefix + pl.col("ref_account_id")).alias("to"), "kind"
    )
    named = posts.filter(acted & pl.col("ref_account_id").is_null() & pl.col("ref_handle").is_not_null()).select(
        "platform", "account", pl.col("ref_handle").str.to_lowercase().alias("handle"), "kind"
    )
    mentioned = (
        posts.filter(pl.col("kind") != "repost")
        .select("platform", "account", pl.col("mentions").alias("name"), pl.lit("mention").alias("kind"))
        .explode("name")
        .drop_nulls("name")
    )
    mentioned_by_id = mentioned.select(pl.col("account").alias("from"), (prefix + pl.col("name")).alias("to"), "kind")
    mentioned_by_name = mentioned.select(
        "platform", "account", pl.col("name").str.to_lowercase().str.strip_prefix("@").alias("handle"), "kind"
    )
    resolved = pl.concat([named, mentioned_by_name]).join(
        by_handle.rename({"account": "to"}), on=("platform", "handle")
    )
    found = pl.concat([by_id, mentioned_by_id, resolved.select(pl.col("account").alias("from"), "to", "kind")])
    # Whom a post reposts used the tag; whom it answers or mentions need not have.
    among = found.filter((pl.col("kind") == "repost") | pl.col("to").is_in(posts["account"].unique().implode()))
    return among.filter(pl.col("from") != pl.col("to")).select("from", "to")


def _number(names: pl.Series, numbers: pl.DataFrame) -> Int64:
    joined = pl.DataFrame({"node": names}).join(numbers, on="node", how="left", maintain_order="left")
    return joined["number"].to_numpy()


def _outside(source: Int64, target: Int64, nodes: int, accounts: int) -> int:
    """Return how many of the first `accounts` nodes are outside the component with most of them."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    tied = coo_matrix((np.ones(source.size, bool), (source, target)), shape=(nodes, nodes))
    _, labels = connected_components(tied, directed=False)
    return accounts - int(np.bincount(labels[:accounts]).max())
