"""Small invented lives of accounts, as tables of a case, and the signals measured of them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl

from unisono.accounts.known import KnownAccounts
from unisono.accounts.signals.acts import Acts
from unisono.accounts.signals.declaration import Measured
from unisono.accounts.signals.measuring import SignalTable
from unisono.content.pictures.profile_pictures import PROFILE_PICTURES
from unisono.model.tables import ACCOUNTS, POSTS, conform

START = datetime(2018, 1, 1, tzinfo=UTC)

Row = Mapping[str, Any]


def at(seconds: float) -> datetime:
    """Return the moment so many seconds after START."""
    return START + timedelta(seconds=seconds)


def posts_of(rows: Sequence[Row]) -> pl.DataFrame:
    """Return posts in POSTS columns; each row has `account_id`, `seconds` after START and what else it states."""
    full = [
        {
            "platform": "here",
            "post_id": f"p{number}",
            "kind": "post",
            "created_at": at(row["seconds"]),
            **{name: value for name, value in row.items() if name != "seconds"},
        }
        for number, row in enumerate(rows)
    ]
    return conform(pl.DataFrame(full, infer_schema_length=None), POSTS) if full else conform(pl.DataFrame(), POSTS)


def profiles_of(rows: Sequence[Row]) -> pl.DataFrame:
    """Return profiles in ACCOUNTS columns, of platform `here` where a row says none."""
    return conform(pl.DataFrame([{"platform": "here", **row} for row in rows], infer_schema_length=None), ACCOUNTS)


def pictures_of(rows: Sequence[tuple[str, str, str | None]]) -> pl.DataFrame:
    """Return PROFILE_PICTURES of (account, object, default); the entry is the object."""
    full = [
        {"account": account, "object": picture, "entry": picture, "default": default}
        for account, picture, default in rows
    ]
    return conform(pl.DataFrame(full, infer_schema_length=None), PROFILE_PICTURES)


def acts_of(rows: Sequence[Row], **tables: pl.DataFrame) -> Acts:
    """Return the acts of these posts; tables: of KnownAccounts."""
    return Acts(KnownAccounts(posts_of(rows), **tables))


def values_of(measured: Measured, acts: Acts, account: str) -> dict[str, tuple[float, int]]:
    """Return value and n of each signal of one account of platform `here`."""
    place = acts.timelines.accounts.to_list().index(f"here:{account}")
    return {name: (float(values[place]), int(n[place])) for name, (values, n) in measured.items()}


def signals_of(table: SignalTable, account: str) -> dict[str, tuple[float, int]]:
    """Return value and n of each signal of one account of platform `here`."""
    place = table.accounts.to_list().index(f"here:{account}")
    return {name: (float(values[place]), int(table.n[name][place])) for name, values in table.values.items()}
