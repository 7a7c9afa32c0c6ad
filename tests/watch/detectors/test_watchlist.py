"""What members of a list use more than others like them is told; what everybody uses is not."""

from pathlib import Path
from typing import Any

from tests.watch.live_posts import chatter, frame, post, watch
from unisono.cases.live.alerts import Alert
from unisono.cases.watchlists import Member, Watchlist, keep_watchlist
from unisono.watch.alarms import Alarms
from unisono.watch.detectors.watchlist import members_in
from unisono.watch.looking import only
from unisono.watch.lookout import Lookout
from unisono.watch.rules import Rules
from unisono.watch.windows import Windows

RULES = only(Rules(), ["watchlist"])
LIST = Watchlist("published", tuple(Member(handle=f"member{number}", reason="named") for number in range(30)))


def _rows(tag: str, names: list[str]) -> list[dict[str, Any]]:
    return [
        post(40.0 + number, f"id-{name}", handle=name, hashtags=[tag], text=f"{name} says {tag}")
        for number, name in enumerate(names)
    ]


def _alerts(rows: list[dict[str, Any]], case: Path) -> list[Alert]:
    keep_watchlist(case, LIST)
    others = [post(1.0 + number / 10, f"o{number}", handle=f"o{number}") for number in range(400)]
    return watch(chatter(5, 125), [*others, *rows], lookout=Lookout(case, RULES), alarms=Alarms(RULES))


def test_a_tag_of_twelve_members_and_hardly_anybody_else_is_told(tmp_path: Path) -> None:
    rows = _rows("push", [f"member{number}" for number in range(12)])
    (alert, *_) = _alerts(rows, tmp_path)
    assert (alert.subject, alert.measure, alert.value) == ("push", "members", 12.0)
    assert alert.expected < 2.0
    assert "12 members of the watchlist published" in alert.because


def test_a_tag_that_members_use_as_everybody_does_is_not_told(tmp_path: Path) -> None:
    names = [f"other{number}" for number in range(60)] + [f"member{number}" for number in range(6)]
    assert _alerts(_rows("everybody", names), tmp_path) == []


def test_members_are_known_by_the_handles_and_ids_that_posts_show() -> None:
    windows = Windows()
    windows.add(frame(_rows("x", ["member1", "Member2", "other"])), 2e9)
    assert windows.now is not None
    acts = windows.posts(0, windows.now, ("account", "platform", "lang", "handle"))
    assert members_in(acts, LIST).to_list() == ["bluesky:id-Member2", "bluesky:id-member1"]
