"""A tag that few accounts post many times is told; one that many use once is not."""

from pathlib import Path
from typing import Any

import numpy as np

from tests.watch.live_posts import chatter, frame, post, watch
from unisono.watch.alarms import Alarms
from unisono.watch.detectors.few_accounts import beta_binomial_tail, spreads_of_shares, surprises
from unisono.watch.looking import only
from unisono.watch.lookout import Lookout
from unisono.watch.rules import Rules
from unisono.watch.windows import Windows
from unisono.watch.windows.looks import AccountUses

RULES = only(Rules(), ["few_accounts"])


def _flow(tag: str, accounts: int, each: int, begin: float) -> list[dict[str, Any]]:
    return [
        post(begin + (number * each + turn) * 30.0 / (accounts * each), f"{tag}{number}", f"{tag}-{number}-{turn}",
             hashtags=[tag])
        for number in range(accounts)
        for turn in range(each)
    ]  # fmt: skip


def test_thirty_accounts_that_post_a_tag_five_times_each_are_told(tmp_path: Path) -> None:
    usual = [row for number in range(12) for row in _flow(f"many{number}", 30, 1, 10.0 + 2 * number)]
    pushed = _flow("push", 30, 5, 70.0)
    alerts = watch(chatter(3, 110), [*usual, *pushed], lookout=Lookout(tmp_path, RULES), alarms=Alarms(RULES))
    assert {one.subject for one in alerts} == {"push"}
    assert alerts[0].measure in ("accounts_with_3_posts", "accounts_with_5_posts")
    assert alerts[0].value > 2 * alerts[0].expected


def test_where_everybody_posts_as_often_nothing_is_told(tmp_path: Path) -> None:
    flows = [row for number in range(14) for row in _flow(f"many{number}", 30, 4, 10.0 + 4 * number)]
    assert watch(chatter(3, 110), flows, lookout=Lookout(tmp_path, RULES), alarms=Alarms(RULES)) == []


def test_the_tail_is_a_binomial_one_where_shares_hardly_differ() -> None:
    assert beta_binomial_tail(1, 10, 0.1, 1e-6) == 1.0
    assert np.isclose(beta_binomial_tail(2, 10, 0.1, 1e-6), 1 - 0.9**10 - 10 * 0.1 * 0.9**9, rtol=1e-3)


def test_the_tail_is_longer_the_more_shares_differ() -> None:
    tails = [beta_binomial_tail(15, 20, 0.2, spread) for spread in (0.01, 0.1, 0.5)]
    assert tails == sorted(tails)


def test_tails_hold_on_flows_whose_shares_differ() -> None:
    draw = np.random.default_rng(2)
    keys, posts = [], []
    for flow in range(300):
        share = draw.beta(2.0, 18.0)
        keys += [flow + 1] * 40
        posts += np.where(draw.random(40) < share, 3, 1).tolist()
    found = surprises(AccountUses(np.array(keys, np.uint64), np.array(posts, np.int64)), 10)
    assert sum(one.p <= 0.001 for one in found) <= 3


def test_a_flow_is_not_measured_by_itself() -> None:
    busy, accounts = np.array([10.0, 1.0, 1.0, 1.0]), np.array([10.0, 10.0, 10.0, 10.0])
    shares = (busy.sum() - busy) / (accounts.sum() - accounts)
    spreads = spreads_of_shares(busy, accounts, shares)
    assert spreads[0] == 0.01
    assert spreads[1] > 0.3


def test_windows_count_the_posts_of_each_account_on_each_object() -> None:
    windows = Windows()
    windows.add(frame(_flow("push", 3, 4, 0.0)), 2e9)
    look = windows.look(60.0)
    assert look is not None
    assert windows.posts_per_account(look, "hashtag").posts.tolist() == [4, 4, 4]
