"""How often chance lets two accounts meet is what shuffling the busy accounts among the acts gives."""

import numpy as np

from unisono.watch.detectors.meeting_pairs import FEWEST_THINGS, MeetingPairs, find_meeting_pairs, near_share
from unisono.watch.windows.taken_up import TakenUp

SECOND = 1_000_000


def _taken(at: list[float], accounts: list[int], objects: list[int]) -> TakenUp:
    times = (np.array(at) * SECOND).astype(np.int64)
    of = np.array(objects, np.int32)
    nothing = np.zeros(len(of), np.int32)
    layers = np.full(of.max() + 1, 5, np.uint8)
    return TakenUp(times, np.array(accounts, np.int32), of, layers, max(accounts) + 1, nothing, nothing, ())


def _drawn(seed: int) -> MeetingPairs:
    """Return the pairs of 3,000 acts in a minute by 100 accounts, some busier, on 600 things by chance."""
    draw = np.random.default_rng(seed)
    share = draw.lognormal(0.0, 0.7, 100)
    at = draw.random(3000) * 60
    who = draw.choice(100, 3000, p=share / share.sum())
    # Ten things a second are new, and go round for some seconds.
    which = np.maximum(0, 10 * (at - draw.exponential(4.0, 3000))).astype(int)
    return find_meeting_pairs(_taken(at.tolist(), who.tolist(), which.tolist()), 0, 60 * SECOND)


def test_the_expected_meetings_are_the_pairs_of_acts_times_the_shares_of_two_accounts() -> None:
    # Four accounts take up three things within some seconds: 18 pairs of acts; each has a fourth of all acts.
    at = [0.5 + thing + account * 0.1 for thing in range(3) for account in range(4)]
    pairs = find_meeting_pairs(_taken(at, [*range(4)] * 3, sorted([0, 1, 2] * 4)), 0, 60 * SECOND)
    assert len(pairs.a) == 6 and (pairs.things == 3).all()
    assert np.allclose(pairs.expected, 18 * 2 / 16)
    assert np.allclose(pairs.p, 0.75**3)
    assert (pairs.possible, pairs.share_near) == (6.0, 1.0)


def test_tails_exceed_no_level_by_chance() -> None:
    p = np.concatenate([_drawn(seed).p for seed in range(3)])
    possible = sum(_drawn(seed).possible for seed in range(3))
    for level in (0.05, 0.01, 0.001):
        assert (p <= level).sum() <= 1.5 * level * possible + 2


def test_two_who_meet_again_and_again_surprise_more_than_two_as_busy() -> None:
    draw = np.random.default_rng(1)
    at, who, which = [], [], []
    for _ in range(600):
        at.append(float(draw.random() * 60))
        who.append(int(draw.integers(2, 30)))
        which.append(int(draw.integers(0, 60)))
    for turn in range(8):
        for account in (0, 1):
            at.append(5.0 + 6 * turn + account)
            who.append(account)
            which.append(60 + turn)
    pairs = find_meeting_pairs(_taken(at, who, which), 0, 60 * SECOND)
    least = int(np.argmin(pairs.p))
    assert {int(pairs.a[least]), int(pairs.b[least])} == {0, 1} and pairs.things[least] == 8
    assert (pairs.things >= FEWEST_THINGS).all()
    members = np.zeros(30, np.bool_)
    members[:2] = True
    assert near_share(pairs, members) == (16, 1.0)
    assert pairs.only(np.array([least])).expected[0] == pairs.expected[least] < 1.0


def test_no_pair_is_found_where_nobody_meets() -> None:
    pairs = find_meeting_pairs(_taken([1.0, 2.0], [0, 1], [0, 1]), 0, 60 * SECOND)
    assert len(pairs.a) == 0 and pairs.possible == 0.0
