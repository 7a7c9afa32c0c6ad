"""Did accounts change their subject within a few days of each other, though others rarely do at that time?"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.accounts.timelines import DAY
from unisono.accounts.turning import UNUSUAL, Turns
from unisono.engine.special_functions import gammainc
from unisono.model.tables import TIME
from unisono.significance.combination import false_discovery_rates

Int64 = NDArray[np.int64]

WINDOW_DAYS = 7
"""Changes of subject within so many days count as one; that of an account is dated about as well."""

FEWEST = 3

TOGETHER: dict[str, pl.DataType] = {
    "network": pl.Int64(),  # null for a cohort
    "accounts": pl.List(pl.String()),  # that changed within the window
    "tested": pl.Int64(),  # accounts that could have
    "first_at": TIME,
    "last_at": TIME,
    "turned_at": TIME,  # the median
    "expected": pl.Float64(),
    "p": pl.Float64(),
    "q": pl.Float64(),
}
"""One row for each group that changed its subject together."""


def turned_accounts(turns: Turns) -> pl.DataFrame:
    """Return TURNS of the accounts that count for groups, in the order of their dates.

    By itself a change with such a p may be chance; together they are tested anew.
    """
    return turns.found().filter(pl.col("p") <= UNUSUAL).sort("turned_at", "account")


def find_turned_networks(members: pl.DataFrame, turns: Turns) -> pl.DataFrame:
    """Return TOGETHER for the networks of which at least three members changed within seven days, with q for each.

    What chance gives: each tested member's chance to change in that window is that of the accounts outside the
    network, one more counted than there is. All windows that fit into the case count as tried.
    """
    own_networks = members.select("network", "account").unique(maintain_order=True)
    tested = turns.table.select("account")
    turned = turned_accounts(turns).select("account", "turned_at")
    windows = _windows(turns)
    inside_of = dict(tested.join(own_networks, on="account").group_by("network").len().iter_rows())
    dated_in = turned.join(own_networks, on="account", maintain_order="left")
    enough = dated_in.group_by("network").len().filter(pl.col("len") >= FEWEST)["network"]
    dated_by = dated_in.filter(pl.col("network").is_in(enough.implode())).partition_by("network", as_dict=True)
    rows = []
    for network in own_networks["network"].unique(maintain_order=True).to_list():
        dated = dated_by.get((network,))
        if dated is None:
            continue
        inside = inside_of[network]
        others = turned.join(dated, on="account", how="anti")["turned_at"].to_physical().to_numpy()
        times = dated["turned_at"].to_physical().to_numpy()
        first, last = _fullest(times)
        if last - first < FEWEST:
            continue
        elsewhere = _within(others, times[first])
        chance = (elsewhere + 1.0) / (tested.height - inside + 2.0)
        tail = _binomial_tail(last - first, inside, chance)
        rows.append(_row(dated[first:last], int(network), inside, inside * chance, min(1.0, tail * windows)))
    return _with_rates(rows, members["network"].n_unique())


def find_turned_cohorts(turns: Turns) -> pl.DataFrame:
    """Return TOGETHER for the spells of seven days in which more accounts of the case changed than in others.

    What chance gives: as many as in seven days of the rest of the case, one more counted than there is, with a Poisson
    distribution. q: over all spells that fit into the case.
    """
    turned = turned_accounts(turns)
    times = turned["turned_at"].to_physical().to_numpy()
    windows = _windows(turns)
    rows, taken = [], np.zeros(len(times), np.bool_)
    while (~taken).sum() >= FEWEST:
        left = np.flatnonzero(~taken)
        first, last = _fullest(times[left])
        if last - first < FEWEST:
            break
        usual = (len(left) - (last - first) + 1.0) / max(1.0, windows - 1.0)
        tail = float(gammainc(last - first, usual))
        rows.append(_row(turned[left[first:last].tolist()], None, turns.table.height, usual, min(1.0, tail * windows)))
        taken[left[first:last]] = True
    return _with_rates(rows, len(rows))


def _windows(turns: Turns) -> float:
    """Return how many windows side by side the case has, at least two."""
    times = turns.mixes.times
    return max(2.0, float(times.max() - times.min()) / (WINDOW_DAYS * DAY)) if len(times) else 2.0


def _binomial_tail(least: int, of: int, chance: float) -> float:
    # Loading this takes longer than looking for turns in a small case.
    from scipy.special import bdtrc

    return float(bdtrc(least - 1, of, chance))


def _within(times: Int64, first: np.int64) -> int:
    return int(((times >= first) & (times <= first + WINDOW_DAYS * DAY)).sum())


def _fullest(times: Int64) -> tuple[int, int]:
    """Return (first, last + 1) of the places of the times, ascending, that the fullest window holds, the earliest."""
    last = np.searchsorted(times, times + WINDOW_DAYS * DAY, side="right")
    first = int(np.argmax(last - np.arange(len(times))))
    return first, int(last[first])


def _row(turned: pl.DataFrame, network: int | None, tested: int, expected: float, p: float) -> dict[str, object]:
    at = turned["turned_at"]
    return {
        "network": network,
        "accounts": turned["account"].to_list(),
        "tested": tested,
        "first_at": at.min(),
        "last_at": at.max(),
        "turned_at": at.sort()[len(at) // 2],
        "expected": expected,
        "p": p,
        "q": 1.0,
    }


def _with_rates(rows: list[dict[str, object]], possible: int) -> pl.DataFrame:
    table = pl.DataFrame(rows, schema=TOGETHER)
    rates = false_discovery_rates(table["p"].to_numpy(), possible)
    return table.with_columns(pl.Series("q", rates, dtype=pl.Float64))
