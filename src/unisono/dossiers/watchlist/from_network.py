"""A network of a scan as a watchlist: its members, with the network and the scan as evidence."""

import polars as pl

from unisono.cases import Run
from unisono.cases.watchlists import Member, Watchlist


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
                evidence=f"scan {run.id}, network {network}: q {row['q']:.1g}, {row['partners']:,} partners in it",
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
