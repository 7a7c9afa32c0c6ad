"""The names of posts and accounts, `platform:id`, from the columns of POSTS and ACCOUNTS."""

import polars as pl

POST_NAME = pl.concat_str("platform", pl.lit(":"), "post_id").alias("post")
ACCOUNT_NAME = pl.concat_str("platform", pl.lit(":"), "account_id").alias("account")
"""Expressions; null where a part is. Traces read posts of no stated platform as well: see traces/acts.py."""
