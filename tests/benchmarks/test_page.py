"""A page holds everything that is kept, the bars first, and each section with its day and machine."""

from pathlib import Path

from benchmarks.kept import Conditions, Kept, keep
from benchmarks.page import bars_table, renew, results_of, table_of, write_page
from benchmarks.processes import Measured
from benchmarks.sections import Row, Section

THEN = Conditions("2026-01-02", "a machine of 2 cores", "unisono 0.1.0", 0.0)
NOW = Conditions("2026-03-04", "another machine", "unisono 0.2.0", 1.5)


def kept(part: str, title: str, told: str, conditions: Conditions = THEN, posts: int = 10) -> Kept:
    rows = [Row(Measured("a scan", 1.0, 2.0, 300.0), 12.3, "as told")]
    return Kept(part, {"posts": posts}, conditions, Section(title, rows, [told], [], {}))


def test_a_section_measured_anew_takes_the_place_of_the_old_one_with_its_day(tmp_path: Path) -> None:
    keep(tmp_path, kept("texts", "Texts", "old texts"))
    keep(tmp_path, kept("pictures", "Pictures", "some pictures"))
    before = write_page(tmp_path)
    keep(tmp_path, kept("texts", "Texts", "new texts", NOW))
    after = write_page(tmp_path)
    assert "old texts" in before and "old texts" not in after
    assert "Measured on 2026-03-04: another machine; unisono 0.2.0. Compare processor seconds only (other" in after
    assert before.partition("## Pictures")[2] == after.partition("## Pictures")[2]
    assert "Measured on 2026-01-02: a machine of 2 cores; unisono 0.1.0.\n" in after


def test_the_bars_come_first_and_sections_in_their_order(tmp_path: Path) -> None:
    for part in ("startup", "another", "toolkit"):
        keep(tmp_path, kept(part, part.title(), "told"))
    text = write_page(tmp_path)
    places = [text.index(f"## {title}\n") for title in ("Bars", "Toolkit", "Startup", "Another")]
    assert places == sorted(places)
    assert "| a scan | 1.00 | 2.00 | 300 | 12 | as told |" in text


def test_a_page_of_its_own_keeps_its_results_beside_it(tmp_path: Path) -> None:
    page = tmp_path / "docs" / "page.md"
    keep(results_of(page), kept("texts", "Texts", "told"))
    renew(page)
    assert "## Texts" in page.read_text()
    assert results_of(page) == tmp_path / "docs" / "results"


def test_a_bar_that_nobody_measured_says_so() -> None:
    table = bars_table({}).splitlines()
    assert all(line.endswith("|  | not measured |  |") for line in table[2:])


def test_the_table_for_the_terminal_has_columns_of_equal_width() -> None:
    rows = [Row(Measured("short", 1.0, 2.0, 3.0)), Row(Measured("a longer name", 100.0, 2.0, 3.0), 0.5)]
    lines = table_of(rows).splitlines()
    assert lines[0].index("CPU s") + len("CPU s") == lines[1].index("1.00") + 4 == lines[2].index("100.00") + 6
