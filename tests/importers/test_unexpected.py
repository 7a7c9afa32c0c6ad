"""An error that nobody foresaw refuses one file and stops no other; what is not the file's fault goes on up."""

from pathlib import Path

import pytest
from polars.exceptions import ComputeError

from unisono.cases import create_case
from unisono.importers import importing
from unisono.importers.declaration import Left, ReadSettings, Source
from unisono.importers.importing import import_each
from unisono.importers.inspecting import inspect_each
from unisono.importers.unexpected import reason_of
from unisono.model.errors import DataRejectedError

POSTS = "id,author,created_at,text\n1,ann,2024-03-10T07:00:00Z,hello\n"


def fail_on_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    def choose(source: Source, format: str | None, settings: ReadSettings) -> object:
        if source.name.endswith("bad.csv"):
            raise ComputeError("cells of no kind\nand a long plan")
        return chosen(source, format, settings)

    chosen = importing.choose_importer
    monkeypatch.setattr("unisono.importers.importing.choose_importer", choose)
    monkeypatch.setattr("unisono.importers.inspecting.choose_importer", choose)


def test_one_file_of_a_folder_is_refused_and_the_others_are_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_on_bad(monkeypatch)
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("a.csv", "bad.csv", "c.csv"):
        (folder / name).write_text(POSTS)
    first, bad, last = import_each(create_case(tmp_path / "case"), [str(folder)])
    assert isinstance(bad, Left) and not bad.is_skipped
    assert "bad.csv was not read to its end" in bad.reason and "(ComputeError: cells of no kind)" in bad.reason
    assert not isinstance(first, Left) and not isinstance(last, Left)
    assert (first["stored"], last["duplicates"]) == (1, 1)
    assert [isinstance(found, Left) for found in inspect_each(str(folder))] == [False, True, False]


def test_a_single_file_is_refused_with_the_same_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_on_bad(monkeypatch)
    file = tmp_path / "bad.csv"
    file.write_text(POSTS)
    with pytest.raises(DataRejectedError, match="not foreseen"):
        list(inspect_each(str(file)))
    [left] = import_each(create_case(tmp_path / "case"), [str(file)])
    assert isinstance(left, Left)


def test_a_full_disk_and_a_stop_are_not_the_file_s(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="full"):
        reason_of("x.csv", OSError(28, "full"))
    stopped = ImportError("half a library")
    stopped.__cause__ = KeyboardInterrupt()
    with pytest.raises(ImportError, match="half"):
        reason_of("x.csv", stopped)
