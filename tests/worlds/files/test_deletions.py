"""The table of deletions: whole rows, added part by part, and no file where nothing was deleted."""

from pathlib import Path

import polars as pl

from unisono.worlds import WorldSettings, build_world
from unisono.worlds.files.deletions import write_deleted_posts

SETTINGS = WorldSettings(posts=1_500, accounts=200, decoys=(), communities=4, regretted_share=0.1)


def test_parts_are_added_under_one_header(tmp_path: Path) -> None:
    path = tmp_path / "deleted.csv"
    counts = [write_deleted_posts(build_world(SETTINGS, seed), path) for seed in (1, 2)]
    table = pl.read_csv(path, infer_schema=False)
    assert min(counts) > 10
    assert table.height == sum(counts)
    assert set(table["is_deleted"]) == {"true"}
    assert table["post_id"].n_unique() == table.height


def test_no_deletion_no_file(tmp_path: Path) -> None:
    world = build_world(WorldSettings(posts=600, accounts=80, decoys=(), communities=4), seed=1)
    assert write_deleted_posts(world, tmp_path / "deleted.csv") == 0
    assert not (tmp_path / "deleted.csv").exists()
