"""Texts that many accounts copy are told with what chance gives; reposts and common phrases are not."""

from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.watch.live_posts import chatter, post, watch
from unisono.cases.live.alerts import Alert
from unisono.watch.alarms import Alarms
from unisono.watch.looking import only
from unisono.watch.lookout import Lookout
from unisono.watch.rules import Rules

RULES = only(Rules(), ["copied_text"])
SAID = "everybody must know what the mayor did yesterday at the harbour bridge"


def _copies(count: int, **more: Any) -> list[dict[str, Any]]:  # columns of POSTS
    return [
        post(80.0 + number, f"z{number}", text=f"{SAID} {'now ' * (number % 3)}".strip(), **more)
        for number in range(count)
    ]


def _alerts(pushed: list[dict[str, Any]], case: Path) -> list[Alert]:
    return watch(chatter(5, 125), pushed, lookout=Lookout(case, RULES), alarms=Alarms(RULES))


def test_texts_that_are_nearly_the_same_are_one(tmp_path: Path) -> None:
    alerts = _alerts(_copies(25), tmp_path)
    assert [one.detector for one in alerts] == ["copied_text"] * len(alerts)
    assert alerts[0].subject.startswith("t-")
    assert 10 <= alerts[0].accounts <= 25
    assert "3 wordings" in alerts[0].because
    assert alerts[0].p < 1e-6
    assert alerts[0].expected < 1.0


def test_it_is_said_again_only_when_twice_as_many_have_copied(tmp_path: Path) -> None:
    alerts = _alerts(_copies(40), tmp_path)
    assert all(later.value >= 2 * earlier.value for earlier, later in pairwise(alerts))
    assert 1 <= len(alerts) <= 3


def test_reposts_are_no_copies(tmp_path: Path) -> None:
    assert _alerts(_copies(25, kind="repost", ref_post_id="o1"), tmp_path) == []


def test_few_accounts_are_not_told_of(tmp_path: Path) -> None:
    assert _alerts(_copies(9), tmp_path) == []


def test_the_words_of_a_share_button_are_told_as_such(tmp_path: Path) -> None:
    rows = [
        {**row, "text": "Mayor opens the harbour bridge at last via @dailyharbour", "urls": ["https://daily.example/1"]}
        for row in _copies(20)
    ]
    alerts = _alerts(rows, tmp_path)
    assert "share button" in alerts[0].innocent[0]
    assert "look written by a share button" in alerts[0].because
