"""Posts are chosen by span, hashtag, network and account, and a wrong choice is answered."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.dossiers.written_case import BRIDGE, START, put_in_network, write_case
from unisono.dossiers.chosen_posts import PostChoice, choose_posts
from unisono.model.errors import UsageError

POSTS = [
    {"account": "ann", "text": BRIDGE, "minutes": 0},
    {"account": "bob", "text": "Walk with us #Harbour", "minutes": 10},
    {"account": "bob", "text": "#harbour again", "minutes": 20},
]


def chosen(folder: Path, choice: PostChoice) -> list[str]:
    case = write_case(folder / "case", POSTS)
    put_in_network(case, ["ann"])
    return sorted(choose_posts(case, case.latest_run(), choice).collect()["post_id"])


@pytest.mark.parametrize(
    ("choice", "posts"),
    [
        (PostChoice(), ["0", "1", "2"]),
        (PostChoice(since=START + timedelta(minutes=10)), ["1", "2"]),
        (PostChoice(until=START + timedelta(minutes=10)), ["0"]),
        (PostChoice(hashtag="#HARBOUR"), ["1", "2"]),
        (PostChoice(network=1), ["0"]),
        (PostChoice(account="twitter:bob", until=START + timedelta(minutes=15)), ["1"]),
    ],
)
def test_posts_fulfil_all_that_is_asked(tmp_path: Path, choice: PostChoice, posts: list[str]) -> None:
    assert chosen(tmp_path, choice) == posts


@pytest.mark.parametrize(
    ("choice", "says"),
    [
        (PostChoice(hashtag="#"), "is not a hashtag"),
        (PostChoice(hashtag="bridge"), "has the hashtag #bridge"),
        (PostChoice(network=7), "has no network 7"),
    ],
)
def test_a_choice_that_means_nothing_is_refused(tmp_path: Path, choice: PostChoice, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        chosen(tmp_path, choice)


def test_a_network_needs_a_scan(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="has not been scanned"):
        choose_posts(write_case(tmp_path / "case", POSTS), None, PostChoice(network=1))
