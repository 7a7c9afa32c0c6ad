"""How many comparable accounts have less: percentiles among accounts of one platform, main language and time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.accounts.signals import SIGNALS
from unisono.accounts.signals.declaration import Float64, Int64
from unisono.accounts.signals.measuring import SignalTable
from unisono.accounts.signals.strata import STRATA

LEAST_COMPARED = 200
"""Other accounts that a signal must be known of; among fewer an account is compared with a wider group."""

MOST_STEPS = 1_001
"""Quantiles that a sketch keeps of what a group has."""

Group = tuple[str | None, str | None, int | None, int | None]
"""Platform, language, year, quarter: with None from some place on, all accounts whatever they have there.

An empty text, or 0, is a group of its own: accounts of which that is not known.
"""

DEPTHS = (4, 3, 2, 1, 0)
"""How many of a group's four parts are asked for, the narrowest group first."""


@dataclass(frozen=True)
class Sketch:
    """What a group of accounts has of one signal.

    values: ascending, all of them or so many quantiles. n: accounts.
    """

    values: Float64
    n: int


@dataclass(frozen=True)
class Standing:
    """Where one value stands: the percentile (0 to 100) among n accounts of a group, others than itself."""

    percentile: float
    group: Group
    n: int


@dataclass(frozen=True)
class Compared:
    """Where all accounts of a table stand by one signal; arrays have one value for each account.

    percentiles: float64, NaN where nothing can be compared. n: int64, the others that each was compared with, 0 for
    none. groups: int64, places in Reference.groups, -1 for none.
    """

    percentiles: Float64
    n: Int64
    groups: Int64


@dataclass(frozen=True)
class Reference:
    """What accounts are compared with: sketches of signals in groups of at least LEAST_COMPARED accounts.

    sketches: by group, then by the name of a signal. is_own: whether the accounts that are compared are among them, so
    that each is left out of what it is compared with. source: where it is from, as a reader is told.
    """

    sketches: Mapping[Group, Mapping[str, Sketch]]
    is_own: bool
    source: str

    def percentiles(self, table: SignalTable) -> dict[str, NDArray[np.float64]]:
        """Return for each signal, float64 (accounts), how many of 100 others have less, ties counting half.

        NaN where the signal cannot be said, is a date, or no group is large enough.
        """
        return {name: compared.percentiles for name, compared in self.compare(table).items()}

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Return the groups that have sketches."""
        return tuple(self.sketches)

    def compare(self, table: SignalTable) -> dict[str, Compared]:
        """Return where every account stands by each signal that is compared: in the narrowest group large enough."""
        count = len(table.accounts)
        found = {
            name: Compared(np.full(count, np.nan), np.zeros(count, np.int64), np.full(count, -1))
            for name in ranked_names(table)
        }
        number_of = {group: number for number, group in enumerate(self.groups)}
        for group, places in _groups_of(_strata_of(table)):
            for name, sketch in self.sketches.get(group, {}).items():
                if name in found and sketch.n - self.is_own >= LEAST_COMPARED:
                    self._place(found[name], sketch, table.values[name], places, number_of[group])
        return found

    def _place(self, found: Compared, sketch: Sketch, values: Float64, places: Int64, group: int) -> None:
        """Write down where those of the places stand that have a value and were not compared in a narrower group."""
        rows = places[found.groups[places] < 0]
        rows = rows[~np.isnan(values[rows])]
        found.percentiles[rows] = mid_ranks(sketch, values[rows], is_own=self.is_own)
        found.n[rows] = sketch.n - self.is_own
        found.groups[rows] = group

    def standing(self, table: SignalTable, place: int, name: str) -> Standing | None:
        """Return where the account at this place of the table stands; None where nothing can be said."""
        value = table.values[name][place]
        if np.isnan(value) or name not in ranked_names(table):
            return None
        for group in _widening(_strata_of(table)[place].row(0)):
            sketch = self.sketches.get(group, {}).get(name)
            if sketch is not None and sketch.n - self.is_own >= LEAST_COMPARED:
                rank = mid_ranks(sketch, np.array([value]), is_own=self.is_own)
                return Standing(float(rank[0]), group, sketch.n - self.is_own)
        return None

    def standing_in(self, compared: Compared, place: int) -> Standing | None:
        """Return where the account at this place stands by what `compare` returned of a signal; None as `standing`."""
        group = int(compared.groups[place])
        if group < 0:
            return None
        return Standing(float(compared.percentiles[place]), self.groups[group], int(compared.n[place]))

    def describes(self, group: Group) -> str:
        """Return in words who is in a group, such as `twitter, language en, 2016 Q3, in this case`."""
        platform, language, year, quarter = group
        parts = ["all platforms" if platform is None else platform or "no known platform"]
        if language is not None:
            parts.append(f"language {language}" if language else "no known language")
        if year:
            parts.append(f"{year} Q{quarter}" if quarter else str(year))
        return f"{', '.join(parts)}, {self.source}"


def reference_of(table: SignalTable, strata: pl.DataFrame | None = None, source: str = "in this case") -> Reference:
    """Return the reference that the accounts of a table are for each other.

    strata: STRATA of the accounts where they shall be other than the table's own.
    """
    own = _strata_of(table) if strata is None else _filled(strata)
    names = ranked_names(table)
    sketches: dict[Group, dict[str, Sketch]] = {}
    for group, places in _groups_of(own):
        if len(places) < LEAST_COMPARED:
            continue
        held = {name: table.values[name][places] for name in names}
        known = {name: np.sort(values[~np.isnan(values)]) for name, values in held.items()}
        large = {name: Sketch(values, len(values)) for name, values in known.items() if len(values) >= LEAST_COMPARED}
        if large:
            sketches[group] = large
    return Reference(sketches, is_own=True, source=source)


def mid_ranks(sketch: Sketch, values: Float64, *, is_own: bool = False) -> Float64:
    """Return how many of 100 accounts of a sketch have less than each value, those that have the same counting half.

    is_own: each value is one of the sketch's own, which is then whole, and is left out.
    """
    less = np.searchsorted(sketch.values, values, side="left")
    same = np.searchsorted(sketch.values, values, side="right") - less - is_own
    return np.asarray(100.0 * (less + same / 2.0) / (len(sketch.values) - is_own), np.float64)


def condense(sketch: Sketch) -> Sketch:
    """Return the sketch with at most MOST_STEPS values: the quantiles at the middles of as many equal parts."""
    if len(sketch.values) <= MOST_STEPS:
        return sketch
    middles = (np.arange(MOST_STEPS) + 0.5) / MOST_STEPS
    return Sketch(sketch.values[np.floor(middles * len(sketch.values)).astype(np.int64)], sketch.n)


def ranked_names(table: SignalTable) -> list[str]:
    """Return the names of the signals of a table that are compared: all but dates and the like."""
    return [signal.name for signal in SIGNALS if signal.is_ranked and signal.name in table.values]


def _strata_of(table: SignalTable) -> pl.DataFrame:
    """Return the STRATA of a table; one without any has accounts of which nothing is known."""
    if table.strata.height == len(table.accounts):
        return _filled(table.strata)
    return _filled(pl.DataFrame({name: [None] * len(table.accounts) for name in STRATA}, schema=STRATA))


def _filled(strata: pl.DataFrame) -> pl.DataFrame:
    """Return STRATA with an empty text, or 0, for what is not known."""
    return strata.select(
        pl.col(name).fill_null("" if kind == pl.String() else 0).cast(kind) for name, kind in STRATA.items()
    )


def _widening(row: tuple[str | None, str | None, int | None, int | None]) -> Iterator[Group]:
    """Yield the groups that an account is in, the narrowest first. row: of STRATA, filled."""
    return (_group(row, depth) for depth in DEPTHS)


def _group(row: Sequence[Any], depth: int) -> Group:  # Any: texts and numbers
    """Return the group of the first `depth` values of a row of STRATA."""
    parts: list[Any] = [*row[:depth], *([None] * (4 - depth))]  # Any: as above
    return parts[0], parts[1], parts[2], parts[3]


def _groups_of(strata: pl.DataFrame) -> Iterator[tuple[Group, NDArray[np.int64]]]:
    """Yield every group with the places of its accounts, narrower groups before wider ones."""
    numbered = strata.select(*STRATA).with_row_index("place")
    names = list(STRATA)
    for depth in DEPTHS[:-1]:
        grouped = numbered.group_by(names[:depth], maintain_order=True).agg(pl.col("place"))
        for row in grouped.iter_rows():
            yield _group(row, depth), np.asarray(row[-1], np.int64)
    yield (None, None, None, None), np.arange(strata.height)
