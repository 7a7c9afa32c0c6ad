"""A watchlist's card keeps the first ranks of each day and kind, and how many things there are."""

from pathlib import Path

from tests.dossiers.watchlist.listed_case import list_accounts, write_posts
from unisono.web.cards.watchlists import RANKS_KEPT, tell_watchlist


def test_ranks_far_down_are_counted_and_not_kept(tmp_path: Path) -> None:
    posts = [{"account": "a", "hashtags": [f"t{number}"]} for number in range(RANKS_KEPT + 5)]
    case = write_posts(tmp_path / "case", [*posts, {"account": "b", "hashtags": ["t0"]}])
    list_accounts(case, ["a", "b"])
    told = tell_watchlist(case, "desk")
    assert len(told["ranks"]) == RANKS_KEPT
    assert [one["things"] for one in told["used"]] == [RANKS_KEPT + 5]
