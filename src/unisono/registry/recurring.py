"""The core of several campaigns: accounts that are in the networks of several cases more often than chance has it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import orjson
import polars as pl
from numpy.typing import NDArray

from unisono.engine.special_functions import gammainc, gammaincinv
from unisono.engine.tails import poisson_binomial_tails
from unisono.registry.activity import Strata
from unisono.registry.matching import FEWEST_TOGETHER, LEVEL
from unisono.registry.overlap import overlap_chance
from unisono.registry.same_posts import find_repeated
from unisono.registry.tables import Registry
from unisono.significance.combination import false_discovery_rates

Int64 = NDArray[np.int64]
Bools = NDArray[np.bool_]
Float64 = NDArray[np.float64]

CORE_LEVEL = 0.05
CONFIDENCE = 0.95
"""Of the accounts that are called the core, at most one in twenty is there by chance, with this confidence."""

MOST_DOUBT = 0.5

SHRINKING = 50

CORE: dict[str, pl.DataType] = {
    "account": pl.String(),
    "handle": pl.String(),
    "networks": pl.List(pl.Int64()),  # the known networks it is in
    "cases": pl.Int64(),  # the cases in whose networks it is
    "p": pl.Float64(),  # of being in so many by chance, for an account that posts as much
    "core": pl.Boolean(),
}


@dataclass(frozen=True)
class Core:
    """Networks of several cases that have more members in common than chance gives.

    accounts: CORE of all who are in networks of two cases or more, surest first. needed: in how many cases the core is
    (None: too few recur to tell a core from chance); expected: how many accounts chance would put into so many of the
    cases (into two), at most. p: the largest of the pairs of networks that hold the group together.
    """

    networks: tuple[int, ...]
    cases: tuple[str, ...]
    accounts: pl.DataFrame
    needed: int | None
    expected: float
    p: float


def find_cores(registry: Registry) -> list[Core]:
    """Return every group of linked networks with the accounts that recur in them, largest core first.

    Of networks that rest on the same posts only one is looked at (see find_repeated): what is observed once would
    count as recurring.
    """
    registry = registry.without_networks([one.known for one in find_repeated(registry)])
    strata = {
        key: Strata.from_json(orjson.loads(kept))
        for key, kept in registry.cases.select("case_key", "strata").iter_rows()
    }
    case_of = dict(registry.networks.select("known", "case_key").iter_rows())
    links = _linked_networks(registry, strata, case_of)
    cores = []
    for group in _groups(list(links)):
        inside = [p for pair, p in links.items() if set(pair) <= set(group)]
        accounts, needed, expected = _recurring(registry, strata, {number: case_of[number] for number in group})
        cases = tuple(sorted({case_of[one] for one in group}))
        cores.append(Core(tuple(group), cases, accounts, needed, expected, max(inside)))
    return sorted(cores, key=lambda core: (-int(core.accounts["core"].sum()), core.networks))


def _linked_networks(
    registry: Registry, strata: dict[str, Strata], case_of: dict[int, str]
) -> dict[tuple[int, int], float]:
    """Return the pairs of networks of different cases that have more members in common than chance gives, with p."""
    members = {
        number: dict(rows.select("account", "stratum").drop_nulls().iter_rows())
        for (number,), rows in registry.members.group_by("known")
    }
    pairs = [(a, b) for a, b in combinations(sorted(members), 2) if case_of[a] != case_of[b]]
    shared = {pair: len(members[pair[0]].keys() & members[pair[1]].keys()) for pair in pairs}
    tested = [pair for pair in pairs if shared[pair] >= FEWEST_TOGETHER]
    tails = [
        max(
            _shared_chance(members[a], members[b], strata[case_of[a]], strata[case_of[b]], shared[a, b]),
            _shared_chance(members[b], members[a], strata[case_of[b]], strata[case_of[a]], shared[a, b]),
        )
        for a, b in tested
    ]
    rates = false_discovery_rates(np.array(tails, np.float64), len(pairs))
    return {pair: p for pair, p, q in zip(tested, tails, rates, strict=True) if q <= LEVEL}


def _shared_chance(
    ones: dict[str, int], others: dict[str, int], of_ones: Strata, of_others: Strata, shared: int
) -> float:
    """Return the chance of so many shared members if the case of `others` held all of `ones`: a bound from above.

    Who of the one network published in the other case is known only of those in both; the rest are taken to be there,
    posting as much for that case as they do for their own.
    """
    sizes = len(of_others.accounts)
    members = np.bincount(list(others.values()), minlength=sizes).astype(np.int64)
    ranked = {stratum: of_others.at_rank(of_ones.rank(stratum)) for stratum in set(ones.values())}
    at = [others.get(account, ranked[stratum]) for account, stratum in ones.items()]
    drawn = np.minimum(np.bincount(at, minlength=sizes), of_others.accounts).astype(np.int64)
    return overlap_chance(of_others.accounts, np.minimum(members, of_others.accounts), drawn, shared)[1]


def _groups(pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return the sets of networks that pairs link, directly or through others."""
    group_of: dict[int, set[int]] = {}
    for a, b in pairs:
        joined = group_of.get(a, {a}) | group_of.get(b, {b})
        for one in joined:
            group_of[one] = joined
    return [list(group) for group in sorted({tuple(sorted(group)) for group in group_of.values()})]


def _recurring(
    registry: Registry, strata: dict[str, Strata], case_of: dict[int, str]
) -> tuple[pl.DataFrame, int | None, float]:
    """Return CORE of the accounts in networks of several cases of a group, and what _cases_needed says of them.

    Members are independent draws from each case among accounts that post as much; the number of cases whose draws an
    account is in is a sum of unlike coin flips. The core itself must not make being drawn look ordinary: whoever recurs
    is first taken out of the counts, then only those whose recurring chance did not explain.
    """
    cases = sorted(set(case_of.values()))
    members = registry.members.filter(pl.col("known").is_in(list(case_of))).with_columns(
        pl.col("known").replace_strict(case_of, return_dtype=pl.String).alias("case_key")
    )
    several = _in_several_cases(members)
    draws = _Draws(
        places=_places(members, several["account"], cases, strata),
        is_member=_membership(members, several["account"], cases),
        members=[
            np.bincount(rows["stratum"].to_numpy(), minlength=len(strata[key].accounts)).astype(np.int64)
            for key in cases
            for rows in [members.filter(pl.col("case_key") == key).unique("account").drop_nulls("stratum")]
        ],
        accounts=[strata[key].accounts for key in cases],
    )
    times = several["cases"].to_numpy()
    possible = _most_in_common([int(one.sum()) for one in draws.accounts])
    core = np.ones(several.height, np.bool_)
    for _ in range(2):
        tails = draws.tails(core, times)
        chance = _chance_of(draws, core, times, possible)
        core = _sure(times, tails, chance)
        if not core.any():
            break
    judged = several.with_columns(pl.Series("p", tails), pl.Series("core", core, pl.Boolean))
    needed = _cases_needed(times, chance) if core.any() else None
    return judged.select(list(CORE)).sort("p", "account"), needed, chance[needed or 2].expected


@dataclass(frozen=True)
class _Chance:
    """Of being in so many cases or more: how many accounts chance would put there, and for how many it had the choice.

    among: such that an account's own chance times it is how many accounts like it would be there.
    """

    expected: float
    among: float


def _chance_of(draws: "_Draws", core: Bools, times: Int64, possible: dict[int, int]) -> dict[int, _Chance]:
    """Return what chance would give, by number of cases.

    It has two bounds, and the smaller one holds. All accounts that the sizes of the cases allow may have been in so
    many of them. And for each account that chance puts into three cases there are others that it puts into two alone,
    in a known proportion: no more of these can be there than are found in two alone, at the upper bound for a Poisson
    number with CONFIDENCE.
    """
    tails = {count: draws.usual_tail(core, count) for count in possible}
    chances = {}
    for count, most in possible.items():
        expected = most * tails[count]
        if count > 2:
            fewer = np.count_nonzero(times == count - 1)
            at_most = float(gammaincinv(fewer + 1.0, CONFIDENCE))
            expected = min(expected, at_most * tails[count] / max(tails[count - 1] - tails[count], 1e-300))
        chances[count] = _Chance(expected, expected / max(tails[count], 1e-300))
    return chances


def _cases_needed(times: Int64, chance: dict[int, _Chance]) -> int | None:
    """Return in how many cases an account must be to be called the core.

    It is the smallest number for which at most CORE_LEVEL of the accounts are there by chance, if their number is
    Poisson, with CONFIDENCE; None where there is none such.
    """
    for count in sorted(chance):
        there = np.count_nonzero(times >= count)
        allowed = np.floor(CORE_LEVEL * there)
        more = float(gammainc(allowed + 1.0, chance[count].expected))
        if there and 1.0 - more >= CONFIDENCE:
            return count
    return None


def _sure(times: Int64, tails: Float64, chance: dict[int, _Chance]) -> Bools:
    """Say which accounts are the core: in so many cases as needed, and among those that post as much not by chance."""
    needed = _cases_needed(times, chance)
    if needed is None:
        return np.zeros(len(times), np.bool_)
    often = times >= needed
    return np.asarray(often & (tails * chance[needed].among <= MOST_DOUBT * often.sum()))


def _most_in_common(accounts: Sequence[int]) -> dict[int, int]:
    """Return how many accounts can at most be in two, three … cases of so many accounts each."""
    ordered = sorted(accounts)
    return {
        count: min(sum(ordered[: len(ordered) - left]) // (count - left) for left in range(count))
        for count in range(2, len(ordered) + 1)
    }


def _in_several_cases(members: pl.DataFrame) -> pl.DataFrame:
    """Return account, handle, networks and cases of the accounts that are members in two cases or more."""
    accounts = (
        members.sort("last_at", "known")
        .group_by("account", maintain_order=True)
        .agg(
            pl.col("handle").drop_nulls().last(),
            pl.col("known").sort().alias("networks"),
            pl.col("case_key").n_unique().cast(pl.Int64).alias("cases"),
        )
    )
    return accounts.filter(pl.col("cases") >= 2).sort("account")


@dataclass(frozen=True)
class _Draws:
    """Members of several cases as draws: stratum and membership by account and case, and the sizes of all strata."""

    places: Int64  # (accounts, cases)
    is_member: Bools  # (accounts, cases)
    members: Sequence[Int64]  # by case: (strata)
    accounts: Sequence[Int64]

    def tails(self, core: Bools, cases: Int64) -> Float64:
        """Return the chance of each account to be drawn in so many cases by chance, when the core is left out."""
        shares = self._shares(core)
        chances = np.column_stack([share[self.places[:, case]] for case, share in enumerate(shares)])
        start = np.arange(len(chances) + 1, dtype=np.int64) * len(shares)
        return poisson_binomial_tails(np.ascontiguousarray(chances).reshape(-1), start, cases.astype(np.int64))

    def usual_tail(self, core: Bools, cases: int) -> float:
        """Return the chance to be drawn in so many cases, on average over the accounts of the largest case."""
        shares = self._shares(core)
        largest = max(range(len(shares)), key=lambda case: int(self.accounts[case].sum()))
        strata = [Strata(np.arange(len(sizes)), sizes) for sizes in self.accounts]
        ranks = [strata[largest].rank(stratum) for stratum in range(len(self.accounts[largest]))]
        chances = np.array(
            [[share[own.at_rank(rank)] for share, own in zip(shares, strata, strict=True)] for rank in ranks]
        )
        start = np.arange(len(ranks) + 1, dtype=np.int64) * len(shares)
        tails = poisson_binomial_tails(chances.reshape(-1), start, np.full(len(ranks), cases, np.int64))
        return float(np.average(tails, weights=self.accounts[largest]))

    def _shares(self, core: Bools) -> list[Float64]:
        """Return the share of members in each stratum of each case; the core is neither among them nor the others.

        Shares are shrunk to that of the whole case as if SHRINKING more accounts of its make were in each stratum: few
        members leave some strata without any, by chance.
        """
        shares = []
        for case, (members, accounts) in enumerate(zip(self.members, self.accounts, strict=True)):
            gone = np.bincount(self.places[core & self.is_member[:, case], case], minlength=len(accounts))
            ones, others = np.maximum(members - gone, 0), np.maximum(accounts - gone, 0)
            usual = (ones.sum() + 1) / (others.sum() + 1)
            shares.append(np.clip((ones + SHRINKING * usual) / (others + SHRINKING), 0.0, 1.0))
        return shares


def _places(members: pl.DataFrame, accounts: pl.Series, cases: Sequence[str], strata: dict[str, Strata]) -> Int64:
    """Return the stratum of each account in each case, int64 (accounts, cases).

    Of a case in whose networks it is not, nothing is known of it: it is taken to be there, at its mean rank elsewhere.
    """
    known = {(row[0], row[1]): row[2] for row in members.select("account", "case_key", "stratum").iter_rows()}
    places = np.empty((len(accounts), len(cases)), np.int64)
    for row, account in enumerate(accounts):
        own = {key: known[account, key] for key in cases if known.get((account, key)) is not None}
        rank = float(np.mean([strata[key].rank(stratum) for key, stratum in own.items()])) if own else 0.5
        places[row] = [own.get(key, strata[key].at_rank(rank)) for key in cases]
    return places


def _membership(members: pl.DataFrame, accounts: pl.Series, cases: Sequence[str]) -> Bools:
    pairs = set(members.select("account", "case_key").iter_rows())
    return np.array([[(account, key) in pairs for key in cases] for account in accounts], np.bool_).reshape(
        -1, len(cases)
    )
