"""Where a network of a case was seen before: the known networks of other cases that it has members in common with."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from unisono.cases import Case, Run
from unisono.registry.describing import describe_case
from unisono.registry.keeping import count_networks, read_members
from unisono.registry.location import registry_file
from unisono.registry.matching import count_same_posts, match_networks
from unisono.registry.same_posts import find_repeated


@dataclass(frozen=True)
class SeenIn:
    """A known network of another case with which a network has members in common, and what chance would give.

    again: whether the two are taken for one network. withheld: `same_posts` where both rest on the same posts, in whose
    share same_posts: that is one observation, of which nothing is tested (expected, p and q are None). same_as: another
    known network that rests on the same posts as this one, so that both are one observation.
    """

    case: str
    path: str | None
    known: int
    network: int
    size: int
    present: int
    shared: int
    expected: float | None
    p: float | None
    q: float | None
    again: bool
    same_posts: float
    withheld: str | None
    same_as: int | None
    first_at: datetime | None
    last_at: datetime | None
    verdict: str | None


def seen_in(case: Case, run: Run, number: int, file: Path | None = None) -> list[SeenIn]:
    """Return the known networks of other cases that share members with a network of a run, surest first.

    q is over all known networks of other cases. The registry (None: the user's own) is only read; where there is none,
    nothing was seen.
    """
    place = registry_file(file)
    members = run.table("members").filter(pl.col("network") == number)["account"].to_list()
    sources = frozenset(case.sources()["sha256"].drop_nulls())
    known = read_members(place, members).without_case(sources)
    if not known.networks.height:
        return []
    described = describe_case(case, run, [number], with_traits=False)
    held = count_same_posts(case, known)
    together = match_networks(known, described, held, count_networks(place, sources)).together
    same_as = {one.known: one.same_as for one in find_repeated(known)}
    about = known.networks.select(
        "known", "case_key", "first_at", "last_at", "verdict", known_size="size", of="network"
    )
    rows = together.join(about, on="known", maintain_order="left").join(
        known.cases.select("case_key", "name", "path"), on="case_key", maintain_order="left"
    )
    return [
        SeenIn(
            case=row["name"],
            path=row["path"],
            known=row["known"],
            network=row["of"],
            size=row["known_size"],
            present=row["present"],
            shared=row["together"],
            expected=row["expected"],
            p=row["p"],
            q=row["q"],
            again=row["again"],
            same_posts=row["same_posts"],
            withheld=row["withheld"],
            same_as=same_as.get(row["known"]),
            first_at=row["first_at"],
            last_at=row["last_at"],
            verdict=row["verdict"],
        )
        for row in rows.iter_rows(named=True)
    ]


def cases_seen_in(seen: list[SeenIn]) -> list[str]:
    """Return the names of the cases in which the network was seen, by path where two cases have one name.

    Of cases that hold the same posts of it, one is named.
    """
    there = {one.known for one in seen if one.again}
    again = [one for one in seen if one.again and one.same_as not in there]
    names = {(one.case, one.path) for one in again}
    ambiguous = {name for name, _ in names if sum(name == other for other, _ in names) > 1}
    told = [one.path if one.case in ambiguous and one.path else one.case for one in again]
    return list(dict.fromkeys(told))
