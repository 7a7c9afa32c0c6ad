"""Every story scanned on Spark: the same tables, byte for byte, as the scan in this process kept."""

import shutil
from pathlib import Path

import pytest

from tests.stories.one_spark import spark_engine
from tests.stories.played_guides import play_guide
from unisono.cases import Run, open_case
from unisono.detectors.scanning import scan_case

GUIDES = (
    "the-amplified-post.md",
    "the-network-that-wakes-and-turns.md",
    "the-pushed-hashtag.md",
    "the-watchlist.md",
)


@pytest.mark.parametrize("guide", GUIDES)
def test_spark_keeps_the_tables_that_the_embedded_engine_kept(guide: str, tmp_path: Path) -> None:
    told = play_guide(guide)
    case = open_case(shutil.copytree(told.demo / "case", tmp_path / "case"))
    scan_case(case, engine=spark_engine())
    embedded, spark = told.run, case.latest_run()
    assert spark is not None and spark.id != embedded.id
    assert (embedded.record["engine"], spark.record["engine"]) == ("embedded", "spark")
    assert _bytes_of(spark) == _bytes_of(embedded)
    of_time = {"engine", "run", "seconds", "started_at"}
    assert {name: spark.record[name] for name in spark.record.keys() - of_time} == {
        name: embedded.record[name] for name in embedded.record.keys() - of_time
    }


def _bytes_of(run: Run) -> dict[str, bytes]:
    tables = {name: (run.path / f"{name}.parquet").read_bytes() for name in run.table_names}
    assert {"pairs", "networks", "members", "acts", "findings"} <= tables.keys()
    return tables
