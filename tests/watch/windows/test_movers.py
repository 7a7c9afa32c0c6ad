"""What moves is what more accounts use than before, the most first."""

from tests.watch.live_posts import START, frame, post
from unisono.watch.windows import Windows
from unisono.watch.windows.movers import find_movers


def test_nothing_moves_before_anything_was_usual() -> None:
    windows = Windows()
    windows.add(frame([post(1.0, f"a{number}", hashtags=["vote"]) for number in range(9)]), START.timestamp() + 2)
    assert find_movers(windows, 10) == []


def test_a_tag_used_as_ever_moves_less_than_a_new_one() -> None:
    windows = Windows()
    for second in range(60):
        rows = [post(float(second), f"a{second}-{number}", hashtags=["usual"]) for number in range(4)]
        windows.add(frame(rows), START.timestamp() + second)
    new = [post(60.0, f"b{number}", hashtags=["new"]) for number in range(8)]
    windows.add(frame(new), START.timestamp() + 61)
    found = find_movers(windows, 10)
    assert found[0]["item"] == "#new"
    assert found[0]["times"] > 5
