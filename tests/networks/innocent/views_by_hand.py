"""Small networks built by hand for the tests of innocent explanations."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from unisono.model.tables import ACCOUNTS, ACTS, MEMBERS, POSTS, conform
from unisono.networks.crowd import CROWD
from unisono.networks.innocent.networks_view import ARRIVALS, EXPLAINED_BY, Fit, NetworksView

NOON = dt.datetime(2018, 7, 1, 12, 0, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Act:
    """One common act: who, on what, how many seconds after noon; `post` holds further columns of the post.

    origin: when the object was made, as the post says; known_origin: as only the case knows.
    """

    account: str
    object: str
    at: float
    layer: str = "repost"
    author: str | None = None
    origin: float | None = None
    known_origin: float | None = None
    post_id: str | None = None
    post: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The post's name: one post for each account, object and moment unless it is said otherwise."""
        return self.post_id or f"{self.account}-{self.object}-{self.at}"


def moment(seconds: float | None) -> dt.datetime | None:
    return None if seconds is None else NOON + dt.timedelta(seconds=seconds)


def view_of(
    acts: Sequence[Act],
    *,
    profiles: Mapping[str, Mapping[str, Any]] | None = None,
    strangers: Mapping[str, int] | None = None,
    other_traces: int = 0,
    outsiders: Sequence[tuple[str, str, float]] = (),
) -> NetworksView:
    """Return the view of one network, of the accounts in these acts.

    profiles: columns of ACCOUNTS by account, of members or others. strangers: how many outside the network acted on an
    object. other_traces: what each member did besides. outsiders: (object, account, seconds) reposts by others.
    """
    rows = [
        {"network": 1, "layer": a.layer, "object": a.object, "account": a.account, "post": a.name, "at": moment(a.at)}
        for a in acts
    ]
    table = conform(pl.DataFrame(rows, infer_schema_length=None).with_columns(network=pl.lit(1)), ACTS)
    posts = pl.DataFrame(
        [
            {"post": a.name, "text": None, "urls": None, "created_at": moment(a.at), "ref_created_at": moment(a.origin)}
            | a.post
            for a in acts
        ],
        schema={"post": pl.String, **POSTS},
    ).select("post", *EXPLAINED_BY)
    written = [{"account": name, **columns} for name, columns in (profiles or {}).items()]
    accounts = pl.DataFrame(written, schema={"account": pl.String, "person": pl.String, **ACCOUNTS})
    counts = table.group_by("network", "account").len("together")
    shares = counts.with_columns((pl.col("together") / (pl.col("together") + other_traces)).alias("explained_share"))
    members = conform(
        shares.join(accounts.select("account", "handle", "display_name"), on="account", how="left"), MEMBERS
    )
    made = {(a.layer, a.object): (a.author, moment(a.known_origin)) for a in acts}
    crowd = pl.DataFrame(
        [
            (layer, name, len({a.account for a in acts if a.object == name}) + (strangers or {}).get(name, 0), *known)
            for (layer, name), known in made.items()
        ],
        schema=CROWD,
        orient="row",
    )
    others = pl.DataFrame([(name, who, moment(at)) for name, who, at in outsiders], schema=ARRIVALS, orient="row")
    return NetworksView(members, table, posts.unique("post", maintain_order=True), accounts, crowd, others)


def everyone(*columns: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return profiles of accounts m0, m1, … with these columns."""
    return {f"m{number}": own for number, own in enumerate(columns)}


def of_one(explanation: Callable[[NetworksView], list[Fit]]) -> Callable[[NetworksView], Fit]:
    """Return the explanation of a single network."""

    def explain(view: NetworksView) -> Fit:
        (fit,) = explanation(view)
        return fit

    return explain
