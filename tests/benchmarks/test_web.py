"""Pages of the workbench are timed one by one, and a late or missing one is named."""

from pathlib import Path

from benchmarks.web import Timed, measure_web, table_of

from tests.cli.scanned_case import scanned_case


def test_each_kind_of_page_is_asked_for_and_has_its_line(tmp_path: Path) -> None:
    section = measure_web(tmp_path, 8, scanned_case(tmp_path / "party").path)
    table = section.sentences[-1].splitlines()
    assert "8 posts of 4 accounts" in section.sentences[0]
    assert sum(line.startswith("| /case/party") for line in table) == len(table) - 2 > 20
    assert any(line.startswith("| /case/party/network/1 |") for line in table)
    assert section.figures["pages"] == len(table) - 2 >= section.figures["pages_in_time"]
    assert section.figures["most_ms"] > 0


def test_a_page_that_is_late_or_missing_is_named() -> None:
    late = Timed("/case/a/posts", 200, 20.0, None, (30.0, 501.0))
    missing = Timed("/case/a/no", 404, 1.0, None, (1.0,))
    computed = Timed("/case/a/texts", 200, 320.0, 12.34, (9.0, 11.0))
    assert [page.is_within_bar for page in (late, missing, computed)] == [False, False, True]
    table = table_of([late, missing, computed])
    assert "| /case/a/posts | 20 |  | 266 | 501 | later than the bar |" in table
    assert "answers 404" in table and "| 320 | 12.3 | 10 | 11 |  |" in table
