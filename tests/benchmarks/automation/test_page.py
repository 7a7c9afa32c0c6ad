"""The page says every figure, its figure draws every bin, and without the labelled accounts both are left alone."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from benchmarks.automation.figure import SIDE, TOP, draw_calibration
from benchmarks.automation.measures import (
    ActMeasures,
    FieldMeasure,
    Measures,
    ProfileMeasures,
    Row,
    Spoken,
    Transfer,
)
from benchmarks.automation.page import where_fewer, write_page
from benchmarks.automation.scores import Bin, Score

from benchmarks.automation import __main__ as automation

ROW = Row("RTbust", 738, Score(0.851, 0.823, 0.879), Score(0.155, 0.139, 0.17), 0.25)
BINS = [Bin(74, 0.1, Score(0.12, 0.06, 0.21)), Bin(74, 0.9, Score(0.93, 0.85, 0.97))]
MEASURES = Measures(
    ActMeasures(
        run=372,
        draws=4,
        all_acts=ROW,
        bins=BINS,
        by_acts=[(100, 0.775, 0.193), (1_600, 0.84, 0.16)],
        samples=[(0.1, ROW)],
        reached=[(0.8, 0.349, 0.033)],
        tried=[("none", 0.851)],
        covered=[(200, 0.953)],
    ),
    ProfileMeasures(
        run=991,
        fields=[FieldMeasure("age", 0.318, 0.0, "the day of making"), FieldMeasure("ratio", 0.46, 0.493, "")],
        rows=[ROW],
        within_quarters=[0.928],
        bins=BINS,
    ),
    [Transfer("acts", "RTbust", Row("simulated", 988, Score(0.5, 0.4, 0.6), Score(0.37, 0.3, 0.4), 0.25))],
    [Spoken("people", 511, (0.027, 0.108, 0.0))],
    {"run": 0.93, "people": 0.75, "world_run": 0.25, "world_people": 0.36},
)


def test_every_figure_is_on_the_page() -> None:
    page = write_page(MEASURES)
    for part in (
        "**AUC 0.851 (0.823 to 0.879), Brier 0.155 (0.139 to 0.170)**; knowing nothing: 0.250.",
        "| 100 in a row | 0.775 | 0.193 |",
        "| 1,600 in a row | 0.840 | 0.160 |",
        "| 10 % picked at random | 0.851 | 0.155 |",
        "| 0.8 | 34.9 % | 3.3 % |",
        "| none | 0.851 |",
        "| 200 | 95 % |",
        "| age | 0.318 | 0.000 | no: the day of making |",
        "| ratio | 0.460 | 0.493 | yes |",
        "| RTbust | 0.851 (0.823 to 0.879) | 0.155 (0.139 to 0.170) | 0.250 | 0.928 |",
        "| acts | RTbust | simulated | 988 | 0.500 (0.400 to 0.600) | 0.370 (0.300 to 0.400) | 0.250 |",
        "| people | 511 | 2.7 % | 10.8 % | 0.0 % |",
        "*Simulated* are 988 accounts",
    ):
        assert part in page
    assert max(len(line) for line in page.splitlines() if not line.startswith(("|", "!"))) <= 118


def test_an_estimate_says_less_where_fewer_are_run_by_programs() -> None:
    # Of 1,000 accounts 50 are run by programs; 40 of these and 190 of the others have such acts.
    assert where_fewer(0.8, 0.05) == pytest.approx(50 * 0.8 / (50 * 0.8 + 950 * 0.2))
    assert where_fewer(0.8, 0.5) == pytest.approx(0.8)


def test_the_figure_draws_each_bin_where_it_is_on_a_ground_of_its_own() -> None:
    drawing = ElementTree.fromstring(draw_calibration([("One & all", BINS), ("Other", BINS[:1])]))
    name = "{http://www.w3.org/2000/svg}"
    marks = [(float(dot.get("cx", "")), float(dot.get("cy", ""))) for dot in drawing.iter(f"{name}circle")]
    assert len(marks) == 3
    assert marks[0][0] < marks[1][0] < marks[2][0]
    assert marks[1][1] == pytest.approx(TOP + SIDE * (1 - 0.93), abs=0.1)
    assert drawing.find(f"{name}rect").get("fill") == "#ffffff"  # type: ignore[union-attr]
    assert "One & all" in [text.text for text in drawing.iter(f"{name}text")]


def test_without_the_labelled_accounts_nothing_is_written_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(automation, "TIMELINES", tmp_path / "none")
    monkeypatch.setattr(automation, "PAGE", tmp_path / "page.md")
    assert automation.main([]) == 0
    assert "left as it is" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_with_them_page_and_figure_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("TIMELINES", "PROFILES"):
        (tmp_path / name).touch()
        monkeypatch.setattr(automation, name, tmp_path / name)
    monkeypatch.setattr(automation, "ROOT", tmp_path)
    monkeypatch.setattr(automation, "PAGE", tmp_path / "page.md")
    monkeypatch.setattr(automation, "FIGURE", tmp_path / "figure.svg")
    monkeypatch.setattr(automation, "measure_all", lambda: MEASURES)
    assert automation.main([]) == 0
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == write_page(MEASURES)
    assert "Cresci" in (tmp_path / "figure.svg").read_text(encoding="utf-8")
    assert "AUC 0.851 (0.823 to 0.879)" in capsys.readouterr().out
