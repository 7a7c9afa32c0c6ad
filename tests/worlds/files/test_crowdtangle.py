"""CrowdTangle tables of a world: what the importer reads is what the pages published."""

from pathlib import Path

import polars as pl
import pytest

from unisono.cases import create_case
from unisono.importers.importing import import_files
from unisono.worlds import Planted, World, WorldSettings, build_world
from unisono.worlds.files.crowdtangle import with_commas, write_crowdtangle_csv


@pytest.fixture(scope="module")
def world() -> World:
    planted = (Planted("born_elsewhere", size=40, level="easy"),)
    return build_world(WorldSettings(posts=2_000, accounts=200, decoys=(), planted=planted), seed=1)


def test_the_table_has_the_columns_and_zones_of_a_real_one(world: World, tmp_path: Path) -> None:
    count = write_crowdtangle_csv(world, tmp_path / "ct.csv")
    table = pl.read_csv(tmp_path / "ct.csv", infer_schema=False)
    assert table.height == count == (world.posts["platform"] == "facebook").sum() > 15
    assert table.columns[:3] == ["Page Name", "User Name", "Facebook Id"]
    assert table.columns[-1] == "Overperforming Score"
    assert "Total Interactions (weighted  —" in table.columns[-2]
    assert table["Post Created"].str.contains(r"^2018-06-\d\d \d\d:\d\d:\d\d EDT$").all()
    assert table["Post Created"].to_list() == sorted(table["Post Created"].to_list(), reverse=True)


def test_ids_times_words_and_tags_come_back(world: World, tmp_path: Path) -> None:
    write_crowdtangle_csv(world, tmp_path / "ct.csv")
    case = create_case(tmp_path / "case")
    (line,) = import_files(case, [str(tmp_path / "ct.csv")])
    assert line["rejected"] == []
    read = case.posts().collect().sort("post_id")
    told = world.posts.filter(pl.col("platform") == "facebook").sort("post_id")
    for column in ("platform", "post_id", "account_id", "handle", "display_name", "created_at", "kind", "hashtags"):
        assert read[column].to_list() == told[column].to_list(), column
    said = told["text"] + told["hashtags"].list.eval(" #" + pl.element()).list.join("")
    assert read["text"].to_list() == said.to_list()


def test_counts_have_commas_as_the_export_wrote_them() -> None:
    counts = pl.DataFrame({"count": [0, 12, 999, 1000, 123456, 1972048]})
    assert counts.select(with_commas(pl.col("count"))).to_series().to_list() == [
        "0", "12", "999", "1,000", "123,456", "1,972,048",
    ]  # fmt: skip
