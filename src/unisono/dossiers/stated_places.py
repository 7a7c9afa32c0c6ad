"""Where accounts say they are: by country, with how many say nothing, or nothing that names one country."""

from typing import Any

import polars as pl

from unisono.accounts.places.stated import load_gazetteer, stated_countries
from unisono.cases import Case, Run
from unisono.dossiers.subject_posts import members_of
from unisono.model.names import ACCOUNT_NAME

ACCOUNTS_KEPT = 2_000

Card = dict[str, Any]  # Any: a card of plain values


def describe_places(case: Case, run: Run | None) -> Card:
    """Return accounts, countries (code, named, accounts, in_networks), and how many cannot be placed, and why.

    A place that fits several countries counts for none of them. in_networks is null before a scan.
    """
    told = _stated(case, run)
    one = told.filter(pl.col("countries").list.len() == 1).with_columns(pl.col("countries").list.first().alias("code"))
    networked = pl.col("is_member").sum() if run is not None else pl.lit(None, pl.Int64)
    counted = one.group_by("code").agg(pl.len().alias("accounts"), networked.alias("in_networks"))
    gazetteer = load_gazetteer()
    rows = counted.sort("accounts", "code", descending=[True, False]).to_dicts()
    without = told["place"].is_null()
    several = told["countries"].list.len().fill_null(0) > 1
    return {
        "accounts": told.height,
        "members": int(told["is_member"].sum()),
        "countries": [{**row, "named": gazetteer.name_of(row["code"])} for row in rows],
        "placed": one.height,
        "without_profile": int(told["is_unseen"].sum()),
        "without_place": int((without & ~told["is_unseen"]).sum()),
        "not_understood": int((~without & told["countries"].is_null()).sum()),
        "several": int(several.sum()),
        "is_scanned": run is not None,
    }


def accounts_in(case: Case, run: Run | None, code: str) -> Card:
    """Return code, named, how many accounts say that they are in a country, and account, handle, place and network."""
    told = _stated(case, run)
    own = told.filter((pl.col("countries").list.len() == 1) & (pl.col("countries").list.first() == code))
    columns = ("account", "handle", "place", "is_member", "network", "posts")
    ordered = own.sort("is_member", "posts", "account", descending=[True, True, False]).select(columns)
    return {
        "code": code,
        "named": load_gazetteer().name_of(code),
        "accounts": own.height,
        "rows": ordered.head(ACCOUNTS_KEPT).to_dicts(),
    }


def _stated(case: Case, run: Run | None) -> pl.DataFrame:
    """Return account, posts, handle, place, is_unseen, countries, network and is_member of all that have posts."""
    posted = (
        case.posts()
        .filter(pl.col("account_id").is_not_null())
        .select(ACCOUNT_NAME)
        .group_by("account")
        .agg(pl.len().alias("posts"))
    )
    profiles = case.accounts().select(
        ACCOUNT_NAME, "handle", pl.col("location_text").alias("place"), pl.lit(value=True).alias("seen")
    )
    told = posted.join(profiles.unique("account", keep="last"), on="account", how="left").collect()
    place = pl.col("place").str.strip_chars()
    told = told.with_columns(
        pl.when(place != "").then(place).alias("place"), pl.col("seen").is_null().alias("is_unseen")
    ).drop("seen")
    members = members_of(run)
    if members is None:
        members = pl.DataFrame(schema={"account": pl.String, "network": pl.Int64})
    joined = told.join(members.unique("account"), on="account", how="left")
    return joined.with_columns(
        stated_countries(joined["place"]).alias("countries"), pl.col("network").is_not_null().alias("is_member")
    )
