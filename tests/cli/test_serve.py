"""The command that opens the workbench: what it prints, and what it refuses before anything is opened."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from unisono.cli import main
from unisono.web import serving


def test_the_limit_of_uploads_is_read_as_people_write_it_and_the_address_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[list[str], int, int]] = []

    def serve(folders: Iterable[str], port: int, *, on_ready: Callable[[str], None], most_uploaded: int) -> None:
        asked.append((list(folders), port, most_uploaded))
        on_ready("http://127.0.0.1:9/?token=t")

    monkeypatch.setattr(serving, "serve", serve)
    assert main(["serve", str(tmp_path / "case"), "--port", "0", "--most-upload", "500 MB"]) == 0
    assert asked == [([str(tmp_path / "case")], 0, 500_000_000)]
    assert capsys.readouterr().out == "http://127.0.0.1:9/?token=t\n"


def test_what_is_no_size_is_refused_and_makes_no_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", str(tmp_path / "case"), "--most-upload", "plenty"]) == 2
    assert "--most-upload 20GiB" in capsys.readouterr().err
    assert not (tmp_path / "case").exists()
