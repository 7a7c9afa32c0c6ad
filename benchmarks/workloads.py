"""Makes the posts that are measured: seeded co-sharing with bursts, popular objects and planted groups.

Where the folder UNISONO_BENCH (or ../shared/bench beside the repository) holds gen_coshare.py and gen_dense.py, these
make the posts, so that figures compare with those measured elsewhere on the same posts. Without them the generators
below make posts of the same kind, and the table says so.
"""

import importlib.util
import os
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

REPOSITORY = Path(__file__).parents[1]
SEED = 7
Codes = NDArray[Any]


@dataclass(frozen=True)
class Workload:
    """Acts as codes from 0 and times in seconds, where they come from, and which accounts were planted in groups."""

    objects: Codes
    accounts: Codes
    times: Codes
    source: str
    planted: Codes | None = None


def make_sharing(posts: int) -> Workload:
    """Make posts whose objects have at most some 2,000 acts, so that pairs grow about linearly with posts."""
    module = _shared_generator("gen_coshare")
    if module is None:
        return _own_sharing(posts, most_acts=2000)
    objects, accounts, _, times, planted, _ = module.generate(posts, SEED)
    return Workload(objects, accounts, times, "gen_coshare.py", planted)


def make_dense(posts: int) -> Workload:
    """Make posts with a heavy tail: the most popular object has about 1 % of them."""
    module = _shared_generator("gen_dense")
    if module is None:
        return _own_sharing(posts, most_acts=posts // 100)
    accounts, objects, times, _ = module.gen(posts, SEED)
    return Workload(objects, accounts, times, "gen_dense.py")


def write_toolkit_table(workload: Workload, file: Path) -> None:
    """Write acts as reposts in the columns of coordination-network-toolkit."""
    _lines(workload).select(
        message_id="content_id",
        user_id="account_id",
        username="account_id",
        repost_id="object_id",
        reply_id=pl.lit(""),
        message=pl.lit(""),
        timestamp="timestamp_share",
        urls=pl.lit(""),
    ).write_csv(file, quote_style="never")


def write_sharing_table(workload: Workload, file: Path) -> None:
    """Write acts in the columns of CooRTweet."""
    _lines(workload).write_csv(file)


def _lines(workload: Workload) -> pl.DataFrame:
    return pl.DataFrame(
        {"object": workload.objects, "account": workload.accounts, "timestamp_share": workload.times}
    ).with_row_index("row").select(
        object_id=pl.concat_str(pl.lit("o"), "object"),
        account_id=pl.concat_str(pl.lit("a"), "account"),
        content_id=pl.concat_str(pl.lit("c"), "row"),
        timestamp_share="timestamp_share",
    )  # fmt: skip


def _shared_generator(name: str) -> ModuleType | None:
    folder = Path(os.environ.get("UNISONO_BENCH", REPOSITORY.parent / "shared" / "bench"))
    file = folder / f"{name}.py"
    if not file.exists():
        return None
    found = importlib.util.spec_from_file_location(name, file)
    assert found is not None and found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def _own_sharing(posts: int, most_acts: int) -> Workload:
    """Make bursts after each object's first appearance, over a week or more, with 2 % of acts by planted groups."""
    random = np.random.default_rng(SEED)
    accounts, objects = max(20, posts // 20), max(10, posts // 8)
    seconds = int(7 * 86_400 * max(1.0, posts / 1e6))
    planted = posts // 50
    popularity = np.minimum(posts * np.arange(1, objects + 1) ** -1.05 / 10, most_acts)
    what = random.choice(objects, posts - planted, p=popularity / popularity.sum())
    activity = random.lognormal(0, 1.3, accounts)
    who = random.choice(accounts, posts - planted, p=activity / activity.sum())
    delay = random.lognormal(np.log(1800), 1.6, posts - planted)
    when = random.integers(0, seconds * 9 // 10, objects)[what] + np.minimum(delay, seconds // 10).astype(np.int64)
    group = random.integers(0, max(1, planted // 240), planted)
    event = random.integers(0, 20, planted)
    member = random.integers(0, 12, planted)
    start = random.integers(0, seconds, (group.max(initial=0) + 1, 20))[group, event]
    all_objects = np.concatenate((what, objects + group * 20 + event))
    all_accounts = np.concatenate((who, accounts + group * 12 + member))
    all_times = 1_600_000_000 + np.concatenate((when, start + random.integers(0, 21, planted)))
    order = random.permutation(posts)
    members = np.unique(all_accounts[all_accounts >= accounts])
    return Workload(all_objects[order], all_accounts[order], all_times[order], "benchmarks/workloads.py", members)
