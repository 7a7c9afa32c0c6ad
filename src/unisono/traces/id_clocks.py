"""When originals were made of which only the id is known: ids of X and Bluesky tell it."""

from datetime import timedelta

import polars as pl

from unisono.model.clocks_in_ids import commit_times, snowflake_times
from unisono.model.tables import TIME

X_POST, BLUESKY_POST = r"^twitter:(\d+)$", r"^bluesky:at://.*/([^/]+)$"
LATEST = timedelta(minutes=1)
"""By so much an id may be later than an act on its post: times of acts are whole seconds, or whole minutes."""


def fill_in_origins(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows (object, at, origin_at) with the time that the object's id tells, where none is known.

    A time after the act is no origin: such an id was not made by the platform's clock.
    """
    likely = rows["object"].str.starts_with("twitter:") | rows["object"].str.starts_with("bluesky:at://")
    unknown = (rows["origin_at"].is_null() & likely).arg_true()
    if unknown.is_empty():
        return rows
    acts = rows[unknown].select("object", "at")
    told = times_of_ids(acts["object"])
    told = told.set(told > acts["at"] + LATEST, None)
    return rows.with_columns(rows["origin_at"].scatter(unknown, told))


def times_of_ids(names: pl.Series) -> pl.Series:
    """Return when the posts of these names (`platform:id`) were made, as their ids say; null where they do not.

    >>> times_of_ids(pl.Series(["twitter:1002520131793846272", "reddit:t3_zz9"])).to_list()
    [datetime.datetime(2018, 6, 1, 12, 0, tzinfo=zoneinfo.ZoneInfo(key='UTC')), None]
    """
    distinct = pl.DataFrame({"name": names.unique()}).drop_nulls()
    told = distinct.select(
        "name",
        pl.coalesce(
            snowflake_times(distinct["name"].str.extract(X_POST)).dt.truncate("1s").cast(TIME),
            commit_times(distinct["name"].str.extract(BLUESKY_POST)),
        ).alias("told_at"),
    )
    return pl.DataFrame({"name": names}).join(told, on="name", how="left", maintain_order="left")["told_at"]
