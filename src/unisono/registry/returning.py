"""Accounts of a case that may be members of known networks under another id: suggestions with what they rest on.

No suggestion says that two accounts are one person's. It says what two accounts have in common, how many others have
it, too, and leaves the judgement to whoever looks at both.
"""

from dataclasses import dataclass, field

import orjson
import polars as pl

from unisono.cases import Case
from unisono.content.pictures.hashing import from_hex
from unisono.engine.hamming_search import search_within
from unisono.model.names import ACCOUNT_NAME
from unisono.model.tables import conform
from unisono.registry.activity import lives_of_accounts
from unisono.registry.handles_alike import alike_handles
from unisono.registry.suggesting import SHARED, choose_pairs, count_coincidences, weigh
from unisono.registry.tables import KINDS, Registry
from unisono.registry.traits import REPEATED, traits_of

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
    "alike_by_chance": pl.Float64(),  # pairs as alike that chance would give
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
    shared = weigh(shared.filter(pl.col("account").is_in(newcomers.implode())), counts)
    chosen = choose_pairs(shared, counts, count_coincidences(members, everybody))
    suggestions = _with_times(case, chosen, shared, absent)
    return Returning(suggestions.head(MOST_SUGGESTIONS), *counts, max(0, suggestions.height - MOST_SUGGESTIONS))


def _equal_traits(members: pl.DataFrame, everybody: pl.DataFrame) -> pl.DataFrame:
    """Return SHARED of the kinds that are compared as they are, where few enough accounts have the trait."""
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
    """Return SHARED of handles."""
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
    """Return SHARED of profile pictures that are known by their perceptual hash, equal or NEAR_BITS apart."""
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
    return conform(rows, SHARED)


def _with_times(case: Case, chosen: pl.DataFrame, shared: pl.DataFrame, absent: pl.DataFrame) -> pl.DataFrame:
    """Return RETURNING: the chosen pairs with their evidence, and when either account was there."""
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
        .join(lives_of_accounts(case, chosen["account"]), on="account", how="left", maintain_order="left")
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
