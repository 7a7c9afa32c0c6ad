"""All hashtags of a case, or of a day or an hour of it, ranked by how much, by how few, or by which networks."""

from collections.abc import Sequence
from datetime import datetime

import polars as pl

from unisono.dossiers.hashtag.material import Material
from unisono.dossiers.hashtag.reference_flows import FEWEST_POSTS, compare_own
from unisono.dossiers.hashtag.scoring import LARGE_SHARE, PUSHED, gravest, verdict_limit
from unisono.significance.pushing import FEWEST_ACCOUNTS
from unisono.significance.pushing import FEWEST_POSTS as FEWEST_PUSHED

ORDERS = ("posts", "accounts", "network-share", "surprise", "concentration", "new")
"""What tags are ranked by."""

FEWEST_COMPARED_POSTS = 100
"""Posts from which on a list ranks tags by concentration: fifty accounts have all of what is much smaller."""

LARGEST_SURPRISE = 300.0
CALM = "nothing_unusual"

TOO_SMALL = "few posts"
NEEDS_SHOW = "needs show"
"""Why a list has no percentile: the tag is too small for one, or only its page, which takes longer, can tell."""

Row = dict[str, object]


def rank_tags(material: Material, by: str, *, before: Material | None = None, top: int | None = None) -> list[Row]:
    """Return the tags of the material's uses, the first by `by` (of ORDERS) first.

    Rows have rank, hashtag and FLOWS, members_share (of its posts, those by members of networks; the page of a tag
    counts accounts that follow a network as well), members, expected, p, q and surprise (-log10 q), ctm_percentile
    (null where the case has too few tags of like size; ctm_percentile_cannot_say: why), is_new (not used in `before`),
    verdict, verdict_limited and verdict_cannot_say of each; before:
    the uses of the time before. By network-share and surprise, tags of ten posts and three accounts come first; by new,
    those that are new, most posts first.
    """
    flows = material.flows.rename({"object": "hashtag"})
    table = _with_networks(flows, material).with_columns(_is_new(before))
    ordered = _ordered(material, table, by)
    rows = ordered.head(top) if top is not None else ordered
    percentiles = (
        rows["ctm_percentile"] if "ctm_percentile" in rows.columns else _percentiles(material, rows, FEWEST_POSTS)
    )
    named = rows.with_columns(percentiles.alias("ctm_percentile")).with_row_index("rank", offset=1)
    verdicts = _verdicts(material, named)
    return [
        {**row, **_no_percentile_because(row), **_verdict(row, verdicts, is_scanned=material.run is not None)}
        for row in named.to_dicts()
    ]


def _no_percentile_because(row: Row) -> Row:
    """Return ctm_percentile_cannot_say: a list compares with the case's own tags; a tag's page also draws flows."""
    if row["ctm_percentile"] is not None:
        return {"ctm_percentile_cannot_say": None}
    is_small = int(str(row["posts"])) < FEWEST_POSTS
    return {"ctm_percentile_cannot_say": TOO_SMALL if is_small else NEEDS_SHOW}


def _verdict(row: Row, verdicts: dict[str, str], *, is_scanned: bool) -> Row:
    found = verdicts.get(str(row["hashtag"]))
    limit = verdict_limit(row) if is_scanned and found is None else None
    calm = CALM if is_scanned and limit is None else None
    return {
        "verdict": found or calm,
        "verdict_limited": limit is not None,
        "verdict_cannot_say": None if limit is None else f"cannot say: {limit}",
    }


def rank_spans(material: Material, each: str, by: str, top: int) -> list[Row]:
    """Return the first `top` tags of each day or hour (each: "day" or "hour", of the case's zone), in time order.

    Rows have span (its beginning, UTC), rank, hashtag, posts, accounts, members_share and rank_before, that in the
    span before (null: not used in it, or nothing was). by: posts, accounts or network-share.
    """
    begin = pl.col("at").dt.convert_time_zone(material.case.zone).dt.truncate("1d" if each == "day" else "1h")
    spans = material.uses.with_columns(begin.dt.convert_time_zone("UTC").alias("span"), _inside(material))
    counts = spans.group_by("span", "object").agg(
        pl.len().cast(pl.Int64).alias("posts"),
        pl.col("account").n_unique().cast(pl.Int64).alias("accounts"),
        pl.col("inside").mean().alias("members_share"),
    )
    kept = counts.filter(_enough()) if by == "network-share" else counts
    column = by.replace("network-share", "members_share")
    ordered = kept.sort("span", column, "posts", "accounts", "object", descending=[False, True, True, True, False])
    ranked = ordered.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("span").alias("rank"))
    step = pl.duration(days=1) if each == "day" else pl.duration(hours=1)
    earlier = ranked.select((pl.col("span") + step).alias("span"), "object", pl.col("rank").alias("rank_before"))
    joined = ranked.filter(pl.col("rank") <= top).join(earlier, on=["span", "object"], how="left")
    told = joined.rename({"object": "hashtag"}).sort("span", "rank")
    return told.select("span", "rank", "rank_before", "hashtag", "posts", "accounts", "members_share").to_dicts()


def within(material: Material, since: datetime | None, until: datetime | None) -> Material:
    """Return the material with the uses from `since` on and before `until`."""
    uses = material.uses
    if since is not None:
        uses = uses.filter(pl.col("at") >= since)
    if until is not None:
        uses = uses.filter(pl.col("at") < until)
    return Material(material.case, material.run, uses)


def _inside(material: Material) -> pl.Expr:
    if material.members is None:
        return pl.lit(None, dtype=pl.Boolean).alias("inside")
    return pl.col("account").is_in(material.members["account"].implode()).alias("inside")


def _enough() -> pl.Expr:
    return (pl.col("posts") >= FEWEST_PUSHED) & (pl.col("accounts") >= FEWEST_ACCOUNTS)


def _with_networks(flows: pl.DataFrame, material: Material) -> pl.DataFrame:
    if material.pushing is None:
        nothing = [pl.lit(None, dtype=pl.Float64).alias(name) for name in ("members_share", "expected", "p", "q")]
        members = pl.lit(None, dtype=pl.Int64).alias("members")
        return flows.with_columns(*nothing, members, pl.lit(None, dtype=pl.Float64).alias("surprise"))
    rated = material.pushing.rated.select(
        pl.col("object").alias("hashtag"),
        (pl.col("member_posts") / pl.col("posts")).alias("members_share"),
        pl.coalesce("pushers", "member_accounts").alias("members"),
        *("expected", "p", "q"),
    )
    surprise = pl.col("q").clip(lower_bound=10.0**-LARGEST_SURPRISE).log(10).abs()
    joined = flows.join(rated, on="hashtag", how="left", maintain_order="left")
    return joined.with_columns(surprise.alias("surprise"))


def _is_new(before: Material | None) -> pl.Expr:
    if before is None:
        return pl.lit(None, dtype=pl.Boolean).alias("is_new")
    return (~pl.col("hashtag").is_in(before.uses["object"].unique().implode())).alias("is_new")


def _ordered(material: Material, table: pl.DataFrame, by: str) -> pl.DataFrame:
    """Return the tags in order; those that cannot be ranked come last."""
    if by == "concentration":
        table = table.with_columns(_percentiles(material, table, FEWEST_COMPARED_POSTS).alias("ctm_percentile"))
    keys: dict[str, pl.Expr] = {
        "posts": pl.col("posts"),
        "accounts": pl.col("accounts"),
        "network-share": pl.when(_enough()).then(pl.col("members_share")),
        "surprise": pl.when(_enough()).then(pl.col("surprise")),
        "concentration": pl.col("ctm_percentile") if by == "concentration" else pl.lit(None),
        "new": pl.col("is_new").fill_null(value=False).cast(pl.Int64),
    }
    keyed = table.with_columns(keys[by].alias("key"))
    descending = [True, True, True, False]
    return keyed.sort("key", "posts", "accounts", "hashtag", descending=descending, nulls_last=True).drop("key")


def _percentiles(material: Material, rows: pl.DataFrame, fewest: int) -> pl.Series:
    """Return where each tag's coefficient stands among those of like size of these uses; null where it cannot."""
    found: list[float | None] = []
    for name, posts in rows.select("hashtag", "posts").iter_rows():
        standing = compare_own(material.flows, name, material.carried) if posts >= fewest else None
        found.append(standing.percentile if standing else None)
    return pl.Series("ctm_percentile", found, dtype=pl.Float64)


def _verdicts(material: Material, rows: pl.DataFrame) -> dict[str, str]:
    """Return the verdict of each tag that networks carry: that of those with a fifth of their posts, the gravest."""
    pushed = rows.filter(pl.col("q") <= PUSHED)["hashtag"]
    if material.run is None or material.members is None or pushed.is_empty():
        return {}
    verdicts = material.run.table("networks").select("network", "verdict")
    by_network = (
        material.uses.filter(pl.col("object").is_in(pushed.implode()))
        .join(material.members.unique("account"), on="account")
        .group_by("object", "network")
        .len()
        .with_columns((pl.col("len") / pl.col("len").sum().over("object")).alias("part"))
        .join(verdicts, on="network", how="left")
    )
    return {name: gravest(own) for name, own in _carrying(by_network)}


def _carrying(by_network: pl.DataFrame) -> list[tuple[str, Sequence[str]]]:
    grouped = by_network.filter(pl.col("part") >= LARGE_SHARE).group_by("object").agg("verdict")
    return [(str(name), list(own)) for name, own in grouped.iter_rows()]
