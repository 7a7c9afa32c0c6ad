"""The door to the commands: quick help, exit codes, and errors that are neither raw nor swallowed."""

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from unisono import __version__
from unisono.cli import COMMANDS, collect_garbage_rarely, command_tree, main, multiply_alone
from unisono.model.errors import DataRejectedError, EvidenceError, UsageError

HEAVY = ("polars", "duckdb", "numba", "numpy", "pyarrow", "scipy", "jinja2")
CALL = "import sys; from unisono.cli import run; sys.argv = ['unisono', *sys.argv[1:]]; run()"


def call(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    command = [sys.executable, "-c", CALL, *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_help_comes_in_less_than_a_third_of_a_second() -> None:
    taken = []
    for _ in range(5):
        before = os.times()
        assert call("--help").returncode == 0
        after = os.times()
        # Processor time, which on an idle machine is all the time there is, and does not grow on a busy one.
        taken.append(after.children_user + after.children_system - before.children_user - before.children_system)
    assert min(taken) < 0.3


def test_help_imports_nothing_heavy() -> None:
    code = f"import sys; from unisono.cli import main; main(['--help']); print(set(sys.modules) & set({HEAVY}))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.splitlines()[-1] == "set()"


def test_help_names_every_command_in_whole_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert all(f"{command.name} {command.help}" in printed for command in COMMANDS)


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"unisono {__version__}\n"


def test_an_unknown_command_is_a_usage_error_with_a_suggestion(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docter"]) == 2
    assert "doctor" in capsys.readouterr().err


def test_an_unknown_option_is_a_usage_error() -> None:
    assert main(["doctor", "--no-such-option"]) == 2


@pytest.mark.parametrize(("error", "code"), [(UsageError, 2), (DataRejectedError, 3), (EvidenceError, 4)])
def test_an_error_the_user_can_mend_is_one_sentence_on_stderr_and_an_exit_code(
    error: type[UsageError], code: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(error("posts.csv\x1b[2J has no time column."), monkeypatch)
    assert main(["doctor"]) == code
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == "unisono: posts.csv<U+001B>[2J has no time column.\n"


def test_an_unexpected_error_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(ZeroDivisionError("a mistake in the program"), monkeypatch)
    with pytest.raises(ZeroDivisionError):
        main(["doctor"])


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    answer = subprocess.run(
        [sys.executable, "-c", CALL, "doctor", "--json"], stdout=writing, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writing)
    assert "Traceback" not in answer.stderr
    assert "BrokenPipe" not in answer.stderr


def test_loading_modules_sets_off_no_search_for_cycles() -> None:
    usual = gc.get_threshold()
    try:
        collect_garbage_rarely()
        assert gc.get_threshold() == (100_000, *usual[1:])
    finally:
        gc.set_threshold(*usual)


@pytest.mark.parametrize(("said", "threads"), [(None, "1"), ("3", "3")])
def test_one_thread_multiplies_unless_the_user_says_otherwise(
    said: str | None, threads: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "2")  # so that it is put back
    if said is None:
        monkeypatch.delenv("OPENBLAS_NUM_THREADS")
    else:
        monkeypatch.setenv("OPENBLAS_NUM_THREADS", said)
    multiply_alone()
    assert os.environ["OPENBLAS_NUM_THREADS"] == threads


def test_names_in_other_scripts_are_printed_whatever_the_locale() -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    code = "import sys; from unisono.cli import speak_utf8; speak_utf8(); sys.stdout.write('\\u0418\\n')"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=True)
    assert answer.stdout == "\u0418\n".encode()


def fail_with(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the command `doctor` fail with this error."""

    class Failing:
        """A command's module."""

        @staticmethod
        def command() -> None:
            """Fail."""
            raise error

    monkeypatch.setattr(command_tree, "import_module", lambda _name: Failing)


def test_a_process_ends_without_looking_for_cycles_in_what_it_leaves() -> None:
    program = (
        "import atexit, gc, sys; from unisono.cli import run; sys.argv = ['unisono', '--version']; "
        "atexit.register(lambda: print(gc.get_freeze_count() > 0)); run()"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.split()[-1] == "True"


def test_a_process_that_used_duckdb_ends_in_silence(tmp_path: Path) -> None:
    program = (
        "import sys; from unisono.cli import run; sys.argv = ['unisono', '--version']; "
        "import duckdb; duckdb.connect().sql('select 1').fetchall(); run()"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert ran.stderr == ""
