"""Tests of the political words of a case of its own."""

from datetime import UTC, datetime
from pathlib import Path

from unisono.cases import create_case
from unisono.cases.events import Event, keep_event
from unisono.cases.targets import Target, add_target
from unisono.content.purposes.own_words import own_words


def test_targets_and_events_give_their_names_and_hashtags(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    assert own_words(case.path) == ()
    add_target(case.path, Target("quill", aliases=("Ana  Quill", "AQ"), hashtags=("StopQuill",)))
    keep_event(case.path, Event("harbour vote", datetime(2018, 7, 1, tzinfo=UTC)))
    assert own_words(case.path) == ("#StopQuill", "Ana Quill", "harbour vote")
