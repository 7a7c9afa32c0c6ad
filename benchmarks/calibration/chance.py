"""How uniform the p-values are of pairs that met by chance: the rows of the page."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from benchmarks.calibration.outcome import Line
from benchmarks.calibration.tables import Row, by_world, table
from benchmarks.calibration.uniformity import chance_of_distance, distances

NOTICED = 0.001
COLUMNS = (
    "world",
    "data",
    "layer",
    "null",
    "window",
    "pairs",
    "too many small",
    "too few",
    "p <= 1 %",
    "p <= 0.1 %",
    "by chance",
)


def chance_table(lines: Sequence[Line]) -> list[str]:
    """Return how uniform the p-values of pairs are that met by chance."""
    return table(COLUMNS, (row for name, own in by_world(lines).items() for row in chance_rows(name, own)))


def chance_rows(name: str, lines: Sequence[Line]) -> Iterator[Row]:
    """Yield the rows of one world, the p-values of all its seeds put together."""
    bins: dict[tuple[str, str, str, str], list[list[int]]] = defaultdict(list)
    tiny: dict[tuple[str, str, str, str], list[list[int]]] = defaultdict(list)
    for line in lines:
        for one in line["uniformity"]:
            key = (one["data"], one["layer"], one["null"], str(one["window_s"]))
            bins[key].append(one["bins"])
            tiny[key].append(one["tiny"])
    for key in sorted(bins, key=lambda key: (key[0], key[2], key[1], int(key[3]))):
        counts = [sum(column) for column in zip(*bins[key], strict=True)]
        pairs = sum(counts)
        small, few = distances(counts)
        rates = [f"{100.0 * sum(column) / pairs:.2f} %" for column in zip(*tiny[key], strict=True)]
        chance = chance_of_distance(small, pairs)
        note = f"{chance:.2g}" if chance >= NOTICED else f"**{chance:.1g}**"
        data, layer, null, window = key
        yield name, data, layer, null, f"{int(window):,} s", f"{pairs:,}", f"{small:.3f}", f"{few:.3f}", *rates, note
