"""Profile pictures: which account shows which picture, and which pictures are nobody's choice."""

import polars as pl

from unisono.cases import Case
from unisono.content.pictures.hashing import LEAST_QUALITY
from unisono.content.pictures.matching import with_objects
from unisono.model.names import ACCOUNT_NAME

PROFILE_PICTURES: dict[str, pl.DataType] = {
    "account": pl.String(),  # platform:id
    "handle": pl.String(),
    "object": pl.String(),  # of the image layer: a cluster of pictures, else platform-key
    "entry": pl.String(),  # as the profile has it
    "default": pl.String(),  # why nobody chose it; null where somebody may have
}
"""One row per account and picture it was seen with, in any snapshot."""

_DEFAULT_ADDRESS = (
    r"(?i)default_profile|/sticky/default|default[-_]?(?:avatar|user|profile)|(?:avatar|profile|user)[-_]?default"
    r"|gravatar\.com/avatar/?(?:\?|0+(?:\?|$))|/avatars/original/missing|no[-_]?(?:avatar|photo)|silhouette"
    r"|egg_normal|blank[-_]?profile"
)

FEWEST_OF_DEFAULT = 100
SHARE_OF_DEFAULT = 0.05
"""A picture of so many accounts, and of this share of all accounts with one, is taken for one that comes by itself."""


def profile_pictures(case: Case, pictures: pl.DataFrame) -> pl.DataFrame:
    """Return PROFILE_PICTURES, sorted by account, then object; pictures is CASE_PICTURES."""
    snapshots = case.account_snapshots().filter(pl.col("avatar_url").is_not_null() & (pl.col("avatar_url") != ""))
    shown = snapshots.select(ACCOUNT_NAME, "platform", "handle", pl.col("avatar_url").alias("entry")).collect()
    return name_profile_pictures(shown, pictures)


def name_profile_pictures(shown: pl.DataFrame, pictures: pl.DataFrame) -> pl.DataFrame:
    """Return PROFILE_PICTURES; shown has account, platform, handle and entry, pictures is CASE_PICTURES."""
    known = with_objects(shown, pictures.select("entry", "object", "quality"))
    named = known.unique(["account", "object"], keep="last", maintain_order=True)
    accounts = named["account"].n_unique()
    holders = pl.col("account").n_unique().over("object")
    very_many = (holders >= FEWEST_OF_DEFAULT) & (holders >= SHARE_OF_DEFAULT * accounts)
    default = (
        pl.when(pl.col("entry").str.contains(_DEFAULT_ADDRESS))
        .then(pl.lit("the platform's own picture, by its address"))
        .when(pl.col("quality") < LEAST_QUALITY)
        .then(pl.lit("too blank to be told apart"))
        .when(very_many)
        .then(pl.lit("the picture of very many accounts"))
    )
    return named.with_columns(default.alias("default")).select(list(PROFILE_PICTURES)).sort("account", "object")
