"""Rates are read back as they were written, and their file keeps a day."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from unisono.cases import create_case
from unisono.cases.live import rates
from unisono.cases.live.rates import Rate, append_rate, read_rates

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def test_rates_after_a_moment_are_read_and_a_torn_line_is_not(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    told = [Rate(NOON + timedelta(seconds=10 * place), 7 * place, 1, 0.25, 3) for place in range(4)]
    for one in told:
        append_rate(case, one)
    with (case / "live" / rates.FILE).open("a") as handle:
        handle.write('{"at":"2026-05-01T12:0')
    assert read_rates(case) == told
    assert read_rates(case, NOON + timedelta(seconds=10)) == told[2:]


def test_a_case_that_was_never_watched_has_no_rates(tmp_path: Path) -> None:
    assert read_rates(create_case(tmp_path / "case").path, NOON) == []


def test_a_long_file_keeps_its_last_day(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    append_rate(case, Rate(NOON, 1))
    file = case / "live" / rates.FILE
    file.write_text(file.read_text() * rates.MOST_LINES)
    newest = Rate(NOON + 2 * rates.KEPT, 5)
    append_rate(case, newest)
    assert read_rates(case) == [newest]
