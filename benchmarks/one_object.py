"""Measures what an object of a million acts costs a scan, beside as many ordinary acts on many objects.

python benchmarks/run.py --only object --object-acts 100000
"""

import json
import shutil
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.growth.direct import write_case
from benchmarks.growth.measuring import COMMAND
from benchmarks.growth.posts import BEGIN, ROWS, SEED, Codes, Sharing, make_parts
from benchmarks.processes import Measured, measure
from benchmarks.sections import Row, Section

TITLE = "One object of a million acts"
BAR_SHARE = 0.10
TIMES_POSTS = 3
"""So many times the acts of the object are in the case besides."""

TIMES_AGAIN = 7
"""A twentieth of the posts are accounts: so many acts has each of them on the object, where only they act."""

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
    plain, ordinary, crowded, ordinary_again, crowded_again = took.values()
    extra, extra_again = (
        one.cpu_seconds / beside.cpu_seconds - 1.0
        for one, beside in ((crowded, ordinary), (crowded_again, ordinary_again))
    )
    sentences = [
        f"A scan with --only co_action and the default windows, which reach to any time, of {posts:,} posts; of these "
        f"and {acts:,} ordinary acts more; of these and {acts:,} acts on one object, half of them within "
        f"{MEDIAN_S // 3600} hours; in both by the same accounts, one act each: those that are there, then newcomers. "
        "The last two cases are the same but that only accounts act that are there, some "
        f"{TIMES_AGAIN} times each. The bar: one object takes less than {BAR_SHARE:.0%} more than as many ordinary "
        f"acts. It takes {extra:+.1%} with one act each, and {extra_again:+.1%} with several. Beside the case without, "
        f"{ordinary.cpu_seconds - plain.cpu_seconds:.1f} CPU s come with the ordinary acts and "
        f"{crowded.cpu_seconds - plain.cpu_seconds:.1f} CPU s with the object.",
        f"Found: {'; '.join(told)}.",
    ]
    figures = {"extra_share": extra, "extra_share_again": extra_again, "acts": float(acts)}
    return Section(TITLE, rows, sentences, figures=figures)


def worlds(posts: int, acts: int) -> Iterator[tuple[str, Iterator[pl.DataFrame]]]:
    """Yield each case with its name: plain, with as many ordinary acts, with one object, and both by fewer accounts."""
    sharing = Sharing(posts)
    yield "without", make_parts(sharing)
    for who, how in ((once_each, "one act each"), (again_and_again, "several each")):
        yield f"ordinary acts, {how}", chain(make_parts(sharing), ordinary_acts(sharing, who(sharing, acts)))
        yield f"one object, {how}", chain(make_parts(sharing), acts_on_one(sharing, who(sharing, acts)))


def once_each(sharing: Sharing, acts: int) -> Codes:
    """Return different accounts in any order: those that are there, then numbers that nobody has."""
    newcomers = 1_000 * sharing.posts + np.arange(max(0, acts - sharing.accounts))
    return np.random.default_rng([SEED, 4]).permutation(np.concatenate((np.arange(sharing.accounts), newcomers))[:acts])


def again_and_again(sharing: Sharing, acts: int) -> Codes:
    """Return accounts that are there, each as likely."""
    return np.random.default_rng([SEED, 5]).integers(0, sharing.accounts, acts)


def ordinary_acts(sharing: Sharing, accounts: Codes) -> Iterator[pl.DataFrame]:
    """Yield an act of each by the same law and in the same time, on other objects, none planted."""
    more = Sharing(len(accounts), planted_share=0.0, seed=SEED + 1)
    for number, part in enumerate(make_parts(more)):
        yield part.with_columns(
            pl.col("object") + 10 * sharing.posts,
            BEGIN + (pl.col("at") - BEGIN) * sharing.seconds // more.seconds,
            account=accounts[number * ROWS : number * ROWS + part.height],
        )


def acts_on_one(sharing: Sharing, accounts: Codes) -> Iterator[pl.DataFrame]:
    """Yield an act of each on one object: a burst in the middle of the time."""
    random = np.random.default_rng([SEED, 6])
    for first in range(0, len(accounts), ROWS):
        who = accounts[first : first + ROWS]
        delay = np.minimum(random.lognormal(np.log(MEDIAN_S), 1.2, len(who)), sharing.seconds // 2 - 1)
        at = BEGIN + sharing.seconds // 2 + delay.astype(np.int64)
        yield pl.DataFrame({"object": np.full(len(who), 20 * sharing.posts), "account": who, "at": at})
