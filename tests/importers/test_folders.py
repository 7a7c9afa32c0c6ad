"""A folder gives its files in the order of their names, and says what it leaves out."""

import os
from pathlib import Path

import pytest

from unisono.importers.declaration import Left
from unisono.importers.folders import files_in, gather
from unisono.model.errors import DataRejectedError


def fill(folder: Path, *names: str, content: bytes = b"id,text\n1,a\n") -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def test_a_folder_is_read_to_its_depth_in_the_order_of_names(tmp_path: Path) -> None:
    fill(tmp_path, "b/2.csv", "b/1.csv", "a.csv", ".git/x", ".hidden", "__MACOSX/a.csv")
    fill(tmp_path, "old/case.json", "old/manifest.jsonl", "old/segments/1.parquet")
    assert [str(path.relative_to(tmp_path)) for path in files_in(tmp_path)] == [
        ".hidden", "a.csv", "b/1.csv", "b/2.csv",
    ]  # fmt: skip


def test_what_holds_no_data_is_told_with_what_it_looks_like(tmp_path: Path) -> None:
    fill(tmp_path, "posts.csv", "README.txt", ".hidden")
    fill(tmp_path, "report.csv", content=b"%PDF-1.7")
    found = list(gather(str(tmp_path)))
    assert [name for name in found if isinstance(name, str)] == [str(tmp_path / "posts.csv")]
    left = {Path(one.name).name: one.reason for one in found if isinstance(one, Left) and one.is_skipped}
    assert left == {
        ".hidden": "a hidden file", "README.txt": "a note about the data", "report.csv": "a PDF document",
    }  # fmt: skip


def test_any_other_name_stays_a_name(tmp_path: Path) -> None:
    assert list(gather("-")) == ["-"]
    assert list(gather(str(tmp_path / "absent"))) == [str(tmp_path / "absent")]


def test_a_folder_without_files_is_refused_as_a_file_without_content_is(tmp_path: Path) -> None:
    with pytest.raises(DataRejectedError, match="without files"):
        list(gather(str(tmp_path)))


def test_links_pipes_and_files_without_permission_are_named_and_never_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, "posts.csv", "closed.csv")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.csv").symlink_to(tmp_path / "absent")
    (tmp_path / "linked.csv").symlink_to(tmp_path / "posts.csv")
    os.mkfifo(tmp_path / "pipe.csv")
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "closed.csv" and may(path, mode))
    found = list(gather(str(tmp_path)))
    assert [Path(one).name for one in found if isinstance(one, str)] == ["linked.csv", "posts.csv"]
    assert {Path(one.name).name: one.reason for one in found if isinstance(one, Left) and one.is_skipped} == {
        "closed.csv": "a file that you may not read",
        "gone.csv": "a link to a file that is not there",
        "loop": "a link to a folder, which is not followed: name that folder itself",
        "pipe.csv": "a pipe, socket or device",
    }
