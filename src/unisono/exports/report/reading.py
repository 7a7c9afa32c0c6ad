"""What a report is made from: the tables of a run, and the posts that it quotes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
import polars as pl

from unisono.cases import Case, Run
from unisono.model.few_rows import collect_few
from unisono.model.names import ACCOUNT_NAME, POST_NAME
from unisono.model.tables import ACTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, conform, empty

DEFAULT_Q = 0.01


@dataclass(frozen=True)
class Material:
    """The tables of one run; `pairs` are the significant ones between members of one network, which it names."""

    case: Case
    run_id: str
    record: Mapping[str, Any]  # Any: JSON, as the scan wrote it
    networks: pl.DataFrame
    members: pl.DataFrame
    pairs: pl.DataFrame
    acts: pl.DataFrame
    findings: pl.DataFrame


@dataclass(frozen=True)
class Post:
    """A post as the report quotes it."""

    id: str
    account: str | None
    handle: str | None
    created_at: datetime | None
    text: str | None
    kind: str


def read_material(case: Case, run: Run) -> Material:
    """Return the run's tables in a fixed order, so that the same run gives the same report."""
    members = _table(run, "members", MEMBERS).sort(["network", "partners", "account"], descending=[False, True, False])
    networks = _table(run, "networks", NETWORKS).sort("network")
    acts = _table(run, "acts", ACTS).sort(["network", "at", "account", "layer", "object", "post"])
    record = run.record
    bar = record.get("settings", {}).get("q", DEFAULT_Q)
    pairs = pairs_inside(_table(run, "pairs", PAIRS), members, bar if isinstance(bar, int | float) else DEFAULT_Q)
    findings = _table(run, "findings", FINDINGS).sort(["detector", "finding"])
    return Material(case, run.id, record, networks, members, pairs, acts, findings)


def pairs_inside(pairs: pl.DataFrame, members: pl.DataFrame, q: float) -> pl.DataFrame:
    """Return the pairs with at most this q whose accounts are in the same network, with a `network` column."""
    home = members.select("account", "network").unique("account", keep="first", maintain_order=True)
    joined = (
        pairs.filter(pl.col("q").is_null() | (pl.col("q") <= q))
        .join(home, left_on="a", right_on="account")
        .join(home.rename({"network": "network_b"}), left_on="b", right_on="account")
    )
    return (
        joined.filter(pl.col("network") == pl.col("network_b")).drop("network_b").sort(["network", "a", "b", "layer"])
    )


def read_posts(case: Case, wanted: Collection[str]) -> dict[str, Post]:
    """Return the posts with these `platform:id` names; originals known only from reposts are among them."""
    found = _quoted(case.references().with_columns(kind=pl.lit("original")), wanted)
    return {**found, **_quoted(case.posts(), wanted)}


def read_profiles(case: Case, wanted: Collection[str]) -> pl.DataFrame:
    """Return account, handle and display_name of the profiles with these `platform:id` names."""
    named = case.accounts().select(ACCOUNT_NAME, "handle", "display_name")
    return named.filter(pl.col("account").is_in(sorted(set(wanted)))).collect() if wanted else named.head(0).collect()


def accounts_passed_on(case: Case, most: int = 200) -> list[str]:
    """Return the accounts whose posts were passed on, answered or quoted most: words of others may well name them."""
    referred = pl.concat_str("platform", pl.lit(":"), "ref_account_id").alias("account")
    counted = case.posts().select(referred).drop_nulls().group_by("account").len()
    return counted.sort(["len", "account"], descending=[True, False]).head(most).collect()["account"].to_list()


def parsed(written: str | None, otherwise: Any) -> Any:  # Any: JSON
    """Return the value of a JSON column, or another where it is null or damaged."""
    if not written:
        return otherwise
    try:
        value = orjson.loads(written)
    except orjson.JSONDecodeError:
        return otherwise
    return value if isinstance(value, type(otherwise)) else otherwise


def _table(run: Run, name: str, schema: dict[str, pl.DataType]) -> pl.DataFrame:
    return conform(run.table(name), schema) if name in run.table_names else empty(schema)


def _quoted(posts: pl.LazyFrame, wanted: Collection[str]) -> dict[str, Post]:
    if not wanted:
        return {}
    bare = sorted({post.split(":", 1)[-1] for post in wanted})
    rows = collect_few(
        posts.filter(pl.col("post_id").is_in(bare))
        .select(
            POST_NAME,
            ACCOUNT_NAME,
            "handle",
            "created_at",
            "text",
            "kind",
        )
        .filter(pl.col("post").is_in(sorted(wanted)))
    )
    return {row[0]: Post(*row) for row in rows.iter_rows()}
