"""What the stream says of accounts: handles, profiles, and whether an account is open."""

import polars as pl

from unisono.importers.bluesky.record_fields import real_handle
from unisono.model.tables import ACCOUNTS, conform

PROFILE = "app.bsky.actor.profile"
PICTURE = "https://cdn.bsky.app/img/avatar/plain/"


def accounts_of(wide: pl.DataFrame, sha256: str) -> pl.DataFrame:
    """Return one dated snapshot for each notice and profile in wide rows, in the columns of ACCOUNTS.

    A profile's own `createdAt` is left aside: it is when the profile was written, or whatever it declares.
    """
    wide = wide.with_columns(real_handle("named"))
    is_named = (pl.col("event") == "identity") & (pl.col("named").fill_null("") != "")
    is_status = (pl.col("event") == "account") & (pl.col("active").is_not_null() | pl.col("status").is_not_null())
    is_profile = (
        (pl.col("event") == "commit")
        & (pl.col("collection") == PROFILE)
        & pl.col("operation").is_in(["create", "update"])
        & pl.col("has_record")
    )
    known = wide.filter(is_named | is_status | is_profile, pl.col("account_id").fill_null("") != "")
    picture = pl.concat_str(pl.lit(PICTURE), "account_id", pl.lit("/"), "profile_picture", pl.lit("@jpeg"))
    status = pl.when(pl.col("active")).then(pl.lit("active")).otherwise(pl.col("status").fill_null("inactive"))
    return conform(
        known.select(
            pl.lit("bluesky").alias("platform"),
            "account_id",
            pl.when(is_named).then("named").alias("handle"),
            *(
                pl.when(is_profile).then(value).replace("", None).alias(name)
                for name, value in (
                    ("display_name", pl.col("profile_name")),
                    ("bio", pl.col("profile_words")),
                    ("avatar_url", picture),
                )
            ),
            pl.when(is_status).then(status).alias("status"),
            pl.col("seen_at").alias("observed_at"),
            pl.lit(sha256).alias("source_sha256"),
            "source_row",
        ),
        ACCOUNTS,
    )
