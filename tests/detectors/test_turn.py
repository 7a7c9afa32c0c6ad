"""An account that changes its subject becomes a finding that says when, by how much, and what came and went."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import orjson
import polars as pl
import pytest

from tests.accounts.turning_town import crowd
from unisono.accounts.known import KnownAccounts
from unisono.accounts.turning import LEVEL, Turning
from unisono.detectors.turn import find_turned
from unisono.model.tables import FINDINGS, POSTS, conform, empty
from unisono.worlds import WorldSettings, build_world

DATA = Path(os.environ.get("UNISONO_DATA", Path(__file__).parents[3] / "shared" / "data"))


def test_a_finding_states_the_date_the_counts_and_the_subjects() -> None:
    town = crowd(people=80)
    town.live("turner", "football", then="vote", since=35.0, posts=100)
    known = town.known()
    found = find_turned(known)
    assert dict(found.schema) == FINDINGS
    row = found.row(by_predicate=pl.col("subject") == "here:turner", named=True)
    assert (row["subject_kind"], row["n"], row["expected_basis"]) == ("account", 81, "measured")
    assert row["value"] > row["expected"] + 0.2
    assert row["p"] <= row["q"] <= LEVEL
    assert "in 100 posts on" in row["because"]
    assert "Less of: #football" in row["because"]
    assert "More of: #vote (0% of its posts before" in row["because"]
    posts = orjson.loads(row["evidence"])["posts"]
    assert len(posts) == row["posts_count"] <= 20
    own = known.posts.filter(pl.col("post_id").is_in([post.removeprefix("here:") for post in posts]))
    assert set(own["account_id"]) == {"turner"}
    assert {"football", "vote"} <= set(own["hashtags"].explode().drop_nulls())


@pytest.mark.parametrize("seed", range(5))
def test_people_who_keep_to_their_subject_are_not_found(seed: int) -> None:
    assert find_turned(crowd(seed, people=120).known()).height == 0


@pytest.mark.parametrize("text", ["Day {} of asking the council to fix the river bridge", "words {}"])
def test_who_counts_its_days_speaks_of_the_same_thing(text: str) -> None:
    town = crowd(people=60, days=200)
    for day in range(200):
        town.post("daily", day + 0.3, "baking")
        town.rows[-1] |= {"text": text.format(day), "hashtags": []}
    assert "here:daily" in set(town.known().turns.table["account"])
    assert find_turned(town.known()).height == 0


def test_a_world_of_ordinary_people_has_hardly_any_finding() -> None:
    world = build_world(WorldSettings(posts=20_000, accounts=1_000, days=60), seed=3)
    known = KnownAccounts(world.posts)
    assert known.turns.table.height > 200
    assert find_turned(known).height <= 2


def test_no_posts_give_an_empty_table() -> None:
    assert find_turned(KnownAccounts(empty(POSTS))).equals(empty(FINDINGS))


def real_posts() -> tuple[pl.DataFrame, dict[str, str]]:
    """Return 90 days of real posts, and the kind of each account."""
    file = DATA / "ira" / "ira_2016-09_2016-11.csv.gz"
    if not file.is_file():
        pytest.skip("needs the real data ira; set UNISONO_DATA to its folder")
    read = pl.read_csv(file, infer_schema_length=0).with_row_index("post_id")
    kinds = read.group_by("author").agg(pl.col("account_category").mode().sort().first())
    posts = read.select(
        pl.lit("twitter").alias("platform"),
        pl.col("post_id").cast(pl.String),
        pl.col("author").alias("account_id"),
        pl.col("publish_date").str.to_datetime("%m/%d/%Y %H:%M", time_unit="us", time_zone="UTC").alias("created_at"),
        pl.lit("minute").alias("created_at_precision"),
        pl.when(pl.col("retweet") == "1").then(pl.lit("repost")).otherwise(pl.lit("post")).alias("kind"),
        pl.col("content").alias("text"),
    ).unique(["account_id", "created_at", "text"], keep="first", maintain_order=True)
    return conform(posts, POSTS), dict(kinds.iter_rows())


def spliced(
    posts: pl.DataFrame, kinds: dict[str, str], count: int, seed: int
) -> tuple[pl.DataFrame, dict[str, datetime]]:
    """Return posts in which pairs of accounts of different kinds are one from a random date on, and these dates.

    Both post within three days of the date, 15 posts or more on seven days or more of either side.
    """
    rng = np.random.default_rng(seed)
    by_name = {str(name): own for (name,), own in posts.partition_by("account_id", as_dict=True).items()}
    names = sorted(name for name, own in by_name.items() if own.height >= 60)
    parts, dates, used = [], {}, set[str]()
    while len(dates) < count:
        first, second = (by_name[str(name)] for name in rng.choice(names, 2, replace=False))
        pair = {first["account_id"][0], second["account_id"][0]}
        begins = max(first["created_at"].min(), second["created_at"].min())
        ends = min(first["created_at"].max(), second["created_at"].max())
        if len({kinds[name] for name in pair}) < 2 or pair & used or ends - begins < timedelta(days=20):
            continue
        date = begins + (ends - begins) * rng.uniform(0.15, 0.85)
        one, two = first.filter(pl.col("created_at") < date), second.filter(pl.col("created_at") >= date)
        if any(side.height < 15 or side["created_at"].dt.date().n_unique() < 7 for side in (one, two)):
            continue
        if max(date - one["created_at"].max(), two["created_at"].min() - date) >= timedelta(days=3):
            continue
        name = f"spliced{len(dates)}"
        parts.append(pl.concat([one, two]).with_columns(pl.lit(name).alias("account_id")))
        dates[f"twitter:{name}"] = date
        used |= pair
    return pl.concat([*parts, posts.filter(~pl.col("account_id").is_in(sorted(used)))]), dates


def test_real_accounts_put_together_are_dated_within_a_week_and_few_whole_ones_found() -> None:
    posts, dates = spliced(*real_posts(), 40, seed=4)
    known = KnownAccounts(posts)
    table = known.turns.table
    found = set(find_turned(known)["subject"])
    ours = table.filter(pl.col("account").is_in(list(dates)))
    assert ours.height == 40
    near = [abs(at - dates[account]) <= timedelta(days=7) for account, at in ours.select("account", "turned_at").rows()]
    whole = table.height - ours.height
    alarms = found - set(dates)
    # 95 of 100 changes that are beyond chance and dated right differ by more than what a reader is told of at least.
    dated = ours.filter(pl.Series(near) & (pl.col("p") <= 0.001))
    assert (dated["divergence"] > Turning().least_divergence).mean() >= 0.95
    assert np.mean(near) >= 0.85
    assert len(found & set(dates)) >= 0.7 * 40
    assert len(alarms) <= 0.05 * whole
