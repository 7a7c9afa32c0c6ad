"""The section on growth has a row for each size, what fits them, and figures for the bars."""

from benchmarks.growth.section import section_of
from benchmarks.processes import Measured

from tests.benchmarks.growth.grown_by_hand import grown

RUNS = [grown(100_000, 0.8), grown(1_000_000), grown(1_000_000, 80.0, 20_000), grown(30_000_000), grown(100_000_000)]


def test_each_size_has_its_row_and_what_was_not_measured_is_empty() -> None:
    text = "\n".join(section_of(RUNS).sentences)
    assert "| 1,000,000 | 2,000 | 5,000,000 | 9.0 | 3.0 | 70.0 | 5.3 | 10.6 | 300 |" in text
    assert "| 30,000,000 | 2,000 | 150,000,000 |  |  |  | 124 |" in text
    assert "the segments were written directly" in text


def test_fits_are_told_with_their_share_of_the_variance_and_what_is_left() -> None:
    text = "\n".join(section_of(RUNS).sentences)
    assert "- scan without twin: 4.00 us a post + 20.0 ns an emitted pair + 1.20 CPU s in any case, by 5 sizes" in text
    assert "100.0% of the variance" in text
    assert "| 100,000 | 2,000 | +0% |" in text


def test_figures_are_those_of_the_largest_usual_size() -> None:
    figures = section_of(RUNS).figures
    assert figures["posts"] == 100_000_000 and figures["has_twin"] == 1.0
    assert figures["peak_megabytes"] == 10_210.0
    assert figures["worst_growth"] <= 1.0
    assert section_of([grown(1_000_000, 80.0, 20_000)]).figures == {}


def test_sizes_of_one_day_and_machine_share_a_line_and_a_twin_with_networks_is_a_difference() -> None:
    section = section_of([*RUNS, grown(3_000_000, twin_networks=2)])
    assert sum("Measured on 2026-01-02" in line for line in section.sentences) == 1
    assert section.differences == ["growth: 2 networks in the twin of 3,000,000 posts"]


def test_a_scan_without_its_twin_is_told_as_such() -> None:
    alone = {"scan without twin": Measured("scan", 700.0, 900.0, 9_842.0)}
    figures = section_of([grown(100_000_000, steps=alone)]).figures
    assert figures["has_twin"] == 0.0 and figures["peak_megabytes"] == 9_842.0
