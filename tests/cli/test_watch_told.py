"""What a watch prints: lines for programs at once, blocks for people, and one line that says how it stands."""

from dataclasses import replace
from datetime import UTC, datetime

import orjson
import pytest

from tests.cases.live.test_alerts import an_alert
from unisono.cases.live.gaps import Gap
from unisono.cases.live.status import Status
from unisono.cli.output import Output
from unisono.cli.watch_told import Telling
from unisono.watch.delivery.delivering import Delivering

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)
STATUS = Status("connected", "jetstream", 7, AT, AT, stored=3)
GAP = Gap("jetstream", AT, None, "silent")


def telling(*, as_json: bool = False, is_terminal: bool = False, quiet: bool = False) -> Telling:
    moments = iter(range(0, 10_000, 3))
    return Telling(Output(as_json, quiet), "case", Delivering(), is_terminal, clock=lambda: float(next(moments)))


def test_people_read_blocks_on_stdout_and_nothing_else_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    one = telling()
    one.alert(an_alert(), STATUS)
    one.gap(GAP, STATUS)
    one.status(STATUS)
    said = capsys.readouterr()
    assert said.out.startswith("ALERT 2026-05-01 12:00:03 UTC  hashtag vote") and "\nGAP   2026" in said.out
    assert said.err == ""


def test_a_terminal_has_a_line_that_is_drawn_over(capsys: pytest.CaptureFixture[str]) -> None:
    one = telling(is_terminal=True)
    one.status(STATUS)
    one.status(replace(STATUS, stored=4))
    one.say("something")
    said = capsys.readouterr().err
    assert said.count("\r\x1b[K") == 3 and "4 posts stored" in said and said.endswith("something\n")


def test_quiet_draws_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    one = telling(is_terminal=True, quiet=True)
    one.status(STATUS)
    one.alert(an_alert(), STATUS)
    assert capsys.readouterr().err == ""


def test_programs_read_the_state_when_it_changes_and_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    one = telling(as_json=True)
    for state in ("connected", "connected", "connected", "connected", "connected", "reconnecting"):
        one.status(replace(STATUS, state=state))
    rows = [orjson.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["state"] for row in rows] == ["connected", "connected", "reconnecting"]


def test_hostile_words_of_a_stream_stay_words(capsys: pytest.CaptureFixture[str]) -> None:
    hostile = replace(an_alert(), subject="\x1b[2J\u202evote\r", because="40 accounts\x07.")
    telling().alert(hostile, STATUS)
    telling(is_terminal=True).status(replace(STATUS, state="\x1b[2J"))
    said = capsys.readouterr()
    assert not any(mark in said.out for mark in ("\x1b", "\u202e", "\r", "\x07"))
    assert said.err.count("\x1b") == 1


def test_why_a_connection_broke_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    one = telling()
    for _ in range(3):
        one.status(replace(STATUS, state="reconnecting", problem="The server closed the connection."))
    assert capsys.readouterr().err == "The server closed the connection.\n"
