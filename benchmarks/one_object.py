"""Measures what an object of a million acts costs a scan, beside as many ordinary acts on many objects.

python -m benchmarks.one_object --acts 100000
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.growth.direct import write_case
from benchmarks.growth.measuring import COMMAND
from benchmarks.growth.posts import BEGIN, ROWS, SEED, Sharing, make_parts
from benchmarks.processes import Measured, measure
from benchmarks.sections import Row, Section

TITLE = "One object of a million acts"
BAR_SHARE = 0.10
TIMES_POSTS = 3
"""So many times the acts of the object are in the case besides."""

MEDIAN_S = 7_200
"""Half of the object's acts come within so many seconds of its appearance."""


def measure_object(folder: Path, acts: int) -> Section:
    """Scan a case, the same with as many ordinary acts more, and the same with one object of so many acts."""
    posts = TIMES_POSTS * acts
    rows, told = [], []
    took: dict[str, Measured] = {}
    for name, parts in worlds(posts, acts):
        case, said = folder / f"object-{len(rows)}", folder / "object.json"
        stored = write_case(case, parts)
        command = [*COMMAND, "scan", str(case), "--only", "co_action", "--json", "--quiet"]
        took[name] = measure(f"{name}: {stored:,} posts", command, said)
        summary = json.loads(said.read_text().splitlines()[-1])
        told.append(f"{name}: {summary['networks']:,} networks, {summary['twin_networks']:,} in the twin")
        rows.append(Row(took[name]))
        shutil.rmtree(case)
    plain, ordinary, crowded = took.values()
    extra = crowded.cpu_seconds / ordinary.cpu_seconds - 1.0
    sentences = [
        f"A scan with --only co_action and the default windows, which reach to any time, of {posts:,} posts; of these "
        f"and {acts:,} ordinary acts more; of these and {acts:,} acts on one object, half of them within "
        f"{MEDIAN_S // 3600} hours. In both, accounts that are there act, each as likely. The bar: the last takes less "
        f"than {BAR_SHARE:.0%} more than the one before. It takes {extra:+.1%}; the acts themselves add "
        f"{ordinary.cpu_seconds - plain.cpu_seconds:.1f} CPU s where they are ordinary and "
        f"{crowded.cpu_seconds - plain.cpu_seconds:.1f} CPU s on one object.",
        f"Found: {'; '.join(told)}.",
    ]
    return Section(TITLE, rows, sentences, figures={"extra_share": extra, "acts": float(acts)})


def worlds(posts: int, acts: int) -> Iterator[tuple[str, Iterator[pl.DataFrame]]]:
    """Yield each case with its name: plain, with as many ordinary acts, with one object."""
    sharing = Sharing(posts)
    yield "without", make_parts(sharing)
    yield "with as many ordinary acts", chain(make_parts(sharing), ordinary_acts(sharing, acts))
    yield "with one object", chain(make_parts(sharing), acts_on_one(sharing, acts))


def ordinary_acts(sharing: Sharing, acts: int) -> Iterator[pl.DataFrame]:
    """Yield more acts by the same law and in the same time, on other objects, by any of the accounts; none planted."""
    more, random = Sharing(acts, planted_share=0.0, seed=SEED + 1), np.random.default_rng([SEED, acts, 1])
    for part in make_parts(more):
        yield part.with_columns(
            pl.col("object") + 10 * sharing.posts,
            BEGIN + (pl.col("at") - BEGIN) * sharing.seconds // more.seconds,
            account=random.integers(0, sharing.accounts, part.height),
        )


def acts_on_one(sharing: Sharing, acts: int) -> Iterator[pl.DataFrame]:
    """Yield acts on one object, by any of the accounts: a burst in the middle of the time."""
    random = np.random.default_rng([SEED, acts, 2])
    for first in range(0, acts, ROWS):
        rows = min(ROWS, acts - first)
        delay = np.minimum(random.lognormal(np.log(MEDIAN_S), 1.2, rows), sharing.seconds // 2 - 1)
        yield pl.DataFrame(
            {
                "object": np.full(rows, 20 * sharing.posts),
                "account": random.integers(0, sharing.accounts, rows),
                "at": BEGIN + sharing.seconds // 2 + delay.astype(np.int64),
            }
        )


def main(given: list[str] | None = None) -> int:
    """Print the section."""
    assert __doc__ is not None
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--acts", type=int, default=1_000_000, metavar="N")
    arguments = parser.parse_args(given)
    with tempfile.TemporaryDirectory(prefix="unisono-bench-") as scratch:
        section = measure_object(Path(scratch), arguments.acts)
    print("\n".join([*section.sentences, *(str(row.measured) for row in section.rows)]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
