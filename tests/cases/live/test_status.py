"""The status of a watcher is read whole or not at all."""

from datetime import UTC, datetime
from pathlib import Path

from unisono.cases import create_case
from unisono.cases.live.status import Status, read_status, write_status

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)


def test_a_status_comes_back_as_it_was_written(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    status = Status("connected", "ws:x", 7, AT, AT, received=9, dropped={"buffer full": 2}, watermark_at=AT)
    write_status(case.path, status)
    assert read_status(case.path) == status


def test_a_case_that_was_never_watched_has_no_status(tmp_path: Path) -> None:
    assert read_status(create_case(tmp_path / "case").path) is None


def test_a_damaged_status_is_none(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    write_status(case.path, Status("connected", "ws:x", 7, AT, AT))
    (case.path / "live" / "status.json").write_bytes(b'{"state":')
    assert read_status(case.path) is None
