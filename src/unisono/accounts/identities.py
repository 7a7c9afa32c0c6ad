"""Who accounts said they were, and when that changed: handle, name, bio and picture across dated profiles."""

import polars as pl

from unisono.model.names import ACCOUNT_NAME
from unisono.model.tables import TIME

FIELDS = {"handle": "handle", "display_name": "name", "bio": "bio", "avatar_url": "picture"}
"""What makes an identity, and what it is called."""

CHANGES: dict[str, pl.DataType] = {
    "account": pl.String(),  # platform:id
    "field": pl.String(),  # a key of FIELDS
    "before": pl.String(),  # as written
    "after": pl.String(),
    "seen_at": TIME,  # when the old one was last seen
    "at": TIME,  # when the new one was first seen
}

IDENTITIES: dict[str, pl.DataType] = {
    "account": pl.String(),
    "profiles": pl.Int64(),  # dated profiles
    "renames": pl.Int64(),  # changes of handle
    "at_once": pl.Int64(),  # most of FIELDS changed between two profiles that follow one another
}

_SIZE_OF_PICTURE = r"_(?:normal|bigger|mini|reasonably_small|\d+x\d+)(\.\w+)?$"
_LINK = r"https?://\S*"


def identity_changes(snapshots: pl.DataFrame) -> pl.DataFrame:
    """Return every change of FIELDS in CHANGES columns, by account, time and field.

    snapshots: account_id, platform, observed_at, source_row and FIELDS of ACCOUNTS; those without a date are left
    out. What is not stated is no change, nor are capitals and spaces, the size of a picture, or a link in a bio:
    platforms shorten links anew.
    """
    dated = dated_profiles(snapshots)
    changed = dated.group_by("account").agg(pl.col(f"_{name}").drop_nulls().n_unique() for name in FIELDS)
    several = pl.any_horizontal(pl.col(f"_{name}") > 1 for name in FIELDS)
    own = dated.join(changed.filter(several), on="account", how="semi").sort("account", "observed_at", "source_row")
    steps = []
    for name in FIELDS:
        said = own.filter(pl.col(f"_{name}").is_not_null()).with_columns(
            pl.col(f"_{name}").shift(1).over("account").alias("_last"),
            pl.col(name).shift(1).over("account").alias("before"),
            pl.col("observed_at").shift(1).over("account").alias("seen_at"),
        )
        steps.append(
            said.filter(pl.col("_last").is_not_null() & (pl.col("_last") != pl.col(f"_{name}"))).select(
                "account",
                pl.lit(name).alias("field"),
                "before",
                pl.col(name).alias("after"),
                "seen_at",
                pl.col("observed_at").alias("at"),
            )
        )
    return pl.concat(steps).sort("account", "at", "field")


def dated_profiles(snapshots: pl.DataFrame) -> pl.DataFrame:
    """Return account, observed_at, source_row, FIELDS, and each field as it is compared (`_handle` …).

    Only those of accounts in which some field is not the same sign for sign: the others need no reading.
    """
    plain = pl.col("display_name").str.strip_chars().str.replace_all(r"\s+", " ")
    compared = {
        "handle": pl.col("handle").str.to_lowercase(),
        "display_name": plain,
        "bio": pl.col("bio").str.replace_all(_LINK, "").str.replace_all(r"\s+", " ").str.strip_chars(),
        "avatar_url": pl.col("avatar_url").str.replace(r"\?.*$", "").str.replace(_SIZE_OF_PICTURE, "$1"),
    }
    stated = [
        pl.when(value.str.replace(r"^https?://", "") != "").then(value.str.replace(r"^https?://", "")).alias(f"_{name}")
        for name, value in compared.items()
    ]
    return _of_many_faces(snapshots).select(ACCOUNT_NAME, "observed_at", "source_row", *FIELDS, *stated)


def _of_many_faces(snapshots: pl.DataFrame) -> pl.DataFrame:
    """Return the dated snapshots of the accounts whose FIELDS are not all the same; hashes are compared, not texts."""
    dated = snapshots.filter(pl.col("observed_at").is_not_null() & pl.col("account_id").is_not_null())
    key = ("platform", "account_id")
    marks = [pl.when(pl.col(name).is_not_null()).then(pl.col(name).hash()).alias(name) for name in FIELDS]
    differ = pl.any_horizontal(pl.col(name).min() != pl.col(name).max() for name in FIELDS)
    many = dated.select(*key, *marks).group_by(key).agg(differ.alias("differ")).filter("differ")
    return dated.join(many, on=key, how="semi") if many.height else dated.clear()


def identities_of(snapshots: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    """Return one row in IDENTITIES columns for each account with two dated profiles or more, by account."""
    dated = snapshots.filter(pl.col("observed_at").is_not_null() & pl.col("account_id").is_not_null())
    counted = dated.group_by("platform", "account_id").agg(pl.len().alias("profiles")).filter(pl.col("profiles") > 1)
    at_once = changes.group_by("account", "at").agg(pl.len().alias("at_once"))
    most = at_once.group_by("account").agg(pl.col("at_once").max())
    renames = changes.filter(pl.col("field") == "handle").group_by("account").agg(pl.len().alias("renames"))
    table = counted.select(ACCOUNT_NAME, "profiles")
    for numbers in (renames, most):
        table = table.join(numbers, on="account", how="left")
    return table.select(
        "account", *(pl.col(name).fill_null(0).cast(pl.Int64) for name in ("profiles", "renames", "at_once"))
    ).sort("account")
