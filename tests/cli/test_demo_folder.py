"""The folder of a demo: built anew when it is one, left alone when it is anything else."""

from pathlib import Path

import pytest

from unisono.cases import SourceRecord, create_case
from unisono.cli.demo_folder import DemoFolder, is_demo, prepare_folder
from unisono.model.errors import UsageError
from unisono.worlds.written import read_written_world


def add_file_to_case(folder: DemoFolder, file: str) -> None:
    case = create_case(folder.case)
    case.append([read_written_world("0 ann link1")], SourceRecord(file=file, sha256="0" * 64, format="written"))


def test_a_new_folder_is_made_and_marked(tmp_path: Path) -> None:
    folder = prepare_folder(tmp_path / "new" / "demo", "amplified-post", seed=1)
    assert is_demo(folder)


def test_a_demo_of_its_own_is_cleared_and_other_files_in_it_stay(tmp_path: Path) -> None:
    folder = prepare_folder(tmp_path, "amplified-post", seed=1)
    folder.posts.write_text("{}")
    folder.facebook.write_text("Page Name")
    folder.watchlist.write_text("handle")
    folder.report.write_text("<html>")
    (tmp_path / "my-notes.txt").write_text("keep me")
    add_file_to_case(folder, "posts.jsonl")
    prepare_folder(tmp_path, "amplified-post", seed=2)
    cleared = (folder.posts, folder.facebook, folder.watchlist, folder.report, folder.case)
    assert not any(path.exists() for path in cleared)
    assert (tmp_path / "my-notes.txt").read_text() == "keep me"


def test_a_folder_of_somebody_else_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "posts.jsonl").write_text("precious")
    with pytest.raises(UsageError, match="holds files that no demo made"):
        prepare_folder(tmp_path, "amplified-post", seed=1)
    assert (tmp_path / "posts.jsonl").read_text() == "precious"


def test_a_demo_case_with_added_files_is_not_built_anew(tmp_path: Path) -> None:
    folder = prepare_folder(tmp_path, "amplified-post", seed=1)
    add_file_to_case(folder, "my-export.csv")
    with pytest.raises(UsageError, match=r"files that you added \(my-export.csv\)"):
        prepare_folder(tmp_path, "amplified-post", seed=1)
    assert folder.case.exists()


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "demo"
    file.write_text("")
    with pytest.raises(UsageError, match="is a file"):
        prepare_folder(file, "amplified-post", seed=1)


def test_a_damaged_marker_is_no_demo(tmp_path: Path) -> None:
    (tmp_path / "demo.json").write_text("[")
    assert not is_demo(DemoFolder(tmp_path))
