"""A network of a scan as a watchlist: its members, with the network and the scan as evidence."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from unisono.cases import Run
from unisono.cases.watchlists import Member, Watchlist
from unisono.model.counting import counted


def list_of_network(run: Run, network: int, name: str) -> Watchlist:
    """Return the members of a network as a list: membership `acted_together`, reason and evidence from the scan."""
    found = run.table("networks").filter(pl.col("network") == network).row(0, named=True)
    because = " ".join(str(found["because"] or "").split())
    day = run.id[:8]
    made = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    members = run.table("members").filter(pl.col("network") == network).sort("account")
    return Watchlist(
        name=name,
        members=tuple(
            Member(
                platform=row["account"].partition(":")[0],
                account_id=row["account"].partition(":")[2],
                handle=row["handle"],
                reason=f"acted together with {found['size'] - 1:,} others. {because}".strip(),
                evidence=f"scan {run.id}, network {network}: {_support(row)}",
                date=made,
                added_by="unisono",
                source=f"scan {run.id}",
                membership="acted_together",
            )
            for row in members.iter_rows(named=True)
        ),
        source=f"scan {run.id}, network {network}",
        date=made,
        file=f"network {network}",
    )


def _support(row: Mapping[str, Any]) -> str:  # Any: a row of MEMBERS
    """Return what a member's place in the network rests on."""
    rate = "" if row["q"] is None else f", q {row['q']:.1g}"
    partners = row["partners"] or 0
    return f"{counted(partners, 'partner')} in it{rate}"


def is_of_network(watchlist: Watchlist) -> bool:
    """Say whether a list was made of a network: that its members use the same things is then why they are on it."""
    return watchlist.file.startswith("network ") and not watchlist.file_sha256
