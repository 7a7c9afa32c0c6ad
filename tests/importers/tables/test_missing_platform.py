"""A table that names no platform says so once it has been read."""

from pathlib import Path

from tests.importers.table_sources import read_all, sample_source
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.cnt import IMPORTER
from unisono.importers.tables.missing_platform import find_missing_platform


def test_the_rows_without_a_platform_are_counted_unless_the_user_names_it(tmp_path: Path) -> None:
    source = sample_source("cnt.csv", tmp_path)
    read_all(IMPORTER, source)
    [problem] = find_missing_platform(source, ReadSettings())
    assert (problem.code, problem.rows) == ("no_platform", 4)
    assert not find_missing_platform(source, ReadSettings(platform="twitter"))
