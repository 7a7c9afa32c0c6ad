"""A scan after imports and earlier scans finds, byte for byte, what a scan of the same case without any past finds."""

import hashlib
import shutil
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tests.content.near_texts import made_up_texts
from tests.detectors.small_world import DAY, scanned, world
from unisono.cases import Case, SourceRecord, create_case, open_case
from unisono.cases.purging.purging import purge
from unisono.cases.purging.request import PurgeRequest
from unisono.content.kept_answers import KEPT
from unisono.model.batches import Batch
from unisono.model.settings import ScanSettings
from unisono.worlds.written import STARTS_AT

CLAIMS = (
    "I am a nurse and a mother, and I vote for the bridge",
    "Soy enfermera y madre",
    "My husband is a veteran. Vote!",
)


def worded_world() -> Batch:
    """Return the small world, whose people write texts that resemble each other, some of them with claims."""
    batch = world()
    draw = np.random.default_rng(6)
    texts = [*made_up_texts(120, seed=9), *CLAIMS]
    said = pl.Series([texts[number] for number in draw.integers(0, len(texts), batch.posts.height)])
    is_own = pl.col("kind").fill_null("post") != "repost"
    return Batch(batch.posts.with_columns(text=pl.when(is_own).then(said)), batch.accounts, batch.references)


def seen_again(posts: pl.DataFrame) -> pl.DataFrame:
    """Return later observations of every ninth post: with another text, and every second of them deleted."""
    again = posts.gather_every(9)
    return again.with_columns(
        text=pl.when(pl.col("text").is_not_null()).then(pl.col("text").str.replace("e", "ee", literal=True)),
        is_deleted=pl.row_index() % 2 == 0,
        collected_at=pl.lit(STARTS_AT + timedelta(days=30)).cast(posts.schema["collected_at"]),
    )


def append(case: Case, posts: pl.DataFrame, batch: Batch, name: str) -> None:
    digest = hashlib.sha256(name.encode()).hexdigest()
    rows = Batch(posts.with_columns(pl.lit(digest).alias("source_sha256")), batch.accounts, batch.references)
    case.append([rows], SourceRecord(file=f"{name}.txt", sha256=digest, format="written"))


def without_past(case: Case, folder: Path) -> Case:
    shutil.copytree(case.path, folder, ignore=shutil.ignore_patterns("derived"))
    shutil.rmtree(folder / "runs")
    (folder / "runs").mkdir()
    return open_case(folder)


def found(case: Case, settings: ScanSettings) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(scanned(case, settings).path.glob("*.parquet"))}


MIDDLE = STARTS_AT + timedelta(seconds=5 * DAY)


@pytest.mark.parametrize(
    ("settings", "latest_first"),
    [
        (ScanSettings(), False),
        (ScanSettings(twin=False), True),
        (ScanSettings(since=MIDDLE, twin=False), False),
        (ScanSettings(until=MIDDLE, similarity=0.8, twin=False), True),
    ],
    ids=["everything", "earlier posts come last", "since", "until"],
)
def test_several_imports_with_scans_between_end_where_one_scan_does(
    tmp_path: Path, settings: ScanSettings, latest_first: bool
) -> None:
    batch = worded_world()
    posts = batch.posts.sort("created_at", "post_id", descending=latest_first)
    case = create_case(tmp_path / "case")
    cuts = [0, posts.height // 2, posts.height - 40, posts.height]
    for number, (begins, ends) in enumerate(pairwise(cuts)):
        append(case, posts[begins:ends], batch, f"part {number}")
        found(case, settings)
    append(case, seen_again(posts), batch, "again")
    grown = found(case, settings)
    assert grown == found(case, settings) == found(without_past(case, tmp_path / "fresh"), settings)
    assert pl.read_parquet(grown["texts.parquet"]).height > 0


def test_a_purge_leaves_nothing_of_what_was_found_out_about_texts(tmp_path: Path) -> None:
    batch = worded_world()
    case = create_case(tmp_path / "case")
    append(case, batch.posts, batch, "all")
    found(case, ScanSettings(twin=False))
    assert list((case.path / KEPT).rglob("*.parquet"))
    assert list((case.path / "derived").rglob("texts-*.arrow"))
    purge(case.path, PurgeRequest(accounts=("written:hired1",)), because="asked to be forgotten")
    assert not (case.path / KEPT).exists()
    assert not list((case.path / "derived").rglob("texts-*.arrow"))
    assert found(case, ScanSettings()) == found(without_past(case, tmp_path / "fresh"), ScanSettings())
