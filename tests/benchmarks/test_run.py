"""The benchmarks run on a tiny size, and notice results that differ."""

import sys
from pathlib import Path

import numpy as np
import pytest
from benchmarks.processes import CommandFailedError, Measured, measure, together
from benchmarks.workloads import make_dense, make_sharing, write_toolkit_table

from benchmarks import run, sections, toolkit


def test_the_dense_part_runs_and_agrees_with_sql(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.md"
    assert run.main(["--only", "dense", "--dense-posts", "20000", "--page", str(page)]) == 0
    assert "a DuckDB join counts" in page.read_text()
    assert "20,000 dense posts" in capsys.readouterr().out.splitlines()[-1]


def test_edges_that_differ_from_the_toolkits_end_in_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    took = Measured("toolkit", 1.0, 1.0, 1.0)
    monkeypatch.setattr(toolkit, "install_toolkit", lambda: Path("python"))
    monkeypatch.setattr(sections, "_run_toolkit", lambda *_: (took, {("a1", "nobody"): 3}))
    assert run.main(["--only", "toolkit", "--posts", "3000", "--page", str(tmp_path / "page.md")]) == 1
    assert "('a1', 'nobody'): None for 3" in capsys.readouterr().err


def test_a_command_is_measured_with_all_it_starts(tmp_path: Path) -> None:
    busy = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'sum(range(3 * 10**7))']); print('done')"
    measured = measure("busy", [sys.executable, "-c", busy], tmp_path / "out")
    assert measured.cpu_seconds > 0.2
    assert 3 < measured.peak_megabytes < 60
    assert (tmp_path / "out").read_text() == "done\n"
    assert together("both", measured, measured).cpu_seconds == 2 * measured.cpu_seconds


def test_a_command_that_fails_says_why() -> None:
    with pytest.raises(CommandFailedError, match="no such case"):
        measure("failing", [sys.executable, "-c", "raise SystemExit('no such case')"])


def test_workloads_repeat_and_have_their_size(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("UNISONO_BENCH", str(tmp_path))
    for make in (make_sharing, make_dense):
        once, again = make(5000), make(5000)
        assert once.source == "benchmarks/workloads.py"
        assert len(once.objects) == len(once.accounts) == len(once.times) == 5000
        assert np.array_equal(once.times, again.times)
    write_toolkit_table(make_sharing(50), tmp_path / "table.csv")
    lines = (tmp_path / "table.csv").read_text().splitlines()
    assert lines[0] == "message_id,user_id,username,repost_id,reply_id,message,timestamp,urls"
    assert len(lines) == 51
    assert lines[1].startswith("c0,a")


def test_a_stream_is_measured_for_long_alone_and_shortly_among_the_others() -> None:
    assert run._read_arguments(["--only", "live"]).live_seconds == 600
    assert run._read_arguments([]).live_seconds == run.FULL["live_seconds"] == 60
    assert run._read_arguments(["--only", "live", "--live-seconds", "20"]).live_seconds == 20
