"""unisono watch reads streams into a case, tells programs and people what it sees, and says how it stands."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Timer

import orjson
import pytest

from tests.watch.streams import Push, post_line, write_lines, write_recording
from unisono.cases import create_case, find_problems, open_case
from unisono.cases.durable import writer_lock
from unisono.cases.live.alerts import append_alert, read_alerts
from unisono.cases.live.folder import make_live_folder
from unisono.cases.live.status import read_status
from unisono.cli import main
from unisono.cli.watch import stopped_by_signals
from unisono.importers.importing import import_files
from unisono.watch.looking import Looking
from unisono.watch.replay.serving import serving
from unisono.watch.replay.settings import Serving
from unisono.watch.rules import Rules

ALONE = ["--no-networks", "--quiet"]


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recorded")
    return write_recording(
        folder / "events.jsonl", posts=2_000, seconds=600, pushes=[Push(start_s=400, seconds=5)]
    ).path


@pytest.fixture
def waiting(recording: Path) -> Iterator[str]:
    """Yield a server that has sent all and stays."""
    with serving(recording, Serving(speed=None, stays=True)) as served:
        yield served.url


def told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [orjson.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_served_stream_gives_the_case_that_the_import_of_its_recording_gives(
    tmp_path: Path, recording: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(recording, Serving(speed=None)) as served:
        assert (
            main(["watch", str(tmp_path / "w"), "--from", f"jetstream:{served.url}", "--until-end", "--json", *ALONE])
            == 0
        )
    rows = told(capsys)
    assert rows[-1]["kind"] == "status" and rows[-1]["state"] == "ended" and rows[-1]["stored"] == 2_020
    assert {"subject_kind", "subject", "measure", "value", "expected", "posts_per_s", "lag_s"} <= rows[-1].keys()
    imported = create_case(tmp_path / "i")
    list(import_files(imported, [str(recording)]))
    watched = open_case(tmp_path / "w")
    for table, key in (("posts", "post_id"), ("accounts", "account_id")):
        one, other = (
            getattr(case, table)().collect().drop("source_sha256", "source_row") for case in (watched, imported)
        )
        assert one.sort(key).equals(other.sort(key)), table
    assert find_problems(watched.path) == []


def test_people_are_told_how_it_ended_and_what_to_type_next(
    tmp_path: Path, recording: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = str(tmp_path / "w")
    assert main(["watch", case, "--from", f"replay:{recording}", "--no-networks"]) == 0
    said = capsys.readouterr()
    assert "Watching replay:" in said.err and "The source has ended. 2,020 messages came" in said.err
    assert f"unisono scan {case}" in said.err and "Traceback" not in said.err


def test_alerts_go_to_stdout_to_the_case_and_to_a_file(
    tmp_path: Path, recording: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.cases.live.test_alerts import an_alert

    alerts = [an_alert()]
    monkeypatch.setattr(Looking, "look", lambda _self, _now: [alerts.pop()] if alerts else [])
    case, file = tmp_path / "w", tmp_path / "alerts.jsonl"
    assert main(["watch", str(case), "--from", f"replay:{recording}", "--json", "--alerts", str(file), *ALONE]) == 0
    (row,) = [row for row in told(capsys) if row["kind"] == "alert"]
    assert row["subject"] == "vote" and row["innocent"] == ["news"]
    assert [orjson.loads(line) for line in file.read_bytes().splitlines()] == [row]
    assert read_alerts(case) == [an_alert()]


def test_stdin_is_read_to_its_end_also_as_a_table(tmp_path: Path) -> None:
    rows = ["post_id,platform,created_at,account_id,text"]
    rows += [f'{number},twitter,2026-05-04T12:00:0{number}Z,a{number},"said {number}\nagain"' for number in range(9)]
    command = [
        sys.executable,
        "-c",
        "from unisono.cli import run; run()",
        "watch",
        str(tmp_path / "w"),
        "--from",
        "stdin",
    ]
    done = subprocess.run(
        [*command, *ALONE], input="\n".join(rows).encode(), capture_output=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    posts = open_case(tmp_path / "w").posts().collect()
    assert posts["text"].to_list() == [f"said {number}\nagain" for number in range(9)]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_the_wish_to_end_store_what_came(
    tmp_path: Path,
    waiting: str,
    number: signal.Signals,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    added, timers = Looking.add, [Timer(0.01, os.kill, (os.getpid(), number))]

    def add(self: Looking, *given: object) -> object:
        if timers:
            timers.pop().start()
        return added(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Looking, "add", add)
    source = f"jetstream:{waiting}"
    assert main(["watch", str(tmp_path / "w"), "--from", source, "--store-every", "1h", "--no-networks"]) == 0
    assert "Stopped." in capsys.readouterr().err
    status = read_status(tmp_path / "w")
    assert status is not None and status.state == "stopped" and status.stored > 0 and status.cursor is not None
    assert open_case(tmp_path / "w").counts()[0] == status.stored


def test_a_second_key_press_does_what_it_always_did() -> None:
    with stopped_by_signals() as stop:
        signal.raise_signal(signal.SIGTERM)
        assert stop.is_set()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert isinstance(stop, Event)


def test_the_status_is_told_while_it_runs_when_it_has_ended_and_when_nobody_ever_watched(
    tmp_path: Path, recording: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = create_case(tmp_path / "w").path
    assert main(["watch", str(case), "--status"]) == 0
    assert f"Nobody has watched this case: unisono watch {case} --from SOURCE" in capsys.readouterr().out
    assert main(["watch", str(case), "--status", "--json"]) == 0
    assert told(capsys) == [{"kind": "status", "is_watched": False, "state": None}]
    main(["watch", str(case), "--from", f"replay:{recording}", *ALONE])
    capsys.readouterr()
    assert main(["watch", str(case), "--status"]) == 0
    said = capsys.readouterr().out
    assert "Not being watched: its source ended at" in said and "2,020" in said
    with writer_lock(make_live_folder(case) / "watching.lock"):
        assert main(["watch", str(case), "--status", "--json"]) == 0
    (row,) = told(capsys)
    assert row["is_watched"] is True and row["state"] == "ended" and row["stored"] == 2_020


def test_a_full_disk_is_exit_code_3_and_the_case_goes_on_from_there(
    tmp_path: Path, recording: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = [sys.executable, "-c", "from unisono.cli import run; run()", "watch", str(tmp_path / "w")]
    create_case(tmp_path / "w")
    # The largest file that this shell's children may write is 40 blocks of 512 bytes.
    limited = (
        f"ulimit -f 40; trap '' XFSZ; exec {subprocess.list2cmdline(run)} --from replay:{recording} {' '.join(ALONE)}"
    )
    done = subprocess.run(["/bin/sh", "-c", limited], capture_output=True, timeout=120, check=False)
    assert done.returncode == 3 and b"cannot be written" in done.stderr and b"Traceback" not in done.stderr, done.stderr
    assert all(problem["code"] == "leftover" for problem in find_problems(tmp_path / "w"))
    assert main(["watch", str(tmp_path / "w"), "--from", f"replay:{recording}", *ALONE]) == 0
    assert open_case(tmp_path / "w").posts().collect().height == 2_020


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ([], "Say where posts come from"),
        (["--from", "pigeon"], "is no source of live posts"),
        (["--from", "replay:/nowhere"], "nowhere"),
        (["--from", "stdin", "--only", "raising"], "there is no live detector raising"),
        (["--from", "stdin", "--window", "soon"], "--window soon is no time"),
        (["--from", "stdin", "--store-every", "any"], "--store-every any is no time"),
        (["--from", "stdin", "--when-behind", "cry"], "type wait or drop"),
        (["--from", "stdin", "--buffer", "big"], "--buffer big is no size"),
        (["--from", "stdin", "--speed", "0"], "--speed 0"),
        (["--from", "stdin", "--rules", "/nowhere.toml"], "/nowhere.toml cannot be read"),
        (["--from", "stdin", "--alerts", "/nowhere/alerts"], "--alerts /nowhere/alerts cannot be written"),
        (["--from", "stdin", "--webhook", "http://example.org"], "name an https:// address"),
        (["--from", "stdin", "--track", "#"], "--track"),
        (["--from", "stdin", "--track", "https://"], "names nothing"),
        (["--from", "stdin", "--speed", "2"], "--speed is for --from replay only"),
    ],
)
def test_what_means_nothing_is_told_before_anything_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], says: str
) -> None:
    assert main(["watch", str(tmp_path / "w"), *options]) == 2
    assert says in capsys.readouterr().err and not (tmp_path / "w").exists()


def test_the_rules_are_printed_without_a_case_and_are_read_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["watch", "--example-rules"]) == 0
    (tmp_path / "rules.toml").write_text(capsys.readouterr().out)
    assert Rules.read(tmp_path / "rules.toml") == Rules()


def test_an_alert_of_before_is_not_printed_again(
    tmp_path: Path, recording: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.cases.live.test_alerts import an_alert

    case = create_case(tmp_path / "w").path
    append_alert(case, an_alert())
    assert main(["watch", str(case), "--from", f"replay:{recording}", "--json", "--only", "networks", *ALONE]) == 0
    assert [row["kind"] for row in told(capsys) if row["kind"] != "status"] == []


def test_lines_of_no_known_format_are_refused_with_exit_code_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_lines(tmp_path / "x.jsonl", [b'{"a":1}'])
    assert main(["watch", str(tmp_path / "w"), "--from", f"replay:{file}", *ALONE]) == 3
    assert "--format" in capsys.readouterr().err
    assert main(["watch", str(tmp_path / "w"), "--from", f"replay:{write_lines(file, [post_line(1, 1)])}", *ALONE]) == 0
