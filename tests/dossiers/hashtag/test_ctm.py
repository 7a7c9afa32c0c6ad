"""The coefficient of traffic manipulation against the cases that were published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.dossiers.hashtag.ctm import measure_ctm


@pytest.mark.parametrize(
    ("posts", "accounts", "score", "per_account", "least_top", "most_top"),
    [
        # #TNwelcomesModi: the fifty most active wrote "over 30,000", "almost two thirds", of 49,727 posts.
        (49_727, 891, 123.98, 55.81, 30_001, 33_151),
        # #GoBackModi: "over 16,000" of 49,538.
        (49_538, 7_394, 46.81, 6.70, 16_001, 49_538),
    ],
)
def test_published_flows_have_their_published_scores(
    posts: int, accounts: int, score: float, per_account: float, least_top: int, most_top: int
) -> None:
    assert measure_ctm(posts, accounts, reposts=0, top_posts=least_top).u == pytest.approx(per_account, abs=0.005)
    # What reposts and the fifty make up together follows from the score; each must lie where the facts allow it.
    for top in (least_top, (least_top + most_top) // 2):
        rest = score - per_account - 100 * top / posts
        if not 0 <= rest <= 10:
            continue
        ctm = measure_ctm(posts, accounts, reposts=round(rest * posts / 10), top_posts=top)
        assert ctm.value == pytest.approx(score, abs=0.01)
        assert ctm.f == pytest.approx(100 * top / posts)
        assert 0 <= ctm.r <= 100
    # The bounds are met: with all posts reposts the fifty have the least share, with none the most.
    most = score - per_account
    assert 100 * least_top / posts <= most
    assert most - 10 <= 100 * most_top / posts


@given(st.integers(1, 500), st.integers(0, 10_000), st.floats(0, 1))
def test_it_is_never_below_what_size_alone_gives(accounts: int, more: int, reposted: float) -> None:
    posts = accounts + more
    # As even as can be: the fifty have at least their share.
    top = sum(sorted((posts // accounts + (n < posts % accounts) for n in range(accounts)), reverse=True)[:50])
    ctm = measure_ctm(posts, accounts, reposts=int(reposted * posts), top_posts=top)
    assert ctm.value >= ctm.r / 10 + min(100.0, 5_000 / posts) + 1 - 1e-6
    assert ctm.value == pytest.approx(ctm.r / 10 + ctm.f + ctm.u)


def test_a_flow_without_accounts_is_refused() -> None:
    with pytest.raises(ValueError, match="0 accounts cannot have 3 posts"):
        measure_ctm(3, 0, reposts=0, top_posts=0)
