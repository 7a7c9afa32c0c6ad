"""The snapshots that changes of identity are read from, out of very many: of most accounts only how few there are."""

from collections.abc import Callable, Iterator

import polars as pl

from unisono.accounts.identities import FIELDS
from unisono.model.few_rows import compact
from unisono.model.tables import ACCOUNTS

KEY = ("platform", "account_id")
READ = (*KEY, "observed_at", "source_row", *FIELDS)

ENOUGH = 2
"""Dated snapshots of an account that never changes: more say nothing more of it."""


def changing_profiles(read: Callable[[], Iterator[pl.DataFrame]]) -> pl.DataFrame:
    """Return ACCOUNTS with all dated snapshots of accounts in which some of FIELDS differ, and two of each other.

    Of those two only key and date are told. Of changes of identity they say all that all snapshots say. read: yields
    READ of all snapshots, some at a time, in one order.
    """
    many = _of_many_faces(_ends(part) for part in read())
    parts, told = [pl.DataFrame(schema={name: ACCOUNTS[name] for name in READ})], []
    for part in read():
        dated = _dated(part)
        parts.append(compact(dated.join(many, on=KEY, how="semi", maintain_order="left")))
        others = dated.join(many, on=KEY, how="anti").select(*KEY, "observed_at")
        told.append(compact(_few(others)))
    named = pl.concat([*parts, _few(pl.concat(told))] if told else parts, how="diagonal")
    missing = [pl.lit(None, kind).alias(name) for name, kind in ACCOUNTS.items() if name not in READ]
    return named.with_columns(missing).select(list(ACCOUNTS))


def _dated(snapshots: pl.DataFrame) -> pl.DataFrame:
    return snapshots.filter(pl.col("observed_at").is_not_null() & pl.col("account_id").is_not_null())


def _few(snapshots: pl.DataFrame) -> pl.DataFrame:
    """Return at most ENOUGH snapshots of each account."""
    return snapshots.group_by(KEY).head(ENOUGH).select(snapshots.columns)


def _ends(snapshots: pl.DataFrame) -> pl.DataFrame:
    """Return the smallest and the largest hash of each of FIELDS, by account."""
    marks = [pl.when(pl.col(name).is_not_null()).then(pl.col(name).hash()).alias(name) for name in FIELDS]
    ends = [
        end for name in FIELDS for end in (pl.col(name).min().alias(f"{name}_0"), pl.col(name).max().alias(f"{name}_1"))
    ]
    return compact(_dated(snapshots).select(*KEY, *marks).group_by(KEY).agg(ends))


def _of_many_faces(parts: Iterator[pl.DataFrame]) -> pl.DataFrame:
    """Return the accounts in whose snapshots some field differs, from the ends of each part."""
    held = list(parts)
    if not held:
        return pl.DataFrame(schema={name: ACCOUNTS[name] for name in KEY})
    ends = [end for name in FIELDS for end in (pl.col(f"{name}_0").min(), pl.col(f"{name}_1").max())]
    differ = pl.any_horizontal(pl.col(f"{name}_0") != pl.col(f"{name}_1") for name in FIELDS)
    return pl.concat(held).group_by(KEY).agg(ends).filter(differ).select(KEY)
