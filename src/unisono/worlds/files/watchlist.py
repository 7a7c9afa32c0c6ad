"""Writes the list of accounts that a world's story tells of, as its publisher gave it out, mistakes included."""

from pathlib import Path

import polars as pl

from unisono.worlds.assembly import World

PUBLISHER = "The Lantern Desk, report 7 (invented)"
REASONS = (
    "posts the same hashtag as others on this list within the hour",
    "repeats a link of the-clear-view.example day after day",
    "named in table 3 of the report",
    "posts in shifts together with others on this list",
    "follows the same forty accounts as others on this list",
)
MEMBERSHIPS = ("attributed", "attributed", "acted together", "attributed", "engages")
COLUMNS = ("account_id", "handle", "reason", "evidence", "date", "added_by", "source", "membership")
ADDED_BY = ("r. okafor", "l. brandt")


def write_watchlist(world: World, path: Path) -> int:
    """Write the list of the world's `listed` accounts as CSV and return their number. No list, no file.

    It is as lists are: an account that is on it by mistake has a reason like the others', and the truth alone says who
    is. The posts named as evidence are the accounts' own. The list is of the day on which the world's posts begin.
    """
    listed = [account for network in world.truth["networks"] for account in network.get("roles", {}).get("listed", [])]
    if not listed:
        return 0
    rows = pl.DataFrame({"account": listed}).with_row_index("row").join(_known(world), on="account", how="left")
    first = world.posts.select(pl.col("created_at").min().dt.strftime("%Y-%m-%d")).item()
    place = pl.col("row").cast(pl.Int64)
    table = rows.sort("row").with_columns(
        pl.col("account").str.replace(r"^[^:]*:", "").alias("account_id"),
        place.map_elements(lambda row: REASONS[row % len(REASONS)], return_dtype=pl.String).alias("reason"),
        place.map_elements(lambda row: MEMBERSHIPS[row % len(MEMBERSHIPS)], return_dtype=pl.String).alias("membership"),
        place.map_elements(lambda row: ADDED_BY[row % len(ADDED_BY)], return_dtype=pl.String).alias("added_by"),
        pl.lit(first).alias("date"),
        pl.lit(PUBLISHER).alias("source"),
    )
    table.select(COLUMNS).write_csv(path)
    return table.height


def _known(world: World) -> pl.DataFrame:
    """Return account, handle and evidence: the address of the first post that the account wrote, where it wrote any."""
    name = pl.concat_str("platform", pl.lit(":"), "account_id").alias("account")
    own = world.posts.sort("created_at", "post_id").unique(
        ["platform", "account_id"], keep="first", maintain_order=True
    )
    site = pl.lit("https://twitter.example/")
    address = pl.concat_str(site, "handle", pl.lit("/status/"), "post_id").alias("evidence")
    return world.accounts.select(name, "handle").join(own.select(name, address), on="account", how="left")
