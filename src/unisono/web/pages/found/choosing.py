"""Filters of a list as pills: each choice is an address of the same page, and says how many rows it leaves."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from unisono.web.asked import Asked


@dataclass(frozen=True)
class Pill:
    """One choice of a filter: the address that makes it, or takes it back where it is chosen."""

    value: str
    label: str
    rows: int
    address: str
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    """A column by which rows are chosen, under a name in the address."""

    name: str
    column: str
    title: str
    labels: Mapping[str, str]


def chosen_rows(asked: Asked, rows: pl.DataFrame, filters: Sequence[Filter]) -> pl.DataFrame:
    """Return the rows that the address asks for."""
    for one in filters:
        if wanted := asked.query.get(one.name):
            rows = rows.filter(pl.col(one.column).cast(pl.String).fill_null("") == wanted)
    return rows


def pills_of(
    asked: Asked, rows: pl.DataFrame, filters: Sequence[Filter], told: Callable[[str], str]
) -> list[tuple[str, list[Pill]]]:
    """Return each filter's title with its pills, most rows first; a filter that has one choice only is left out.

    A count says how many rows the choice leaves, the other filters as they are. told: translates a word.
    """
    groups = []
    for one in filters:
        others = chosen_rows(asked, rows, [other for other in filters if other is not one])
        wanted = asked.query.get(one.name, "")
        counts = others[one.column].cast(pl.String).drop_nulls().value_counts(sort=True)
        found = {str(value): int(number) for value, number in counts.iter_rows()}
        if wanted:
            found.setdefault(wanted, 0)
        if len(found) < 2 and not wanted:
            continue
        pills = [
            Pill(
                value,
                told(one.labels[value]) if value in one.labels else value,
                number,
                asked.here(**{one.name: None if value == wanted else value, "page": None}),
                value == wanted,
            )
            for value, number in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        ]
        groups.append((told(one.title), pills))
    return groups
