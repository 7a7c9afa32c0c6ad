"""The log is only ever appended to, whoever writes at the same time and whatever a crash has left."""

import subprocess
import sys
from pathlib import Path

import pytest

from unisono.cases import create_case
from unisono.cases.custody import FileRecord, check_log, log_entry
from unisono.cases.custody import log as custody_log
from unisono.cases.custody.entry import FILE
from unisono.cases.custody.log import actor, can_log, last_line, tool
from unisono.model.doing import doing
from unisono.model.errors import UsageError

MANY = """
import sys
from pathlib import Path
from unisono.cases.custody import log_entry
for number in range(20):
    log_entry(Path(sys.argv[1]), "export", by=sys.argv[2], details={"number": number})
"""


def a_case(folder: Path) -> Path:
    return create_case(folder / "case").path


def test_a_new_case_begins_its_log_and_entries_follow_each_other(tmp_path: Path) -> None:
    case = a_case(tmp_path)
    with doing("unisono export case", "Ana"):
        log_entry(case, "export", outputs=[FileRecord("x.csv", 3, "ab" * 32)], details={"what": "csv"})
    chain = check_log(case)
    assert chain.is_whole
    assert [row["action"] for row in chain.entries] == ["case made", "export"]
    second = chain.entries[1]
    assert (second["number"], second["actor"], second["command"]) == (2, "Ana", "unisono export case")
    assert second["outputs"] == [{"name": "x.csv", "bytes": 3, "sha256": "ab" * 32}]
    assert second["tool"] == tool()
    assert str(second["tool"]).startswith("unisono ")


def test_who_is_at_work_is_named_or_set_or_the_login(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "ann")
    assert actor() == "ann"
    monkeypatch.setenv("UNISONO_BY", "Ana Ruiz")
    assert actor() == "Ana Ruiz"
    assert actor("Bo") == "Bo"
    with doing("x", "Cy"):
        assert (actor(), actor("Bo")) == ("Cy", "Bo")


def test_a_user_without_a_name_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise OSError("no such user")

    monkeypatch.delenv("UNISONO_BY", raising=False)
    monkeypatch.setattr(custody_log.getpass, "getuser", nobody)
    assert actor() == "unknown"


def test_writers_at_the_same_moment_keep_one_chain(tmp_path: Path) -> None:
    case = a_case(tmp_path)
    writers = [subprocess.Popen([sys.executable, "-c", MANY, str(case), name]) for name in ("a", "b", "c")]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    chain = check_log(case)
    assert chain.is_whole
    assert len(chain.entries) == 61
    assert {row["actor"] for row in chain.entries[1:]} == {"a", "b", "c"}


def test_a_line_that_a_crash_left_unfinished_stays_and_the_next_entry_says_so(tmp_path: Path) -> None:
    case = a_case(tmp_path)
    with (case / FILE).open("ab") as file:
        file.write(b'{"number":2,"at":"20')
    assert not check_log(case).is_whole
    log_entry(case, "export")
    log_entry(case, "export")
    chain = check_log(case)
    assert chain.is_whole, chain.problems
    assert [row["number"] for row in chain.entries] == [1, 3, 4]
    assert b'{"number":2,"at":"20\n' in (case / FILE).read_bytes()


def test_a_line_whose_end_alone_was_lost_is_whole_again(tmp_path: Path) -> None:
    case = a_case(tmp_path)
    content = (case / FILE).read_bytes()
    (case / FILE).write_bytes(content[:-1])
    log_entry(case, "export")
    assert (case / FILE).read_bytes().startswith(content)
    assert check_log(case).is_whole


def test_no_other_action_is_entered(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no action"):
        log_entry(a_case(tmp_path), "tidied up")


def test_a_case_that_can_only_be_read_gets_no_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = a_case(tmp_path)
    before = (case / FILE).read_bytes()
    monkeypatch.setattr(custody_log.os, "access", lambda path, mode: False)
    assert not can_log(case)
    assert log_entry(case, "export") is False
    assert custody_log.catch_up(case) == 0
    assert (case / FILE).read_bytes() == before


def test_a_full_disk_says_that_what_was_done_is_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = a_case(tmp_path)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UsageError, match=r"No space left.*is stored"):
        log_entry(case, "export")


def test_the_last_line_is_found_from_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(custody_log, "BLOCK", 4)
    file = tmp_path / "lines"
    assert last_line(file) == b""
    for content, last in ((b"", b""), (b"a\n", b"a"), (b"abcdef\nghijklmnop\n", b"ghijklmnop")):
        file.write_bytes(content)
        assert last_line(file) == last
