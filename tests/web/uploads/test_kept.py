"""What is to be imported is found by its name alone, and goes when it is deleted."""

from pathlib import Path

import pytest

from unisono.cases import create_case
from unisono.model.errors import UsageError
from unisono.web.uploads.kept import Received, draft_named, kept_drafts, new_draft, place_of


def test_a_draft_is_found_by_its_name_and_nothing_else_is(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    draft = new_draft(case, [str(tmp_path / "posts.csv")])
    assert draft_named(case, draft.id).files == [str(tmp_path / "posts.csv")]
    for name in ("", "..", "../uploads/" + draft.id, draft.id[:-1], "0" * 32, draft.id + "/"):
        with pytest.raises(UsageError, match="not here any more"):
            draft_named(case, name)
    assert [one.id for one in kept_drafts(case)] == [draft.id]


def test_deleting_a_draft_leaves_the_files_of_the_user(tmp_path: Path) -> None:
    case, own = create_case(tmp_path / "case").path, tmp_path / "posts.csv"
    own.write_text("a")
    draft = new_draft(case, [str(own)])
    draft.remove()
    assert own.exists() and not draft.folder.exists() and kept_drafts(case) == []


def test_what_did_not_arrive_whole_is_deleted_and_the_rest_stays(tmp_path: Path) -> None:
    draft = new_draft(create_case(tmp_path / "case").path)
    for name in ("whole.csv", "half.csv"):
        (draft.folder / "files" / name).write_text("a")
    whole = type(draft)(draft.folder, (Received("whole.csv", "whole.csv", 1, "aa"),))
    whole.remove_unlisted()
    assert [file.name for file in (draft.folder / "files").iterdir()] == ["whole.csv"]


def test_a_place_has_to_be_there(tmp_path: Path) -> None:
    assert place_of(f' "{tmp_path}" ') == str(tmp_path.resolve())
    for written in ("", "  ", str(tmp_path / "gone"), "a\x00b", "~nobody-of-that-name/x"):
        with pytest.raises(UsageError):
            place_of(written)


def test_a_mapping_file_that_is_no_such_is_told(tmp_path: Path) -> None:
    draft = new_draft(create_case(tmp_path / "case").path)
    assert draft.mapping() is None
    (draft.folder / "mapping.toml").write_text("a = 1")
    with pytest.raises(UsageError, match="no mapping file"):
        draft.mapping()
    (draft.folder / "mapping.toml").write_bytes(b"#" * (2 << 20))
    with pytest.raises(UsageError, match="too long"):
        draft.mapping()
