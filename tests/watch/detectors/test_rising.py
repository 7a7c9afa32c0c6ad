"""What many more accounts use than before is told within a few posts; a stream in which nothing happens is not."""

from pathlib import Path

import numpy as np
import pytest

from tests.watch.live_posts import chatter, moment, post, watch, words
from unisono.cases.live.alerts import Alert
from unisono.watch.alarms import Alarms
from unisono.watch.detectors.rising import RISING, fewest_windows
from unisono.watch.lookout import Lookout
from unisono.watch.rules import Rules

RULES = Rules.parse("[rising]\nwindows = [10, 60]")


def _pushed(kind: str, accounts: int, begin: float, seconds: float) -> list[dict[str, object]]:
    draw = np.random.default_rng(9)
    rows = []
    for number in range(accounts):
        own = post(begin + seconds * number / accounts, f"z{number}", text=words(draw, 8))
        if kind == "hashtag":
            own["hashtags"] = ["savethebridge"]
        if kind == "link":
            own["urls"] = ["https://pushed.example.org/story"]
        if kind == "mention":
            own["mentions"] = ["mayor"]
        if kind == "repost":
            own |= {"kind": "repost", "ref_post_id": "o1"}
        rows.append(own)
    return rows


PUSHES = {
    "hashtag": ("hashtag", "savethebridge"),
    "link": ("link", "https://pushed.example.org/story"),
    "mention": ("account", "bluesky:mayor"),
    "repost": ("post", "bluesky:o1"),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Alert]]:
    """Return the alerts of four pushes in one stream, each by forty accounts of its own in ten seconds, by subject."""
    pushed = []
    for number, kind in enumerate(PUSHES):
        rows = _pushed(kind, 40, 330.0 + 12 * number, 10.0)
        pushed += [
            {**row, "account_id": f"{kind}{row['account_id']}", "post_id": f"{kind}{row['post_id']}"} for row in rows
        ]
    lookout = Lookout(tmp_path_factory.mktemp("case"), RULES)
    found: dict[str, list[Alert]] = {}
    for alert in watch(chatter(8, 385), pushed, lookout=lookout, alarms=Alarms(RULES)):
        found.setdefault(alert.subject, []).append(alert)
    return found


def test_pushes_by_forty_accounts_in_ten_seconds_are_told_and_nothing_else(told: dict[str, list[Alert]]) -> None:
    kinds = {(alert.subject_kind, alert.subject) for alerts in told.values() for alert in alerts}
    assert kinds == set(PUSHES.values())


@pytest.mark.parametrize("kind", PUSHES)
def test_an_alert_has_its_measure_its_moment_its_posts_and_innocent_reasons(
    told: dict[str, list[Alert]], kind: str
) -> None:
    alerts = told[PUSHES[kind][1]]
    assert len(alerts) <= 2
    first = alerts[0]
    assert first.detector == "rising"
    assert first.value > 10 * first.expected
    assert first.chance_per_day <= 0.01
    assert all(name.startswith(f"bluesky:{kind}z") for name in first.posts)
    assert first.innocent == RISING.innocent
    assert moment(330.0) <= first.event_at <= moment(385.0)
    assert first.waited_s == 0.0


def test_chatter_in_which_nothing_happens_rings_no_alarm(tmp_path: Path) -> None:
    assert watch(chatter(8, 420, seed=3), [], lookout=Lookout(tmp_path, RULES), alarms=Alarms(RULES)) == []


def test_neither_a_tag_always_used_as_much_nor_one_account_that_posts_forty_times_is_a_rise(tmp_path: Path) -> None:
    often = [post(second + 0.5, f"z{second}", f"z{second}", hashtags=["weather"]) for second in range(380)]
    alone = [
        {**row, "account_id": "z", "post_id": f"alone{row['post_id']}"} for row in _pushed("hashtag", 40, 370.0, 10.0)
    ]
    assert watch(chatter(8, 385), often + alone, lookout=Lookout(tmp_path, RULES), alarms=Alarms(RULES)) == []


def test_it_says_nothing_while_the_stream_is_young(tmp_path: Path) -> None:
    alerts = watch(
        chatter(8, 150), _pushed("hashtag", 40, 130.0, 10.0), lookout=Lookout(tmp_path, RULES), alarms=Alarms(RULES)
    )
    assert alerts == []
    assert (fewest_windows(10.0), fewest_windows(60.0), fewest_windows(600.0)) == (30, 6, 6)


def test_what_surprised_a_minute_ago_is_still_known(tmp_path: Path) -> None:
    lookout = Lookout(tmp_path, Rules.parse("[rising]\nwindows = [10]"))
    pushed = [post(70.0, f"z{number}", hashtags=["savethebridge"]) for number in range(40)]
    list(watch(chatter(4, 140), pushed, lookout=lookout, alarms=Alarms(RULES)))
    span, *known = lookout.learnt()["rising 10"].tolist()
    pushed_at = min(at for _, _, surprise, at in known if surprise > 6)
    assert moment(70).timestamp() <= pushed_at <= moment(90).timestamp()
    assert span[3] - pushed_at > 30
