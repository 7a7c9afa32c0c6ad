"""Ids that tell when their post was made, and what they are believed for."""

import datetime as dt

import polars as pl

from unisono.model.tables import TIME
from unisono.traces.id_clocks import fill_in_origins, times_of_ids

NOON = dt.datetime(2018, 6, 1, 12, tzinfo=dt.UTC)
AT_NOON = "twitter:1002520131793846272"
RECORD = "bluesky:at://did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/app.bsky.feed.post/3jzfcijpj2z2a"


def rows(*acts: tuple[str, dt.datetime, dt.datetime | None]) -> pl.DataFrame:
    return pl.DataFrame(acts, schema={"object": pl.String, "at": TIME, "origin_at": TIME}, orient="row")


def test_ids_of_x_and_bluesky_tell_when_their_post_was_made_and_others_do_not() -> None:
    made = times_of_ids(pl.Series([AT_NOON, RECORD, "twitter:77", "reddit:1002520131793846272", AT_NOON, None]))
    assert made.dt.date().to_list() == [NOON.date(), dt.date(2023, 6, 30), None, None, NOON.date(), None]
    assert made[0] == NOON


def test_an_origin_that_nobody_states_is_read_out_of_the_id() -> None:
    stated, later = NOON - dt.timedelta(hours=1), NOON + dt.timedelta(hours=1)
    filled = fill_in_origins(rows((AT_NOON, later, None), (AT_NOON, later, stated), ("twitter:77", later, None)))
    assert filled["origin_at"].to_list() == [NOON, stated, None]


def test_an_id_later_than_the_act_on_its_post_is_not_believed() -> None:
    early, same_minute = NOON - dt.timedelta(minutes=2), NOON - dt.timedelta(seconds=59)
    filled = fill_in_origins(rows((AT_NOON, early, None), (AT_NOON, same_minute, None)))
    assert filled["origin_at"].to_list() == [None, NOON]
