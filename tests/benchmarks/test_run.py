"""The benchmarks run on a tiny size, and notice results that differ."""

import sys
from pathlib import Path

import numpy as np
import pytest
from benchmarks.processes import CommandFailedError, Measured, measure, together
from benchmarks.workloads import make_dense, make_sharing, write_toolkit_table

from benchmarks import page as page_of_results
from benchmarks import run, sections, toolkit


def test_the_dense_part_runs_and_agrees_with_sql(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.md"
    assert run.main(["--only", "dense", "--dense-posts", "20000", "--page", str(page)]) == 0
    assert "a DuckDB join counts" in page.read_text()
    assert "20,000 dense posts" in capsys.readouterr().out


def test_edges_that_differ_from_the_toolkits_end_in_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    took = Measured("toolkit", 1.0, 1.0, 1.0)
    monkeypatch.setattr(toolkit, "install_toolkit", lambda: Path("python"))
    # Of edges that differ the first are told: this one comes before all, whoever the accounts are.
    monkeypatch.setattr(sections, "_run_toolkit", lambda *_: (took, {("", "nobody"): 3}))
    assert run.main(["--only", "toolkit", "--posts", "3000", "--page", str(tmp_path / "page.md")]) == 1
    assert "('', 'nobody'): None for 3" in capsys.readouterr().err


def test_a_command_is_measured_with_all_it_starts(tmp_path: Path) -> None:
    busy = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'sum(range(3 * 10**7))']); print('done')"
    measured = measure("busy", [sys.executable, "-c", busy], tmp_path / "out")
    assert measured.cpu_seconds > 0.2
    assert 3 < measured.peak_megabytes < 60
    assert (tmp_path / "out").read_text() == "done\n"
    measure("short", [sys.executable, "-c", "print(1)"], tmp_path / "out")
    assert (tmp_path / "out").read_text() == "1\n"
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


def test_quick_sizes_are_those_of_the_bars_where_that_takes_seconds() -> None:
    full, quick = run._read_arguments([]), run._read_arguments(["--quick"])
    assert full.live_seconds == 600 and quick.live_seconds == 60
    assert full.posts == quick.posts == 1_000_000
    assert run._read_arguments(["--quick", "--text-posts", "20"]).text_posts == 20
    assert set(full.only) - set(quick.only) == set(run.LEFT_OUT_OF_QUICK)


def test_a_part_renews_its_own_section_and_leaves_those_of_the_others(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    for part in ("arithmetic", "startup"):
        assert (
            run.main(["--only", part, "--posts", "5000", "--dense-posts", "5000", "--starts", "1", "--page", str(page)])
            == 0
        )
    text = page.read_text()
    assert (
        text.index("## Bars") < text.index("## Bytes and pairs a second") < text.index("## Starting the command line")
    )
    assert sorted(file.name for file in (tmp_path / "results").iterdir()) == ["arithmetic.json", "startup.json"]
    before = (tmp_path / "results" / "startup.json").read_text()
    assert run.main(["--only", "arithmetic", "--posts", "6000", "--dense-posts", "6000", "--page", str(page)]) == 0
    assert (tmp_path / "results" / "startup.json").read_text() == before
    assert "6,000 dense posts" in page.read_text()


def test_every_part_of_a_run_has_its_place_on_the_page() -> None:
    assert set(run.PARTS) == set(page_of_results.ORDER)
    assert {name for names, _ in run.PARTS.values() for name in names} == set(run.FULL) == set(run.QUICK)


def test_speeds_of_imports_are_those_of_twitters_posts() -> None:
    printed = [
        "Posts of v1.1, whole profiles: 150 posts, 475 MB, 3,167 bytes a post",
        "orjson loop, ids only          150,000 posts     59,116 posts/s     187 MB/s",
        "import into a case             149,922 posts     60,565 posts/s     192 MB/s",
        "import into a case, gzip       149,922 posts    158,289 posts/s     185 MB/s",
        "times the speed of the orjson loop: 1.26, 1.03",
        "",
        "Mastodon statuses: 300 rows, 5 MB, 100 bytes a row",
        "import into a case             300,000 posts     11,000 posts/s      10 MB/s",
    ]
    assert sections.posts_a_second(printed) == [60_565.0, 158_289.0]


def test_a_part_that_fails_lets_the_others_have_their_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(run: object) -> sections.Section:
        raise CommandFailedError("a program ended with 1")

    monkeypatch.setitem(run.PARTS, "dense", ((), fail))
    monkeypatch.setitem(run.PARTS, "startup", (("starts",), lambda _: sections.Section("Starting", [], ["told"])))
    assert run.main(["--only", "dense", "startup", "--page", str(tmp_path / "page.md")]) == 1
    said = capsys.readouterr().err
    assert "dense: a program ended with 1" in said and "Not measured, see above: dense" in said
    assert "## Starting" in (tmp_path / "page.md").read_text()
