"""Exports are kept under their hash, and what was changed since is noticed."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import orjson
import pytest

from unisono.cases import create_case
from unisono.cases.custody import check_log
from unisono.cases.durable import writer_lock
from unisono.cases.exported import (
    CHANGED,
    FILE,
    MISSING,
    SAME,
    Exported,
    check_export,
    file_of,
    keep_export,
    read_exports,
    writing_place,
)
from unisono.model.errors import UsageError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of an empty case."""
    return create_case(tmp_path / "case").path


def keep(folder: Path, content: bytes = b"<p>", name: str = "case-report.html") -> Exported:
    return keep_export(folder, content, what="report", name=name, by="Ann", run="r1", profile="peer")


def test_bytes_lie_under_their_hash_and_the_line_says_whose_they_are(folder: Path) -> None:
    kept = keep(folder)
    assert (folder / "reports" / f"{kept.sha256}.html").read_bytes() == b"<p>"
    assert read_exports(folder).exports == [kept]
    assert (kept.by, kept.profile, kept.run, kept.bytes) == ("Ann", "peer", "r1", 3)
    assert read_exports(folder).named(kept.sha256) == kept
    with pytest.raises(UsageError, match="no export with this SHA-256"):
        read_exports(folder).named("0" * 64)


def test_a_file_too_large_for_memory_is_moved_to_its_place_and_nothing_else_stays(folder: Path) -> None:
    with writing_place(folder) as place:
        place.write_bytes(b"large")
        kept = keep_export(folder, place, what="csv", name="case.zip", by="Ann")
    assert file_of(folder, kept).read_bytes() == b"large"
    assert (kept.bytes, check_export(folder, kept)) == (5, SAME)
    assert [file.name for file in (folder / "exports").iterdir()] == [f"{kept.sha256}.zip"]


def test_a_changed_and_a_missing_file_are_noticed(folder: Path) -> None:
    kept = keep(folder)
    assert check_export(folder, kept) == SAME
    file_of(folder, kept).write_bytes(b"<b>")
    assert check_export(folder, kept) == CHANGED
    file_of(folder, kept).unlink()
    assert check_export(folder, kept) == MISSING


def test_a_line_that_was_changed_no_longer_lets_the_next_one_follow(folder: Path) -> None:
    keep(folder)
    keep(folder, b"<i>")
    assert read_exports(folder).out_of_line == []
    log = folder / FILE
    log.write_bytes(log.read_bytes().replace(b'"by":"Ann"', b'"by":"Eve"', 1))
    told = read_exports(folder)
    assert told.out_of_line == [2]
    assert told.exports[0].by == "Eve"


@pytest.mark.parametrize("file", ["../case.json", "/etc/passwd", "reports/x.html", "exports/" + "a" * 64 + "/../x"])
def test_a_line_cannot_name_a_file_outside_of_the_exports(file: str, folder: Path) -> None:
    kept = keep(folder)
    with pytest.raises(UsageError, match="outside of the case's exports"):
        file_of(folder, Exported(**{**kept.__dict__, "file": file}))


def test_a_link_in_place_of_the_file_counts_as_missing(folder: Path, tmp_path: Path) -> None:
    kept = keep(folder)
    secret = tmp_path / "secret"
    secret.write_bytes(b"<p>")
    file_of(folder, kept).unlink()
    file_of(folder, kept).symlink_to(secret)
    assert check_export(folder, kept) == MISSING


def test_damaged_lines_are_told_and_the_others_read(folder: Path) -> None:
    keep(folder)
    with (folder / FILE).open("ab") as log:
        log.write(b'{"at": 1}\nnonsense\n')
    told = read_exports(folder)
    assert len(told.exports) == 1
    assert len(told.damaged) == 2


def test_exports_of_the_same_moment_follow_one_another(folder: Path) -> None:
    with ThreadPoolExecutor(8) as together:
        list(together.map(lambda number: keep(folder, b"%d" % number), range(24)))
    told = read_exports(folder)
    assert (len(told.exports), told.out_of_line, told.damaged) == (24, [], [])
    assert check_log(folder).is_whole


def test_the_line_before_is_read_while_nobody_else_can_write_one(folder: Path) -> None:
    keep(folder)
    begun = Event()

    def second() -> Exported:
        begun.set()
        return keep(folder, b"<b>")

    with ThreadPoolExecutor(1) as beside:
        with writer_lock(folder / "lock"):
            later = beside.submit(second)
            assert begun.wait(10)
            # What another workbench writes while this one waits for its turn.
            first = orjson.loads((folder / FILE).read_bytes())
            between = {**first, "previous": hashlib.sha256((folder / FILE).read_bytes()).hexdigest()}
            with (folder / FILE).open("ab") as handle:
                handle.write(orjson.dumps(between) + b"\n")
        kept = later.result(30)
    assert read_exports(folder).out_of_line == []
    assert read_exports(folder).exports[-1] == kept
