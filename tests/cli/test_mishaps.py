"""Whatever goes wrong, the user reads one sentence; whatever is the program's own mistake is not hidden."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from unisono.cli import command_tree, main
from unisono.cli.mishaps import STOPPED, KeyPresses, answer, sentence_about, telling_what_is_kept

CALL = "import sys; from unisono.cli import run; sys.argv = ['unisono', *sys.argv[1:]]; run()"
PRESS_DURING_IMPORT = """
import os, signal, sys
class Press:
    def find_spec(self, name, path=None, target=None):
        if name == {name!r} and not self.pressed:
            self.pressed = True
            os.kill(os.getpid(), signal.SIGINT)
    pressed = False
sys.meta_path.insert(0, Press())
"""


def fail_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the command `doctor` fail with this error."""

    class Failing:
        """A command's module."""

        @staticmethod
        def command() -> None:
            """Fail."""
            raise error

    monkeypatch.setattr(command_tree, "import_module", lambda _name: Failing)


def test_ctrl_c_is_one_line_and_exit_code_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_with(KeyboardInterrupt(), monkeypatch)
    assert main(["doctor"]) == 130
    assert capsys.readouterr().err == f"unisono: {STOPPED}\n"


def test_ctrl_c_says_what_the_stopped_work_has_kept(capsys: pytest.CaptureFixture[str]) -> None:
    stopped = KeyboardInterrupt()
    stopped.add_note("What was done is kept.")
    with pytest.raises(KeyboardInterrupt), telling_what_is_kept():
        raise stopped
    assert capsys.readouterr().err == "unisono: What was done is kept.\n"


@pytest.mark.parametrize("module", ["typer", "unisono.cli.doctor", "polars", "unisono.engine"])
def test_ctrl_c_while_modules_are_imported_is_one_line(module: str) -> None:
    code = PRESS_DURING_IMPORT.format(name=module) + CALL
    done = subprocess.run([sys.executable, "-c", code, "doctor"], capture_output=True, text=True, check=False)
    assert done.returncode == 130
    assert done.stderr == f"unisono: {STOPPED}\n"


def test_an_error_that_a_library_makes_of_ctrl_c_is_still_ctrl_c(capsys: pytest.CaptureFixture[str]) -> None:
    before = signal.getsignal(signal.SIGINT)
    presses = KeyPresses()
    presses.count = 1
    signal.signal(signal.SIGINT, presses)
    try:
        assert answer(ImportError("initialization failed")) == 130
    finally:
        signal.signal(signal.SIGINT, before)
    assert capsys.readouterr().err == f"unisono: {STOPPED}\n"


@pytest.mark.parametrize(
    ("number", "filename", "words"),
    [
        (errno.ENOSPC, "case/runs/x", ["The disk of case/runs/x is full", "Free some space"]),
        (errno.ENOSPC, None, ["what stdout goes to", "keeps what had been acknowledged"]),
        (errno.EACCES, "my file.csv", ["my file.csv cannot be opened or written", "ls -ld ."]),
        (errno.EACCES, "/dev/null", ["/dev/null cannot be opened or written", "ls -ld /dev/null"]),
        (errno.EROFS, "case/lock", ["Read-only file system"]),
        (errno.ENAMETOOLONG, "aaa", ["aaa: File name too long"]),
        (errno.EIO, None, ["Input/output error"]),
    ],
)
def test_an_error_of_the_system_says_what_where_and_what_next(
    number: int, filename: str | None, words: list[str], monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    error = OSError(number, os.strerror(number), filename)
    assert all(word in sentence_about(error) for word in words)
    fail_with(error, monkeypatch)
    assert main(["doctor"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("unisono: ")
    assert said.count("\n") == 1


def test_only_what_is_there_is_advised_to_be_looked_at(tmp_path: Path) -> None:
    there = tmp_path / "my files"
    there.mkdir()
    absent = there / "new" / "posts.jsonl"
    said = sentence_about(OSError(errno.EACCES, "Permission denied", str(absent)))
    assert said.startswith(f"{absent} cannot be opened or written: Permission denied.")
    assert said.endswith(f"ls -ld '{there}'")
    assert sentence_about(OSError(errno.EIO, "Input/output error", bytes(there))).endswith(f"ls -ld '{there}'")


def test_full_memory_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    fail_with(MemoryError(), monkeypatch)
    assert main(["doctor"]) == 2
    assert "memory of this machine is full" in capsys.readouterr().err


def test_a_mistake_of_the_program_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(ZeroDivisionError("a mistake"), monkeypatch)
    with pytest.raises(ZeroDivisionError):
        main(["doctor"])


@pytest.mark.parametrize("arguments", [["importers"], ["doctor", "--json"], ["--help"]])
def test_a_stdout_that_is_full_is_one_line(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", CALL, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("unisono: ") == 1
