"""Sizes are measured one by one and kept beside those that were measured before."""

from pathlib import Path

import pytest
from benchmarks.growth.__main__ import main, size_of
from benchmarks.growth.measuring import keep_runs, measure_size, read_runs
from benchmarks.growth.posts import Sharing

from tests.benchmarks.growth.grown_by_hand import grown


def test_a_size_is_imported_and_scanned_and_cleared_away(tmp_path: Path) -> None:
    found = measure_size(tmp_path / "size", Sharing(2_000), twin=False)
    assert set(found.steps) == {"import", "scan without twin"}
    assert found.posts == 2_000 and found.emitted > 0
    assert all(one.peak_megabytes > 50 for one in found.steps.values())
    assert not (tmp_path / "size").exists()


def test_measurements_are_kept_in_the_place_of_those_of_the_same_size_and_law(tmp_path: Path) -> None:
    file = tmp_path / "results" / "growth-runs.json"
    assert read_runs(file) == []
    keep_runs(file, [grown(300_000), grown(100_000)])
    keep_runs(file, [grown(100_000, networks=99), grown(100_000, most_acts=20_000)])
    kept = read_runs(file)
    assert [(run.posts, run.most_acts, run.networks) for run in kept] == [
        (100_000, 2_000, 99), (100_000, 20_000, 3), (300_000, 2_000, 3),
    ]  # fmt: skip
    assert kept[2] == grown(300_000)


def test_the_program_leaves_out_what_is_too_large_and_writes_page_and_figure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    keep_runs(tmp_path / "results" / "growth-runs.json", [grown(100_000), grown(30_000_000)])
    assert main(["--sizes", "2M", "--most", "1M", "--page", str(page)]) == 0
    assert "2,000,000 posts are more than --most 1M" in capsys.readouterr().err
    text = page.read_text()
    assert "| 30,000,000 | 2,000 |" in text and "(pictures/growth.svg)" in text
    assert (tmp_path / "pictures" / "growth.svg").exists()


def test_sizes_are_written_shortly() -> None:
    assert [size_of(written) for written in ("300k", "1M", "0.5M", "20000")] == [300_000, 1_000_000, 500_000, 20_000]
