"""The belt is the accounts outside the largest group, counted here by walking from account to account."""

from datetime import UTC, datetime

import numpy as np
import polars as pl
import pytest

from unisono.dossiers.hashtag.belt import belt_of
from unisono.model.tables import POSTS

NOON = datetime(2018, 5, 3, 12, tzinfo=UTC)


def posts_of(acts: list[tuple[str, str, str | None]]) -> pl.DataFrame:
    """Return POSTS rows of (account, kind, towards): a post mentions whom it is towards."""
    rows = [
        {
            "platform": "twitter",
            "post_id": str(number),
            "account_id": account,
            "handle": f"Name{account}",
            "created_at": NOON,
            "kind": kind,
            "ref_account_id": towards if kind in ("repost", "reply") else None,
            "ref_handle": f"name{towards}" if kind == "quote" else None,
            "mentions": [f"@NAME{towards}"] if kind == "post" and towards else [],
        }
        for number, (account, kind, towards) in enumerate(acts)
    ]
    return pl.DataFrame(rows, schema=POSTS)


def walked(acts: list[tuple[str, str, str | None]]) -> int:
    """Return how many authors are outside the group that has most of them."""
    authors = {account for account, _, _ in acts}
    near: dict[str, set[str]] = {account: set() for account in authors}
    for account, kind, towards in acts:
        if towards and towards != account and (kind == "repost" or towards in authors):
            near.setdefault(towards, set()).add(account)
            near[account].add(towards)
    left, best = set(near), 0
    while left:
        group, edge = set(), {left.pop()}
        while edge:
            group |= edge
            edge = set().union(*(near[one] for one in edge)) - group
        left -= group
        best = max(best, len(group & authors))
    return len(authors) - best


@pytest.mark.parametrize("seed", range(6))
def test_the_share_is_that_of_a_walk_over_all_acts(seed: int) -> None:
    generator = np.random.default_rng(seed)
    kinds = ("repost", "reply", "quote", "post")
    acts: list[tuple[str, str, str | None]] = [(str(n), "post", None) for n in range(60)]
    acts += [
        (str(generator.integers(60)), str(generator.choice(kinds)), str(generator.integers(70))) for _ in range(50)
    ]
    card = belt_of(posts_of(acts))
    assert card["outside"] == walked(acts)
    assert card["share"] == walked(acts) / 60
    assert card["low"] <= card["expected"] <= card["high"]


def test_a_group_that_talks_only_to_itself_is_a_belt_that_chance_does_not_give() -> None:
    generator = np.random.default_rng(61)
    crowd = [(str(n), "repost", str(generator.integers(60))) for n in range(60) for _ in range(4)]
    apart = [(f"p{n}", "repost", f"p{(n + 1) % 30}") for n in range(30)]
    card = belt_of(posts_of([*crowd, *apart]))
    assert card["outside"] == 30
    assert card["p"] <= 0.02
    assert card["expected"] < 0.2


def test_reposts_of_one_author_who_is_not_in_the_case_tie_those_who_repost_him() -> None:
    card = belt_of(posts_of([(str(n), "repost", "star") for n in range(40)]))
    assert (card["outside"], card["accounts"]) == (0, 40)


def test_mentions_of_somebody_who_did_not_use_the_tag_tie_nobody() -> None:
    card = belt_of(posts_of([(str(n), "post", "president") for n in range(40)]))
    assert card["share"] is None
    assert "n = 0 reposts" in card["cannot_say"]


def test_few_accounts_or_none_say_nothing() -> None:
    assert "n = 10 accounts" in belt_of(posts_of([(str(n), "repost", "0") for n in range(10)]))["cannot_say"]
    assert belt_of(posts_of([]))["share"] is None
