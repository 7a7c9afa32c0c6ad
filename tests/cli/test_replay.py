"""The command that serves a recorded stream: what it prints first, what it tells, and what it refuses."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.watch.replay.listening import listen
from tests.watch.streams import post_line, write_lines
from unisono.cli import main

LINES = [post_line(number % 3, number) for number in range(20)]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("replayed")
    return write_lines(folder / "made.jsonl.gz", [*LINES, b'{"did":"did:plc:\x1b[31mtorn'])


@contextmanager
def running(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run the command as its users do, and end it as a service is ended."""
    call = [sys.executable, "-c", "from unisono.cli import run; run()", "replay", *arguments]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)


def test_the_first_line_is_the_address_and_faults_are_told_on_stderr(path: Path) -> None:
    with running("--json", str(path), "--serve", "127.0.0.1:0", "--speed", "max") as process:
        assert process.stdout is not None and process.stderr is not None
        told = json.loads(process.stdout.readline())
        assert told["url"].startswith("ws://127.0.0.1:")
        assert (told["as"], told["lines"], told["damaged"]) == ("jetstream", 20, 1)
        assert [line.encode() for line in listen(told["url"])] == LINES
        assert [line.encode() for line in listen(told["url"] + told["paths"][0])] == LINES
        process.send_signal(signal.SIGTERM)
        rest, talk = process.communicate(timeout=20)
        assert (rest, process.returncode) == ("", 0)
        assert "Serving 20 messages as jetstream" in talk and "1 lines are damaged" not in talk
        assert "1 line is damaged" in talk and "--with-damaged" in talk
        assert "<U+001B>" in talk and "\x1b" not in talk, "what strangers wrote cannot act on a terminal"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--serve", "0.0.0.0:8000"), "--serve 127.0.0.1:0"),
        (("--serve", "127.0.0.1:many"), "--serve 127.0.0.1:0"),
        (("--speed", "fast"), "--speed max"),
        (("--as", "usenet"), "--as jetstream"),
        (("--peak", "100:10@0"), "--rate 100"),
        (("--rate", "5", "--peak", "often"), "RATE:SECONDS@START"),
        (("--silence", "long"), "SECONDS@MESSAGES"),
        (("--disconnect-how", "gently"), "close, reset, torn, mixed"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_type(
    path: Path, arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["replay", str(path), *arguments]) == 2
    assert words in capsys.readouterr().err


def test_a_file_without_a_stream_is_rejected_and_a_missing_one_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "words.txt").write_text("no stream")
    assert main(["replay", str(tmp_path / "words.txt")]) == 3
    assert main(["replay", str(tmp_path / "nowhere.jsonl")]) == 2
    assert "nowhere.jsonl" in capsys.readouterr().err


def test_ctrl_c_ends_it(path: Path) -> None:
    with running(str(path), "--json") as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
