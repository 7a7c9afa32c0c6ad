"""The names of posts and accounts, `platform:id`, from the columns of POSTS and ACCOUNTS, and names cut for reading."""

import polars as pl

POST_NAME = pl.concat_str("platform", pl.lit(":"), "post_id").alias("post")
ACCOUNT_NAME = pl.concat_str("platform", pl.lit(":"), "account_id").alias("account")
"""Expressions; null where a part is. Traces read posts of no stated platform as well: see traces/acts.py."""

LONGEST_NAME = 60
"""Letters of a handle that a table or a picture shows; no network that has handles lets them be longer."""


def short_name(name: str, most: int = LONGEST_NAME) -> str:
    """Return a name as it is shown: cut, with an ellipsis, where it is longer than any name that a person reads.

    >>> short_name("ann"), short_name("a" * 10_000, 5)
    ('ann', 'aaaa…')
    """
    return name if len(name) <= most else name[: most - 1] + "…"
