"""Times that posts declare, compared with the platform's, piece by piece."""

from pathlib import Path

import orjson
import polars as pl
import pytest

from tests.importers.table_sources import written_source
from unisono.engine.json_plan import Wanted
from unisono.importers.bluesky.declared_times import find_time_differences
from unisono.importers.json_files import declared
from unisono.importers.json_files.declared import JsonFields
from unisono.importers.times import read_times

FIELDS = JsonFields((Wanted("said", "declared_at"), Wanted("seen", "seen_at"), Wanted("late", "is_late", "flag")))


def compare(wide: pl.DataFrame) -> pl.DataFrame:
    seen = read_times(wide["seen_at"]).at
    return wide.with_columns(seen.alias("seen_at"), seen.alias("event_at"), pl.col("is_late").fill_null(value=False))


@pytest.mark.parametrize("least", [0, 1 << 40], ids=["kernels", "objects"])
def test_times_more_than_two_minutes_apart_are_counted(
    least: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(declared, "LEAST_IN_PLACE", least)
    noon = "2026-03-01T12:00:00Z"
    rows = [
        {"said": "2026-03-01T11:58:00Z", "seen": noon},
        {"said": "2026-03-01T11:57:59Z", "seen": noon},
        {"said": "2026-03-01T12:03:00.5Z", "seen": noon, "late": True},
        {"said": "nonsense", "seen": noon, "late": True},
        {"said": noon},
    ]
    source = written_source(tmp_path, "\n".join(orjson.dumps(row).decode() for row in rows))
    found = find_time_differences(source, FIELDS, compare, "KEPT")
    assert [(item.code, item.rows, item.example) for item in found] == [
        ("declared_time_differs", 2, "row 2: declares 2026-03-01T11:57:59Z, seen at 2026-03-01T12:00:00Z"),
        ("stream_came_late", 2, "row 3: declares 2026-03-01T12:03:00Z, seen at 2026-03-01T12:00:00Z"),
    ]
    assert found[0].advice.endswith("KEPT")
