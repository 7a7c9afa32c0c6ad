"""Evidence names the accounts and posts behind an object, the first of each account first."""

from tests.watch.live_posts import START, frame, moment, post
from unisono.watch.windows import Windows
from unisono.watch.windows.evidence import LONGEST_LABEL, MOST_POSTS, Evidence


def _evidence(rows: list[dict[str, object]]) -> Evidence:
    windows = Windows()
    windows.add(frame(rows), START.timestamp() + 60)
    look = windows.look(60.0)
    assert look is not None
    return windows.evidence(look, int(look.keys[0]))


def test_posts_come_by_time_and_the_first_of_each_account_first() -> None:
    rows = [post(float(second), f"a{second % 2}", f"p{second}", hashtags=["vote"]) for second in range(6)]
    evidence = _evidence(rows[::-1])
    assert evidence.strongest[:2] == ("bluesky:p0", "bluesky:p1")
    assert (evidence.accounts, evidence.posts.height) == (2, 6)
    assert (evidence.first_at, evidence.last_at) == (moment(0.0), moment(5.0))
    assert evidence.who == {"bluesky:a0", "bluesky:a1"}
    assert evidence.label == "#vote"
    assert evidence.arrived_at == START.timestamp() + 60


def test_no_more_posts_are_named_than_an_alert_holds() -> None:
    evidence = _evidence([post(1.0, f"a{number}", hashtags=["vote"]) for number in range(80)])
    assert len(evidence.strongest) == MOST_POSTS


def test_a_long_text_is_cut_in_its_label() -> None:
    evidence = _evidence([post(1.0, "a", text="quite long words " * 40)])
    assert evidence.layer == "text"
    assert len(evidence.label) == LONGEST_LABEL + 1
