"""Spans in which a watcher looked less thoroughly are kept in the case."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from unisono.cases import create_case
from unisono.cases.live.coarse import FILE, CoarseSpan, append_coarse, read_coarse
from unisono.cases.live.folder import live_folder

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def test_spans_come_back_in_order_and_a_torn_line_is_left_out(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    spans = [CoarseSpan("ws:x", NOON, NOON + timedelta(seconds=20 * turn), 1_000 * turn, 2.5) for turn in (1, 2)]
    for span in spans:
        append_coarse(case.path, span)
    with (live_folder(case.path) / FILE).open("a") as file:
        file.write('{"source": "ws:x", "from')
    assert read_coarse(case.path) == spans


def test_a_case_that_nobody_watched_has_none(tmp_path: Path) -> None:
    assert read_coarse(create_case(tmp_path / "case").path) == []
