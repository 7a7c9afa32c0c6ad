"""Few rows out of many are the same rows, and hold no others' texts."""

from pathlib import Path

import polars as pl
import pytest

from unisono.model.few_rows import collect_few, compact


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of 20,000 posts of some hundred letters each."""
    path = tmp_path_factory.mktemp("many") / "posts.parquet"
    rows = range(20_000)
    posts = {"post": rows, "text": [f"{one:>200}" for one in rows], "tags": [[f"{one}", "x"] for one in rows]}
    at = pl.Series("at", rows).cast(pl.Datetime("us", "UTC"))
    pl.DataFrame(posts).with_columns(at).write_parquet(path, row_group_size=2_000)
    return path


def test_the_rows_are_those_that_collect_gives_in_their_order(many: Path) -> None:
    few = pl.scan_parquet(many).filter(pl.col("post") % 997 == 0)
    found = collect_few(few)
    assert found.equals(few.collect())
    assert found.schema == few.collect_schema()


def test_no_rows_have_their_columns(many: Path) -> None:
    none = pl.scan_parquet(many).filter(pl.col("post") < 0)
    assert collect_few(none).schema == none.collect_schema()


def test_a_row_holds_no_more_than_its_own_text(many: Path) -> None:
    row = pl.scan_parquet(many).collect().filter(pl.col("post") == 5)
    held = [len(part) for part in compact(row)["text"].to_arrow(compat_level=pl.CompatLevel.newest()).buffers()[2:]]
    assert sum(held) < 1_000
