"""Accounts of a case that may be members of known networks under another id: suggestions with what they rest on.

No suggestion says that two accounts are one person's. It says what two accounts have in common, how many others have
it, too, and leaves the judgement to whoever looks at both.
"""

from dataclasses import dataclass, field

import numpy as np
import orjson
import polars as pl

from unisono.cases import Case
from unisono.content.pictures.hashing import from_hex
from unisono.engine.hamming_search import search_within
from unisono.model.names import ACCOUNT_NAME
from unisono.model.tables import conform
from unisono.registry.handles_alike import LIKENESS, alike_handles
from unisono.registry.tables import KINDS, Registry
from unisono.registry.traits import REPEATED, traits_of

OWN = ("handle", "bio", "picture")
"""Kinds that few share by accident: one of them is enough for a suggestion where hardly anybody else has it."""

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

FEW = 3
"""So many accounts on either side may have a trait that is enough by itself."""

LONG_HANDLE = 10
"""A handle so long is enough even where digits and signs differ; shorter ones are often a first name and a year."""

LEVEL = 0.01
"""Pairs as alike that may be expected by chance, where it takes several kinds."""

NEAR_BITS = 16
"""Of 256 bits of two pictures' perceptual hashes, so many may differ: saved anew, made smaller."""

MOST_PAIRS = 10_000
"""A trait that links more pairs of accounts tells nobody apart and is left out."""

MOST_EVIDENCE = 10
"""Traits of one kind that are listed for a pair: the rarest."""

MOST_SUGGESTIONS = 1_000

RETURNING: dict[str, pl.DataType] = {
    "known": pl.Int64(),
    "known_account": pl.String(),
    "account": pl.String(),  # of the case
    "kinds": pl.List(pl.String()),
    "alike_by_chance": pl.Float64(),  # pairs as alike that chance would give, were kinds independent; null: one kind
    "evidence": pl.String(),  # JSON: [{kind, value, shown, known_shown, likeness, holders, known_holders, posts …}]
    "known_last_at": pl.Datetime("us", "UTC"),
    "first_at": pl.Datetime("us", "UTC"),
    "created_at": pl.Datetime("us", "UTC"),
}


@dataclass(frozen=True)
class Returning:
    """Suggestions in RETURNING columns, surest first, and among how many they were looked for."""

    suggestions: pl.DataFrame
    known_accounts: int  # members of known networks that are not in the case
    accounts: int  # accounts of the case that are in no known network
    left_out: int = field(default=0)  # suggestions beyond MOST_SUGGESTIONS


def find_returning(case: Case, known: Registry) -> Returning:
    """Compare what the absent members of known networks are known by with what the accounts of a case are."""
    there = case.posts().select(ACCOUNT_NAME).unique().collect()["account"]
    absent = known.members.filter(~pl.col("account").is_in(there.implode()))
    members = known.traits.join(absent.select("account").unique(), on="account", how="semi")
    members = members.unique(["account", "kind", "value"], keep="first", maintain_order=True)
    wanted = {kind: members.filter(pl.col("kind") == kind)["value"].unique() for kind in REPEATED}
    everybody = traits_of(case, wanted=wanted).filter(pl.col("account").is_in(there.implode()))
    newcomers = there.filter(~there.is_in(known.members["account"].unique().implode()))
    counts = (absent["account"].n_unique(), len(newcomers))
    read = (_equal_traits, _alike_handles, _alike_pictures)
    shared = pl.concat([alike(members, everybody) for alike in read])
    shared = _weighted(shared.filter(pl.col("account").is_in(newcomers.implode())), counts)
    chosen = _choose(_scored(shared, counts))
    suggestions = _with_times(case, chosen, shared, absent)
    return Returning(suggestions.head(MOST_SUGGESTIONS), *counts, max(0, suggestions.height - MOST_SUGGESTIONS))


_SHARED: dict[str, pl.DataType] = {
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


def _equal_traits(members: pl.DataFrame, everybody: pl.DataFrame) -> pl.DataFrame:
    """Return _SHARED of the kinds that are compared as they are, where few enough accounts have the trait."""
    ours, theirs = (table.filter((pl.col("kind") != "handle") & ~_HASHED) for table in (members, everybody))
    counted = [
        table.group_by("kind", "value").agg(pl.col("account").n_unique().cast(pl.Int64).alias(holders))
        for table, holders in ((ours, "known_holders"), (theirs, "holders"))
    ]
    few = counted[0].join(counted[1], on=["kind", "value"])
    few = few.filter(pl.col("holders") * pl.col("known_holders") <= MOST_PAIRS)
    met = ours.rename(_OF_KNOWN).join(few, on=["kind", "value"]).join(theirs, on=["kind", "value"])
    return _as_shared(met.with_columns(pl.lit("equal").alias("likeness")))


def _alike_handles(members: pl.DataFrame, everybody: pl.DataFrame) -> pl.DataFrame:
    """Return _SHARED of handles."""
    ours, theirs = (table.filter(pl.col("kind") == "handle") for table in (members, everybody))
    alike = alike_handles(ours["shown"], theirs["shown"])
    near = alike.filter(pl.col("holders") * pl.col("known_holders") <= MOST_PAIRS)
    met = (
        near.rename({"known": "known_shown", "found": "shown"})
        .join(ours.select(known_account="account", known_shown="shown"), on="known_shown")
        .join(theirs.select("account", "shown", "value"), on="shown")
    )
    return _as_shared(met.with_columns(pl.lit("handle").alias("kind")))


def _alike_pictures(members: pl.DataFrame, everybody: pl.DataFrame) -> pl.DataFrame:
    """Return _SHARED of profile pictures that are known by their perceptual hash, equal or NEAR_BITS apart."""
    ours, theirs = (table.filter(_HASHED) for table in (members, everybody))
    known, found = (table["value"].unique().sort() for table in (ours, theirs))
    pairs = search_within(from_hex(known.to_list()), from_hex(found.to_list()), NEAR_BITS)
    near = pl.DataFrame(
        {
            "known_value": known.gather(pairs.left.tolist()),
            "value": found.gather(pairs.right.tolist()),
            "likeness": [f"{bits} of 256 bits differ" if bits else "equal" for bits in pairs.distance.tolist()],
        },
        schema={"known_value": pl.String, "value": pl.String, "likeness": pl.String},
    )
    met = (
        ours.rename({**_OF_KNOWN, "value": "known_value"})
        .join(near, on="known_value")
        .join(theirs.select("account", "value", "shown", "post"), on="value")
    )
    holders = [
        pl.col(side).n_unique().over(value).cast(pl.Int64).alias(name)
        for side, value, name in (
            ("account", "known_value", "holders"),
            ("known_account", "value", "known_holders"),
        )
    ]
    return _as_shared(met.with_columns(holders).filter(pl.col("holders") * pl.col("known_holders") <= MOST_PAIRS))


_HASHED = (pl.col("kind") == "picture") & pl.col("value").str.contains(r"^[0-9a-f]{64}$")
_OF_KNOWN = {"account": "known_account", "shown": "known_shown", "post": "known_post"}


def _as_shared(rows: pl.DataFrame) -> pl.DataFrame:
    return conform(rows, _SHARED)


def _weighted(shared: pl.DataFrame, counts: tuple[int, int]) -> pl.DataFrame:
    """Return the rows with their weight: how much rarer than any pair, less where the two are only alike."""
    nearness = pl.col("likeness").replace_strict(
        {name: 1 - place / len(LIKENESS) for place, name in enumerate(LIKENESS)}, default=0.9, return_dtype=pl.Float64
    )
    pairs = (pl.col("holders") * pl.col("known_holders")).cast(pl.Float64)
    rarity = (max(float(counts[0]) * counts[1], 1.0) / pairs).log10().clip(0.1)
    return shared.with_columns((nearness * rarity).alias("weight"))


def _scored(shared: pl.DataFrame, counts: tuple[int, int]) -> pl.DataFrame:
    """Return one row a pair: known_account, account, kinds, alike_by_chance, enough (one own trait is), own (has one).

    For each group of kinds, a pair's chance is the share of all pairs that have as much in common in it; the groups'
    chances are multiplied as if they were independent, and by the number of pairs.
    """
    total = max(float(counts[0]) * counts[1], 1.0)
    few = (pl.col("holders") <= FEW) & (pl.col("known_holders") <= FEW)
    equal = pl.col("likeness") == "equal"
    long = (pl.col("likeness") == LIKENESS[1]) & (pl.col("known_shown").str.len_chars() >= LONG_HANDLE)
    of_group = shared.with_columns(pl.col("kind").replace_strict(_GROUPS, return_dtype=pl.String).alias("group"))
    scores = of_group.group_by("known_account", "account", "group").agg(
        pl.col("weight").sum().alias("score"),
        (few & pl.col("kind").is_in(OWN) & (equal | long)).any().alias("enough"),
    )
    ranked = scores.with_columns(
        (pl.col("score").rank("max", descending=True).over("group") / total).log10().alias("log_chance")
    )
    pairs = ranked.group_by("known_account", "account").agg(
        pl.len().alias("groups"),
        (10.0 ** (pl.col("log_chance").sum() + np.log10(total))).alias("alike_by_chance"),
        pl.col("enough").any(),
        pl.col("group").is_in(["named", "bio", "picture"]).any().alias("own"),
    )
    kinds = shared.group_by("known_account", "account").agg(pl.col("kind").unique().alias("kinds"))
    order = pl.concat_list(pl.when(pl.col("kinds").list.contains(kind)).then(pl.lit(kind)) for kind in KINDS)
    return pairs.join(kinds, on=["known_account", "account"]).with_columns(order.list.drop_nulls().alias("kinds"))


def _choose(pairs: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs that are suggested.

    Either one own trait is equal that hardly anybody else has, or several kinds together are improbable. Accounts of
    one campaign share texts, links and partners with all its members: by these alone, a pair is suggested only where
    each is most like the other.
    """
    several = (pl.col("groups") >= 2) & (pl.col("alike_by_chance") <= LEVEL)
    alone = [
        (pl.col("alike_by_chance") == pl.col("alike_by_chance").min().over(side))
        & ((pl.col("alike_by_chance") == pl.col("alike_by_chance").min().over(side)).sum().over(side) == 1)
        for side in ("known_account", "account")
    ]
    chosen = pairs.filter(pl.col("enough") | (several & (pl.col("own") | (alone[0] & alone[1]))))
    # Of one kind alone, how many pairs are as alike is all that is known: its holders say that.
    counted = pl.when(pl.col("groups") >= 2).then("alike_by_chance").alias("alike_by_chance")
    return chosen.with_columns(counted).sort("alike_by_chance", "known_account", "account", nulls_last=True)


def _with_times(case: Case, chosen: pl.DataFrame, shared: pl.DataFrame, absent: pl.DataFrame) -> pl.DataFrame:
    """Return RETURNING: the chosen pairs with their evidence, and when either account was there."""
    newcomers = chosen.select("account").unique().lazy()
    first = (
        case.posts()
        .select(ACCOUNT_NAME, "created_at")
        .join(newcomers, on="account", how="semi")
        .group_by("account")
        .agg(pl.col("created_at").min().alias("first_at"))
        .collect()
    )
    born = case.accounts().select(ACCOUNT_NAME, "created_at").join(newcomers, on="account", how="semi").collect()
    last = (
        absent.group_by("account")
        .agg(pl.col("known").min(), pl.col("last_at").max().alias("known_last_at"))
        .rename({"account": "known_account"})
    )
    evidence = shared.join(chosen.select("known_account", "account"), on=["known_account", "account"], how="semi")
    told = pl.DataFrame(
        [
            (*pair, orjson.dumps(_told(rows)).decode())
            for pair, rows in evidence.group_by("known_account", "account", maintain_order=True)
        ],
        schema={"known_account": pl.String, "account": pl.String, "evidence": pl.String},
        orient="row",
    )
    return (
        chosen.join(told, on=["known_account", "account"], maintain_order="left")
        .join(last, on="known_account", how="left", maintain_order="left")
        .join(first, on="account", how="left", maintain_order="left")
        .join(born, on="account", how="left", maintain_order="left")
        .select(pl.col(name).cast(kind) for name, kind in RETURNING.items())
    )


def _told(rows: pl.DataFrame) -> list[dict[str, object]]:
    """Return the traits two accounts share, kinds in their order, the rarest of each kind first."""
    told: list[dict[str, object]] = []
    for kind in KINDS:
        own = rows.filter(pl.col("kind") == kind).sort("weight", "value", descending=[True, False])
        listed = own.head(MOST_EVIDENCE).drop("known_account", "account", "weight").to_dicts()
        told += [{name: value for name, value in row.items() if value is not None} for row in listed]
    return told
