"""The status is written about once a second, and says whether the watcher is behind."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from tests.watch.receptions import Given
from unisono.cases import Case, create_case
from unisono.cases.live.rates import read_rates
from unisono.cases.live.status import read_status
from unisono.watch.keeping.storing import Storing
from unisono.watch.looking import Looking, LookingSettings
from unisono.watch.pressure import Pressure
from unisono.watch.standing import Standing
from unisono.watch.status_writing import StatusWriter

START = 1_777_896_000.0


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return create_case(tmp_path / "case")


def writer_of(case: Case, moments: Iterator[float]) -> StatusWriter:
    return StatusWriter(
        case.path,
        Standing("ws:x", False, datetime.fromtimestamp(START, UTC)),
        Given([]),
        Storing(case, "ws:x"),
        Looking(case.path, LookingSettings(search=None)),
        Pressure(),
        lambda: next(moments),
    )


def test_a_status_is_written_when_a_second_is_over_and_a_rate_when_ten_are(case: Case) -> None:
    writer = writer_of(case, count(START, 0.25))
    writer.begin()
    written = [writer.write_due() for _ in range(40)]
    assert written[0] is not None and written[1] is None
    assert 5 < sum(status is not None for status in written) < 40
    assert len(read_rates(case.path)) == 1


def test_a_watcher_under_pressure_is_behind_and_says_since_when(case: Case) -> None:
    writer = writer_of(case, count(START))
    assert writer.state() == "connected"
    writer.pressure.note(3.0, START)
    writer.pressure.count(7)
    writer.write()
    status = read_status(case.path)
    assert status is not None
    assert (status.state, status.coarse_spans, status.coarse_posts) == ("behind", 1, 7)
    assert status.coarse_since == datetime.fromtimestamp(START, UTC)
