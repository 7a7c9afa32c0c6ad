"""A watchlist in Python has a card and a frame of ranks."""

from pathlib import Path

import pytest

import unisono as un
from tests.dossiers.watchlist.listed_case import list_accounts, write_posts
from unisono.api.ranked_watchlist import RankedWatchlist


@pytest.fixture
def watchlist(tmp_path: Path) -> RankedWatchlist:
    posts = [{"account": account, "day": day, "hashtags": ["Vote"]} for account in ("1", "2") for day in (1, 2)]
    case = write_posts(tmp_path / "case", posts)
    list_accounts(case, ["1", "2", "3"], source="Institute")
    return un.open(case.path).watchlist("desk")


def test_the_card_and_the_ranks_say_what_the_command_does(watchlist: RankedWatchlist) -> None:
    assert (watchlist.card["found"], watchlist.card["members"]) == (2, 3)
    assert watchlist.ranks.select("kind", "item", "rank", "posts").rows() == [("hashtag", "vote", 1, 2)] * 2
    assert watchlist.top("2018-06-01").height == watchlist.top(kind="hashtag").height == 1
    assert watchlist.top(kind="link").height == 0


def test_it_reads_well_in_a_notebook(watchlist: RankedWatchlist) -> None:
    assert repr(watchlist) == ("<RankedWatchlist desk, version 1: 2 of 3 members in the case, 0 unusual things>")
    assert "Institute" in watchlist._repr_html_()
