"""How a watch stands is told in words with units; what does not apply is left out."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unisono.cases import create_case
from unisono.cases.live.status import Status, write_status
from unisono.cli.output import Output
from unisono.cli.watch_status import print_status, status_words

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)
STATUS = Status(
    "connected", "jetstream", 7, AT, AT, received=1_210, posts=1_200, stored=1_100, duplicates=100, rejected=10,
    dropped={"the buffer was full": 2}, left_out=5, posts_per_s=3.6, lag_s=0.25, behind_s=90.0, clock_skew_s=2.0,
    buffer_lines=4, buffer_bytes=1 << 20, memory_bytes=400 << 20, watermark_at=AT, cursor="17",
    movers=[{"kind": "hashtag", "item": "vote", "posts": 9}],
)  # fmt: skip


def told(status: Status, *, is_watched: bool = True) -> dict[str, str]:
    return {what: value for what, value in status_words(status, is_watched=is_watched) if value}


def test_figures_are_told_in_words_with_their_units() -> None:
    said = told(STATUS)
    assert said["posts a second, of the last ten seconds"] == "3.6"
    assert said["lag, from arrival to being looked at"] == "0.25 seconds"
    assert said["the newest post is from before"] == "1.5 minutes"
    assert said["memory held"] == "400 MiB" and said["lines that wait"] == "4 (1.0 MiB)"
    assert said["rising: hashtag vote"] == "9 posts" and said["goes on after (cursor)"] == "17"
    assert not any("_" in what for what in said)


def test_what_nobody_asked_for_is_told_apart_from_what_was_lost() -> None:
    said = told(STATUS)
    assert said["left out: not tracked"] == "5" and said["dropped: the buffer was full"] == "2"


def test_what_changes_by_the_second_is_not_told_of_a_watch_that_is_over() -> None:
    said = told(replace(STATUS, state="ended"), is_watched=False)
    assert not any("second" in value for value in said.values()) and "memory held" not in said


def test_what_never_happened_takes_no_room() -> None:
    said = told(Status("connected", "stdin", 7, AT, AT))
    assert "came again, stored once" not in said and said["alerts"] == "0" and said["messages received"] == "0"


def test_a_hostile_source_and_subject_cannot_steer_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = create_case(tmp_path / "case")
    mover = {"kind": "hashtag", "item": "\u202e\x1b[2J<b>", "posts": 9}
    write_status(case.path, replace(STATUS, source="stdin\x1b[31m", movers=[mover]))
    print_status(Output(as_json=False, quiet=False), case.path)
    said = capsys.readouterr().out
    assert "rising: hashtag" in said and "\x1b[2J" not in said and "\u202e" not in said and "\x1b[31m" not in said


def test_a_watcher_that_is_behind_says_since_when_and_what_went_wrong_with_the_search() -> None:
    said = told(replace(STATUS, coarse_since=AT, coarse_spans=2, coarse_posts=40_000, search_problem="no memory"))
    assert said["behind, looked at less thoroughly since"].startswith("2026-05-01T12:00:00")
    assert said["times it was behind and looked less thoroughly"] == "2"
    assert said["posts that were looked at less thoroughly"] == "40,000"
    assert said["search for networks, went wrong"] == "no memory"
    assert not any("thoroughly" in what or "went wrong" in what for what in told(STATUS))
