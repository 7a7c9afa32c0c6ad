"""A small world in a case of its own: ordinary people, twelve hired accounts, eight that push links, six bots."""

import hashlib
from pathlib import Path

import numpy as np
import polars as pl

from unisono.cases import Case, Run, SourceRecord, create_case
from unisono.detectors.scanning import scan_case
from unisono.model.batches import Batch
from unisono.model.settings import ScanSettings
from unisono.worlds.written import read_written_world

HIRED = {f"written:hired{number}" for number in range(12)}
PUSHERS = {f"written:pusher{number}" for number in range(8)}
DAY = 86_400


def people(count: int = 300, reposts: int = 1_500) -> list[str]:
    """Return ten days of ordinary people: reposts of 30 authors, links of the day, tags and words of their own."""
    rng = np.random.default_rng(4)
    fame = 1.0 / np.arange(1, 31)
    lines = []
    for _ in range(reposts):
        star = int(rng.choice(30, p=fame / fame.sum()))
        published = 14_400 * int(rng.integers(0, 58)) + 137 * star
        at = published + int(2 + 1_800 * rng.lognormal(0.0, 1.9))
        lines.append(f"{at} person{rng.integers(0, count)} rt:star{star}/{published}")
    for _ in range(reposts // 3):
        story = int(rng.integers(0, 100))
        at = 7_200 * story + int(1_500 * rng.lognormal(0.0, 1.5))
        lines.append(f"{at} person{rng.integers(0, count)} news{story} #tag{rng.geometric(0.15)}")
    return lines


def hired() -> list[str]:
    """Return twelve accounts that repost twenty scattered posts on command, each some posts twice at once."""
    rng = np.random.default_rng(1)
    lines = []
    for job in range(20):
        published = 14_400 * int(rng.integers(0, 50)) + 137 * (job % 30)
        command = published + int(rng.uniform(7_200, 80_000))
        for account in range(12):
            line = f"{command + int(abs(rng.normal(0, 10)))} hired{account} rt:star{job % 30}/{published}"
            lines += [line] * (2 if (job + account) % 7 == 0 else 1)
    return lines


def pushers() -> list[str]:
    """Return eight accounts that share the same pages with the same two tags within half a minute."""
    rng = np.random.default_rng(3)
    lines = []
    for page in range(16):
        command = int(rng.integers(0, 8 * DAY))
        lines += [
            f"{command + int(rng.integers(0, 30))} pusher{account} page{page} #cause{page} #now" for account in range(8)
        ]
    return lines


def bots() -> list[str]:
    """Return six accounts that say they are automated and post the same links at the full hour."""
    lines = [f'station{town} is "Automated weather reports. I am a bot."' for town in range(6)]
    rng = np.random.default_rng(5)
    for hour in range(0, 200, 6):
        lines += [f"{3_600 * hour + int(rng.integers(0, 20))} station{town} report{hour}" for town in range(6)]
    return lines


def world() -> Batch:
    """Return the whole world."""
    return read_written_world([*people(), *hired(), *pushers(), *bots()])


def case_of(folder: Path, batch: Batch) -> Case:
    """Return a new case that holds these posts; every row names the file world.txt."""
    digest = hashlib.sha256(b"world").hexdigest()
    case = create_case(folder)
    named = Batch(
        batch.posts.with_columns(pl.lit(digest).alias("source_sha256")),
        batch.accounts,
        batch.references,
        read=batch.read,
    )
    case.append([named], SourceRecord(file="world.txt", sha256=digest, format="written"))
    return case


def scanned(case: Case, settings: ScanSettings | None = None) -> Run:
    """Scan the case and return the run."""
    scan_case(case, settings)
    run = case.latest_run()
    assert run is not None
    return run
