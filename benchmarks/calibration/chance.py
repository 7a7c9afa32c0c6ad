"""How uniform the p-values are of pairs that met by chance: the rows of the page, and what they say."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scipy.stats import binom

from benchmarks.calibration.outcome import Line
from benchmarks.calibration.tables import Row, by_world, counted, table
from benchmarks.calibration.uniformity import (
    NOBODY_AGREED,
    SAME_INTEREST,
    TINY,
    TWIN,
    chance_of_distance,
    distances,
    place_of_excess,
)

NOTICED = 0.001
FEWEST_PAIRS = 100  # fewer, over all seeds, say nothing
MANY_TINY = 3.0  # times as many p-values of at most 0.1 % as there should be
COLUMNS = (
    "world",
    "data",
    "layer",
    "null",
    "window",
    "seeds",
    "pairs",
    "too many small",
    "at p",
    "too few",
    "p <= 1 %",
    "p <= 0.1 %",
    "by chance",
    "who has p <= 0.1 %",
)


@dataclass(frozen=True)
class ChanceRow:
    """The p-values of one world, data, layer, null and window, over all seeds; rates: the shares that are tiny."""

    world: str
    key: tuple[str, str, str, str]
    seeds: int
    pairs: int
    small: float
    few: float
    place: float
    rates: tuple[float, ...]
    who: Counter[str]

    @property
    def is_noticed(self) -> bool:
        """Say whether so many small p-values, or so many tiny ones, are more than chance."""
        return self.chance < NOTICED

    @property
    def chance(self) -> float:
        """Return the chance of so many small p-values, or of so many tiny ones if that is smaller."""
        tails = [
            binom.sf(round(rate * self.pairs) - 1, self.pairs, level)
            for rate, level in zip(self.rates, TINY, strict=True)
        ]
        return float(min(chance_of_distance(self.small, self.pairs), *tails))

    @property
    def has_tail(self) -> bool:
        """Say whether far more are tiny than there should be: these are what a scan would take for evidence."""
        return self.rates[-1] > MANY_TINY * TINY[-1]

    @property
    def name(self) -> str:
        """Return what the row is about."""
        data, layer, null, window = self.key
        return f"{self.world}, {data}, {layer}, {null}, {int(window):,} s"


def chance_table(lines: Sequence[Line]) -> list[str]:
    """Return how uniform the p-values of pairs are that met by chance."""
    return table(COLUMNS, map(shown_row, chance_rows(lines)))


def chance_rows(lines: Sequence[Line]) -> list[ChanceRow]:
    """Return the rows of every world, the p-values of all its seeds put together."""
    return [row for name, own in by_world(lines).items() for row in _rows_of_world(name, own)]


def _rows_of_world(name: str, lines: Sequence[Line]) -> Iterator[ChanceRow]:
    parts: dict[tuple[str, str, str, str], list[Line]] = {}
    for line in lines:
        for one in line["uniformity"]:
            key = (one["data"], one["layer"], one["null"], str(one["window_s"]))
            parts.setdefault(key, []).append(one)
    for key in sorted(parts, key=lambda key: (key[0], key[2], key[1], int(key[3]))):
        bins = [sum(column) for column in zip(*(one["bins"] for one in parts[key]), strict=True)]
        pairs = sum(bins)
        if pairs < FEWEST_PAIRS:
            continue
        small, few = distances(bins)
        rates = tuple(sum(column) / pairs for column in zip(*(one["tiny"] for one in parts[key]), strict=True))
        who = sum((Counter(one.get("who", {})) for one in parts[key]), Counter[str]())
        yield ChanceRow(name, key, len(parts[key]), pairs, small, few, place_of_excess(bins), rates, who)


def shown_row(row: ChanceRow) -> Row:
    """Return a row as the page shows it."""
    note = f"**{row.chance:.1g}**" if row.is_noticed else f"{row.chance:.2g}"
    data, layer, null, window = row.key
    rates = [f"{100.0 * rate:.2f} %" for rate in row.rates]
    place = f"{row.place:.2f}" if row.small > 0.0 else ""
    counts = (row.seeds, f"{row.pairs:,}", f"{row.small:.3f}", place, f"{row.few:.3f}")
    return row.world, data, layer, null, f"{int(window):,} s", *counts, *rates, note, listed_kinds(row.who)


def listed_kinds(who: Counter[str]) -> str:
    """Return who they are, the most common first."""
    return ", ".join(f"{kind} {count:,}" for kind, count in sorted(who.items(), key=lambda one: (-one[1], one[0])))


def chance_prose(lines: Sequence[Line]) -> str:
    """Return in Markdown what the rows say: where too many p-values are small, how small they are, and whose."""
    rows = chance_rows(lines)
    noticed = [row for row in rows if row.is_noticed]
    if not noticed:
        return f"No row of {len(rows):,} has more small p-values than chance gives."
    middling = [row for row in noticed if not row.has_tail]
    parts = [f"In {len(noticed):,} of {counted(len(rows), 'row')} there are more small p-values than chance gives."]
    parts += [f"- {_tail_said(row, rows)}" for row in noticed if row.has_tail]
    if middling:
        names = "; ".join(f"{row.name} (at p = {row.place:.2f})" for row in middling)
        largest = 100.0 * max(row.rates[0] for row in middling)
        places = [row.place for row in middling]
        between = f"{min(places):.2f}" + (f" to {max(places):.2f}" if max(places) > min(places) else "")
        parts.append(
            f"- In {len(middling):,} of them the excess stands at p = {between}, and at most {largest:.2f} % of "
            f"the pairs are at p <= 1 %, where 1 % should be: no pair is called significant at such values. {names}."
        )
    return "\n".join([parts[0], "", *parts[1:]])


def _tail_said(row: ChanceRow, rows: Sequence[ChanceRow]) -> str:
    """Return whose the tiny p-values of a row are, and what is left of them without the pairs that agreed."""
    said = f"{row.name}: {100.0 * row.rates[-1]:.2f} % are at p <= 0.1 %"
    if row.who:
        said += f", of these pairs: {listed_kinds(row.who)}"
    left = next((one for one in rows if one.world == row.world and one.key == (NOBODY_AGREED, *row.key[1:])), None)
    if row.key[0] in (NOBODY_AGREED, TWIN):
        return f"{said}. These agreed on nothing{_why_together(row)}."
    if left is None:
        return f"{said}. Without the pairs that agreed it was not measured."
    return (
        f"{said}. Without the pairs that agreed, {100.0 * left.rates[-1]:.2f} % are there"
        f"{', and the whole is no more than chance gives' if not left.is_noticed else ''}."
    )


def _why_together(row: ChanceRow) -> str:
    """Return why those who agreed on nothing may meet too often, where it is known."""
    if row.key[2] == "popularity" and 2 * row.who[SAME_INTEREST] > row.who.total():
        return (
            "; most care for the same things, which popularity knows nothing of: the null of timing, which is given "
            "what both acted on, is there for them, and a scan takes the larger p-value"
        )
    return ": the null is too narrow for them"
