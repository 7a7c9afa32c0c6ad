"""Which pairs of a known and another account have so much in common that chance hardly gives it."""

import numpy as np
import polars as pl

from unisono.registry.handles_alike import LIKENESS, handle_stems
from unisono.registry.tables import KINDS

SHARED: dict[str, pl.DataType] = {
    "known_account": pl.String(),
    "account": pl.String(),
    "kind": pl.String(),
    "value": pl.String(),
    "known_shown": pl.String(),
    "shown": pl.String(),
    "known_post": pl.String(),
    "post": pl.String(),
    "likeness": pl.String(),
    "known_holders": pl.Int64(),
    "holders": pl.Int64(),
    "weight": pl.Float64(),
}
"""One trait that two accounts have in common; weight: what orders pairs by how much they have in common in a kind."""

OWN = ("handle", "bio", "picture")
"""Kinds that few share by accident: one of them can be enough for a suggestion where hardly anybody else has it."""

FEW = 3
"""So many accounts on either side may have a trait that is enough by itself."""

LONG_HANDLE = 10
"""A handle so long is enough even where digits and signs differ; shorter ones are often a first name and a year."""

LEVEL = 0.01
"""Pairs as alike that may be expected by chance, where it takes several kinds."""

LEVEL_ALONE = 0.1
"""Of the pairs that have a trait of one kind alone in common, so many may be coincidences."""

_GROUPS = {
    "handle": "named",
    "name": "named",
    "bio": "bio",
    "picture": "picture",
    "text": "text",
    "link": "turned to",
    "partner": "turned to",
}
"""Kinds that go together count once: people's handles resemble their names, and reposts bring links and partners."""

_EQUAL = "equal"


def weigh(shared: pl.DataFrame, counts: tuple[int, int]) -> pl.DataFrame:
    """Return SHARED with weights: how much rarer a trait is than any pair, less where the two are only alike.

    counts: known accounts and others that are compared.
    """
    nearness = pl.col("likeness").replace_strict(
        {name: 1 - place / len(LIKENESS) for place, name in enumerate(LIKENESS)}, default=0.9, return_dtype=pl.Float64
    )
    pairs = (pl.col("holders") * pl.col("known_holders")).cast(pl.Float64)
    rarity = (max(float(counts[0]) * counts[1], 1.0) / pairs).log10().clip(0.1)
    return shared.with_columns((nearness * rarity).alias("weight"))


def count_coincidences(members: pl.DataFrame, everybody: pl.DataFrame) -> pl.DataFrame:
    """Return kind, likeness and coincidences: how many pairs of a member and another would be alike by chance.

    Only OWN kinds and traits that few have. Two accounts of one case that are alike are taken for a coincidence (one
    more than are found, so that it is never none): as often as these are, a known account and one of the case may be.
    members, everybody: account, kind, value and shown.
    """
    rows = []
    for kind in OWN:
        known, others = (
            float(table.filter(pl.col("kind") == kind)["account"].n_unique()) for table in (members, everybody)
        )
        for likeness in LIKENESS[:2] if kind == "handle" else (_EQUAL,):
            holders = _compared(everybody, kind, likeness).group_by("value").agg(pl.len().cast(pl.Int64).alias("n"))
            few = holders.filter(pl.col("n").is_between(2, FEW + 1))["n"]
            rate = (int((few * (few - 1) // 2).sum()) + 1) / max(others * (others - 1) / 2, 1.0)
            rows.append((kind, likeness, min(rate, 1.0) * known * others))
    kinds = {"kind": pl.String, "likeness": pl.String, "coincidences": pl.Float64}
    return pl.DataFrame(rows, schema=kinds, orient="row")


def choose_pairs(shared: pl.DataFrame, counts: tuple[int, int], coincidences: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs that are suggested: known_account, account, kinds and alike_by_chance, surest first.

    Either one own trait is equal that hardly anybody else has, where such pairs are far more than coincidences; or
    several kinds together are improbable. Accounts of one campaign share texts, links and partners with all its
    members: by these alone, a pair is suggested only where each is most like the other.
    """
    pairs = _scored(_with_alone(shared, coincidences), counts)
    several = (pl.col("groups") >= 2) & (pl.col("by_several") <= LEVEL)
    most_alike = [
        (pl.col("by_several") == pl.col("by_several").min().over(side))
        & ((pl.col("by_several") == pl.col("by_several").min().over(side)).sum().over(side) == 1)
        for side in ("known_account", "account")
    ]
    chosen = pairs.filter(pl.col("alone").is_not_null() | (several & (pl.col("own") | (most_alike[0] & most_alike[1]))))
    by_chance = pl.min_horizontal("alone", pl.when(pl.col("groups") >= 2).then("by_several"))
    return chosen.select("known_account", "account", "kinds", by_chance.alias("alike_by_chance")).sort(
        "alike_by_chance", "known_account", "account"
    )


def _compared(traits: pl.DataFrame, kind: str, likeness: str) -> pl.DataFrame:
    """Return account and value of one kind, of handles also by their stems where these are long."""
    own = traits.filter(pl.col("kind") == kind)
    if likeness == _EQUAL:
        return own.select("account", "value").unique()
    stems = handle_stems(own["shown"]).filter(pl.col("handle").str.len_chars() >= LONG_HANDLE)
    named = own.join(stems.select(shown="handle", stem="stem"), on="shown")
    return named.select("account", value="stem").unique()


def _with_alone(shared: pl.DataFrame, coincidences: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with `alone`: the coincidences expected, where the trait is enough by itself, else null."""
    few = (pl.col("holders") <= FEW) & (pl.col("known_holders") <= FEW) & pl.col("kind").is_in(OWN)
    long = (pl.col("likeness") == LIKENESS[1]) & (pl.col("known_shown").str.len_chars() >= LONG_HANDLE)
    is_own = few & ((pl.col("likeness") == _EQUAL) | long)
    found = pl.struct("known_account", "account").filter(is_own).n_unique().over("kind", "likeness")
    counted = shared.join(coincidences, on=["kind", "likeness"], how="left", maintain_order="left")
    enough = is_own & (pl.col("coincidences") <= LEVEL_ALONE * found)
    return counted.with_columns(pl.when(enough).then("coincidences").alias("alone"))


def _scored(shared: pl.DataFrame, counts: tuple[int, int]) -> pl.DataFrame:
    """Return one row a pair: known_account, account, kinds, groups, by_several, alone, own (whether a kind is its own).

    by_several: for each group of kinds, a pair's chance is the share of all pairs that have as much in common in it;
    the groups' chances are multiplied as if they were independent, and by the number of pairs.
    """
    total = max(float(counts[0]) * counts[1], 1.0)
    of_group = shared.with_columns(pl.col("kind").replace_strict(_GROUPS, return_dtype=pl.String).alias("group"))
    scores = of_group.group_by("known_account", "account", "group").agg(
        pl.col("weight").sum().alias("score"), pl.col("alone").min()
    )
    ranked = scores.with_columns(
        (pl.col("score").rank("max", descending=True).over("group") / total).log10().alias("log_chance")
    )
    pairs = ranked.group_by("known_account", "account").agg(
        pl.len().alias("groups"),
        (10.0 ** (pl.col("log_chance").sum() + np.log10(total))).alias("by_several"),
        pl.col("alone").min(),
        pl.col("group").is_in(["named", "bio", "picture"]).any().alias("own"),
    )
    kinds = shared.group_by("known_account", "account").agg(pl.col("kind").unique().alias("kinds"))
    order = pl.concat_list(pl.when(pl.col("kinds").list.contains(kind)).then(pl.lit(kind)) for kind in KINDS)
    return pairs.join(kinds, on=["known_account", "account"]).with_columns(order.list.drop_nulls().alias("kinds"))
