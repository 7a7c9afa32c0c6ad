"""Posts that were imported after a run are counted."""

from pathlib import Path

from tests.cli.scanned_case import RECORD, case_that_grew, case_with_posts, scanned_case, scanned_tables
from unisono.cases.later_posts import posts_since
from unisono.cli.latest_run import latest_run


def test_posts_stored_after_the_run_are_counted(tmp_path: Path) -> None:
    grown = case_that_grew(tmp_path / "grown")
    assert posts_since(grown, latest_run(grown)) == 1
    fresh = case_with_posts(tmp_path / "fresh")
    fresh.write_run({**RECORD, "sources": fresh.sources().to_dicts()}, scanned_tables())
    assert posts_since(fresh, latest_run(fresh)) == 0
    # A run that recorded no imports cannot be compared.
    unknown = scanned_case(tmp_path / "unknown")
    assert posts_since(unknown, latest_run(unknown)) == 0
