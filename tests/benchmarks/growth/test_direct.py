"""Segments that are written directly hold what an import stores."""

from pathlib import Path

from benchmarks.growth.direct import write_case
from benchmarks.growth.posts import Sharing, make_parts, write_table
from polars.testing import assert_frame_equal

from unisono.cases import create_case, open_case
from unisono.importers.importing import import_files


def test_a_case_written_directly_holds_the_posts_that_an_import_stores(tmp_path: Path) -> None:
    sharing = Sharing(3_000)
    assert write_case(tmp_path / "direct", make_parts(sharing, 1_000)) == 3_000
    write_table(sharing, tmp_path / "shares.csv", rows=1_000)
    stored = sum(
        line["stored"] for line in import_files(create_case(tmp_path / "imported"), [str(tmp_path / "shares.csv")])
    )
    assert stored == 3_000
    direct, imported = (
        open_case(tmp_path / name).posts().collect().drop("source_sha256").sort("post_id")
        for name in ("direct", "imported")
    )
    assert_frame_equal(direct.drop("collected_at"), imported.drop("collected_at"))
