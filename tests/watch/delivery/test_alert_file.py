"""Alerts stand in a file line by line, after what stood there before; a failing file stops no watch."""

from pathlib import Path
from unittest.mock import patch

import pytest

from unisono.model.errors import UsageError
from unisono.watch.delivery.alert_file import AlertFile


def test_lines_are_appended(tmp_path: Path) -> None:
    path = tmp_path / "alerts.jsonl"
    path.write_bytes(b'{"earlier":1}\n')
    file = AlertFile(path)
    file.start()
    assert file.put(b'{"a":1}') is None
    assert path.read_bytes() == b'{"earlier":1}\n{"a":1}\n', "readers see it at once"
    file.finish()
    assert file.put(b"after the end") is None and file.failed == 0


def test_a_place_that_cannot_be_written_is_told_before_the_watch_begins(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"--alerts .*cannot be written"):
        AlertFile(tmp_path / "missing" / "alerts.jsonl").start()


def test_a_disk_that_fills_up_is_counted(tmp_path: Path) -> None:
    file = AlertFile(tmp_path / "alerts.jsonl")
    file.start()
    with patch("os.fsync", side_effect=OSError(28, "No space left on device")):
        assert "No space left on device" in (file.put(b"{}") or "")
    assert file.failed == 1
    file.finish()
