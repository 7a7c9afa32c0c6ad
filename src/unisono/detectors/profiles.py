"""What is known of the accounts of a scan: their profiles, and where those lack a name, that of their posts."""

import polars as pl

from unisono.detectors.posts_by_name import ids_in_names
from unisono.model.names import ACCOUNT_NAME

NAMED_BY_POSTS = ("handle", "display_name")


def profiles_of(accounts: pl.DataFrame, posts: pl.DataFrame, members: pl.Series) -> pl.DataFrame:
    """Return the profiles with `account` (platform:id); members' missing names are those of their latest posts.

    accounts: columns of ACCOUNTS, one row each. posts: columns of POSTS, with NAMED_BY_POSTS. members: platform:id,
    each once. A member without a profile gets one with nothing but its names.
    """
    profiles = accounts.with_columns(ACCOUNT_NAME)
    known = profiles.join(members.to_frame("account"), on="account", how="semi")
    if known.height == len(members) and not known.select(NAMED_BY_POSTS).null_count().sum_horizontal().item():
        return profiles
    named = _names_of_posts(posts, members)
    filled = profiles.join(named, on="account", how="left", suffix="_of_posts").with_columns(
        pl.coalesce(name, f"{name}_of_posts").alias(name) for name in NAMED_BY_POSTS
    )
    strangers = named.join(profiles, on="account", how="anti")
    return pl.concat([filled.select(profiles.columns), strangers], how="diagonal")


def with_persons(profiles: pl.DataFrame, same_persons: pl.DataFrame) -> pl.DataFrame:
    """Return profiles with `person`: whose the account is declared to be, null where nobody has said so.

    same_persons: account (platform:id) and person.
    """
    people = same_persons.select("account", "person").unique("account", keep="first", maintain_order=True)
    return profiles.join(people, on="account", how="left", maintain_order="left")


def _names_of_posts(posts: pl.DataFrame, members: pl.Series) -> pl.DataFrame:
    """Return `account` and the latest names in the members' posts; posts of one moment count by their ids."""
    likely = posts.lazy().filter(pl.col("account_id").is_in(ids_in_names(members).implode()))
    own = likely.select(ACCOUNT_NAME, "created_at", "post_id", *NAMED_BY_POSTS)
    own = own.filter(pl.col("account").is_in(members.implode())).sort("created_at", "post_id")
    names = own.group_by("account").agg(pl.col(name).drop_nulls().last() for name in NAMED_BY_POSTS)
    return names.sort("account").collect()
