"""What was taken up is one act for each post: that on the thing which fewest others took up."""

from typing import Any

from tests.watch.live_posts import START, frame, post
from unisono.watch.windows import Windows
from unisono.watch.windows.taken_up import TakenUp, take_up


def _taken(rows: list[dict[str, Any]], least: int = 2, most: float = 1e9) -> TakenUp:
    windows = Windows()
    windows.add(frame(rows), START.timestamp() + 60)
    look = windows.look(60.0)
    assert look is not None
    return take_up(windows.chunks, look, least, most, 10.0)


def test_of_a_post_the_thing_counts_that_fewest_take_up() -> None:
    many = [post(1.0 + number, f"a{number}", hashtags=["many"]) for number in range(8)]
    both = [post(20.0 + number, f"b{number}", hashtags=["many", "few"]) for number in range(3)]
    taken = _taken([*many, *both])
    assert len(taken.at) == 11 and taken.account_count == 11
    by_object = {int(of): int((taken.objects == of).sum()) for of in set(taken.objects.tolist())}
    assert sorted(by_object.values()) == [3, 8]


def test_posts_are_found_again_in_the_order_asked_for() -> None:
    taken = _taken([post(1.0 + number, f"a{number}", hashtags=["many"]) for number in range(5)])
    posts = taken.posts(taken.at.argsort()[::-1].copy())
    assert posts["account"].to_list() == [f"bluesky:a{number}" for number in reversed(range(5))]
    assert posts["arrived_at"].unique().to_list() == [START.timestamp() + 60]


def test_things_of_few_accounts_and_those_of_most_are_left_out() -> None:
    rows = [post(1.0 + number, f"a{number}", hashtags=["many"]) for number in range(30)]
    rows += [post(40.0 + number, f"b{number}", hashtags=["some"]) for number in range(5)]
    rows.append(post(50.0, "c", hashtags=["own"]))
    assert len(_taken(rows).at) == 35
    assert len(_taken(rows, most=100.0).at) == 5
    assert len(_taken(rows, least=40).at) == 0


def test_mentions_and_domains_are_not_taken_up() -> None:
    rows = [post(1.0 + number, f"a{number}", mentions=["mayor"]) for number in range(5)]
    assert len(_taken(rows).at) == 0
