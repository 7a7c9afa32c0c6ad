"""A case somewhere else: what is fetched, and what is sent back when."""

import shutil
import tempfile
from pathlib import Path

import polars as pl
import pytest

from unisono.cases import create_case, open_case
from unisono.cases.remote import fetched_case
from unisono.model.errors import UnisonoError, UsageError


class OtherFolder:
    """A folder of this machine that is only asked as one elsewhere can be."""

    def __init__(self, path: Path) -> None:
        self.address, self.path = f"far://{path}", path

    def sizes(self) -> dict[str, int]:
        return {
            file.relative_to(self.path).as_posix(): file.stat().st_size
            for file in self.path.rglob("*")
            if file.is_file()
        }

    def fetch(self, name: str, into: Path) -> None:
        into.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(self.path / name, into)

    def send(self, file: Path, name: str) -> None:
        (self.path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, self.path / name)

    def rename(self, old: str, new: str) -> None:
        (self.path / old).rename(self.path / new)


TABLES = {"pairs": pl.DataFrame({"a": ["x"]})}


@pytest.fixture
def far(tmp_path: Path) -> OtherFolder:
    case = create_case(tmp_path / "far")
    case.write_run({"seconds": 1}, TABLES)
    return OtherFolder(tmp_path / "far")


def test_a_run_is_sent_back_whole_with_the_log(far: OtherFolder) -> None:
    with fetched_case(far) as folder:
        assert [run.table_names for run in open_case(folder).runs()] == [()]
        added = open_case(folder).write_run({"seconds": 2}, TABLES)
        log = (folder / "custody.jsonl").read_bytes()
    assert [run.id for run in open_case(far.path).runs()][-1] == added
    assert open_case(far.path).runs()[-1].table("pairs").equals(TABLES["pairs"])
    assert (far.path / "custody.jsonl").read_bytes() == log


def test_nothing_is_sent_to_a_case_that_changed_meanwhile(
    far: OtherFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = len(open_case(far.path).runs())
    with (
        pytest.raises(UnisonoError, match=r"was changed while it was scanned \(custody.jsonl\)"),
        fetched_case(far) as here,
    ):
        open_case(here).write_run({"seconds": 2}, TABLES)
        with (far.path / "custody.jsonl").open("a") as log:
            log.write("{}\n")
    assert len(open_case(far.path).runs()) == before


def test_a_run_that_could_not_be_sent_is_kept(
    far: OtherFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(old: str, new: str) -> None:
        raise UnisonoError(f"{old} may not be renamed to {new}.")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(far, "rename", refuse)
    with pytest.raises(UnisonoError, match="may not be renamed") as raised, fetched_case(far) as here:
        added = open_case(here).write_run({"seconds": 2}, TABLES)
    kept = open_case(str(raised.value).rpartition(" is kept in ")[2]).latest_run()
    assert kept is not None
    assert (kept.id, kept.table("pairs").equals(TABLES["pairs"])) == (added, True)


def test_a_scan_that_failed_sends_nothing(far: OtherFolder) -> None:
    before = far.sizes()
    with pytest.raises(ValueError, match="stopped"), fetched_case(far) as here:
        open_case(here).write_run({"seconds": 2}, TABLES)
        raise ValueError("stopped")
    assert far.sizes() == before


def test_what_is_no_case_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not a case"), fetched_case(OtherFolder(tmp_path)):
        pass
