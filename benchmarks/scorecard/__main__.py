"""Print the scorecard's false alarms and hits: python -m benchmarks.scorecard [--trials N] [--only TABLE ...]."""

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
from benchmarks.scorecard.oracle import measure_oracle
from unisono.significance.count_excess import MOST_ALONE

SIZES = (300, 822, 2_000, 10_000, 50_000)
PLANTED_SIZE = 822
MOST_KNOWN = 2_000
KINDS = {
    "quota": "the same number each",
    "dealt": "as chance deals them out",
    "slogans": "six slogans",
    "orders": "within five minutes of an order",
}
SEED = 20_180_616
MODELS = TUNED | UNSEEN


def percentiles(trials: int) -> Iterator[str]:
    """Yield how often a percentile is above 95 where nothing is planted."""
    rng = np.random.default_rng(SEED)
    yield "### Percentile above 95 among 60 flows of half to twice the size"
    yield from _heading(f"{size:,} posts" for size in SIZES)
    for name, draw in MODELS.items():
        yield _row(_told(name), (measure_percentiles(draw, size, trials, rng) for size in SIZES))


def patterns(trials: int) -> Iterator[str]:
    """Yield how often few accounts show in posts per account where nothing is planted."""
    rng = np.random.default_rng(SEED)
    for beside, words in ((True, "beside 30 flows of the same kind"), (False, "with nothing to compare")):
        yield f"### Few accounts by their posts per account, p at most 5 %, {words}"
        sizes = [size for size in SIZES if beside or size <= MOST_ALONE]
        yield from _heading(f"{size:,} posts" for size in sizes)
        for name, draw in MODELS.items():
            rates = (measure_counts(draw, size, trials, rng, beside=beside) for size in sizes)
            yield _row(_told(name), rates)
        yield ""


def few(trials: int) -> Iterator[str]:
    """Yield how often few accounts are said to carry a flow, with and without any."""
    rng = np.random.default_rng(SEED)
    yield f"### Few accounts carry it, p at most 5 %, {PLANTED_SIZE} posts: nothing planted, and a tenth by 20 accounts"
    yield from _heading(["nothing planted", *KINDS.values()])
    for name, draw in MODELS.items():
        alarms = measure_few(draw, PLANTED_SIZE, trials, rng, beside=True)
        hits = [measure_power(draw, PLANTED_SIZE, trials, rng, kind=kind, beside=True) for kind in KINDS]
        yield _row(_told(name), [alarms, *hits])


def known(trials: int) -> Iterator[str]:
    """Yield how often one who knows both laws sees a tenth planted by 20 accounts in their posts per account."""
    rng = np.random.default_rng(SEED)
    yield "### The most that posts per account can tell: a tenth by 20 accounts, both laws known, 5 % of false alarms"
    columns = [(size, even) for size in (PLANTED_SIZE, MOST_KNOWN) for even in (True, False)]
    yield from _heading(f"{size:,} posts, {KINDS['quota' if even else 'dealt']}" for size, even in columns)
    for name, draw in MODELS.items():
        yield _row(_told(name), [measure_oracle(draw, size, trials, rng, even=even) for size, even in columns])


TABLES = {"percentiles": percentiles, "patterns": patterns, "few": few, "known": known}


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
    parser.add_argument("--trials", type=int, default=200, help="Flows of each cell.")
    parser.add_argument("--only", nargs="+", choices=list(TABLES), default=list(TABLES), metavar="TABLE")
    given = parser.parse_args()
    for table in given.only:
        for line in TABLES[table](given.trials):
            print(line, flush=True)  # a benchmark's output
        print()


if __name__ == "__main__":
    main()
