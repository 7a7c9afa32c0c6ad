"""A lookout asks the detectors that are on, and sees targets and watchlists as soon as they are added."""

from pathlib import Path

from tests.watch.live_posts import START, frame, post
from unisono.cases.targets import Target, add_target
from unisono.cases.watchlists import Member, Watchlist, keep_watchlist
from unisono.watch.detectors import LIVE_DETECTORS
from unisono.watch.looking import only
from unisono.watch.lookout import Lookout
from unisono.watch.rules import Rules
from unisono.watch.windows import Windows


def test_a_case_that_was_told_of_the_world_meanwhile_is_read_again(tmp_path: Path) -> None:
    lookout = Lookout(tmp_path, Rules())
    first = lookout.known()
    assert (first.targets.targets, first.watchlists) == ((), ())
    assert lookout.known() is first
    add_target(tmp_path, Target("mayor"))
    keep_watchlist(tmp_path, Watchlist("list", (Member(handle="ann", reason="named"),)))
    second = lookout.known()
    assert [one.name for one in second.targets.targets] == ["mayor"]
    assert [one.name for one in second.watchlists] == ["list"]
    assert second.changed > first.changed


def test_detectors_that_are_off_are_not_asked(tmp_path: Path) -> None:
    windows = Windows()
    windows.add(frame([post(1.0, "a")]), START.timestamp() + 1)
    assert Lookout(tmp_path, only(Rules(), [])).look(windows) == []
    assert Lookout(tmp_path, Rules()).look(windows) == []


def test_every_detector_has_a_question_reasons_and_kinds_of_subjects() -> None:
    for one in LIVE_DETECTORS:
        assert one.question.endswith("?")
        assert len(one.innocent) >= 3
        assert one.subject_kinds
    assert len({one.name for one in LIVE_DETECTORS}) == len(LIVE_DETECTORS)
