"""Print the scorecard's false alarms and hits as tables: python -m benchmarks.scorecard [--trials N]."""

import argparse
from collections.abc import Iterable, Iterator

import numpy as np

from benchmarks.scorecard.flows import TUNED, UNSEEN
from benchmarks.scorecard.measuring import (
    measure_counts,
    measure_few,
    measure_percentiles,
    measure_power,
)
from unisono.significance.count_excess import MOST_ALONE

SIZES = (300, 822, 2_000, 10_000, 50_000)
PLANTED_SIZE = 822
KINDS = {
    "quota": "the same number each",
    "dealt": "as chance deals them out",
    "slogans": "six slogans",
    "orders": "within five minutes of an order",
}
SEED = 20_180_616


def tables(trials: int) -> Iterator[str]:
    """Yield the lines of the tables; trials: of a percentile at each size, others have a part of them."""
    rng = np.random.default_rng(SEED)
    draws = TUNED | UNSEEN
    yield "### Percentile above 95 among 60 flows of half to twice the size"
    yield from _heading(f"{size:,} posts" for size in SIZES)
    for name, draw in draws.items():
        yield _row(_told(name), (measure_percentiles(draw, size, trials, rng) for size in SIZES))
    for beside, words in ((True, "beside 30 flows of the same kind"), (False, "with nothing to compare")):
        yield ""
        yield f"### A bump in posts per account, p at most 5 %, {words}"
        sizes = [size for size in SIZES if beside or size <= MOST_ALONE]
        yield from _heading(f"{size:,} posts" for size in sizes)
        for name, draw in draws.items():
            rates = (measure_counts(draw, size, trials // 2, rng, beside=beside) for size in sizes)
            yield _row(_told(name), rates)
    yield ""
    yield f"### Few accounts carry it, p at most 5 %, {PLANTED_SIZE} posts: nothing planted, and a tenth by 20 accounts"
    yield from _heading(["nothing planted", *KINDS.values()])
    for name, draw in draws.items():
        alarms = measure_few(draw, PLANTED_SIZE, trials // 3, rng, beside=True)
        hits = [measure_power(draw, PLANTED_SIZE, trials // 8, rng, kind=kind, beside=True) for kind in KINDS]
        yield _row(_told(name), [alarms, *hits])


def _told(name: str) -> str:
    return f"{name} (not tuned on)" if name in UNSEEN else name


def _heading(columns: Iterable[str]) -> Iterator[str]:
    names = ["posts per account", *columns]
    yield ""
    yield f"| {' | '.join(names)} |"
    yield f"|{'---|' * len(names)}"


def _row(name: str, rates: Iterable[object]) -> str:
    return f"| {name} | {' | '.join(str(rate) for rate in rates)} |"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=200, help="Flows of a percentile at each size.")
    for line in tables(parser.parse_args().trials):
        print(line, flush=True)  # a benchmark's output


if __name__ == "__main__":
    main()
