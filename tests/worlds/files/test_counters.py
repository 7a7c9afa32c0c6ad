"""The counters of an archive: never fewer than what the archive itself holds, and never fewer later."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from unisono.worlds.files.counters import Tally, count_likes

ACTS = st.lists(st.tuples(st.integers(1, 6), st.integers(100, 108)), max_size=40)


@given(ACTS, st.integers(0, 8), st.integers(95, 112))
def test_a_tally_counts_what_was_done_until_a_day_was_over(acts: list[tuple[int, int]], owner: int, day: int) -> None:
    owners, days = (np.array([act[place] for act in acts], dtype=np.int64) for place in (0, 1))
    tally = Tally.count(owners, days)
    counted = tally.until(tally.find(np.array([owner])), np.array([day]))
    assert counted.tolist() == [sum(who == owner and at <= day for who, at in acts)]


def test_a_post_has_never_fewer_likes_later() -> None:
    posts = np.random.default_rng(1).integers(1, 2**60, 2_000)
    young = count_likes(posts, np.full(2_000, 500), np.full(2_000, 3), np.full(2_000, 3_600_000))
    old = count_likes(posts, np.full(2_000, 510), np.full(2_000, 4), np.full(2_000, 900_000_000))
    assert (old >= young).all()


def test_likes_are_few_for_most_posts_and_many_for_some() -> None:
    posts = np.random.default_rng(2).integers(1, 2**60, 20_000)
    likes = count_likes(posts, np.full(20_000, 200), np.zeros(20_000, dtype=np.int64), np.full(20_000, 86_400_000))
    assert np.median(likes) <= 2
    assert likes.max() > 100
    assert likes.min() == 0
