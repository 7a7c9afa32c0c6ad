"""The past says what is usual of each object, and differs from the present by chance only where nothing happens."""

import numpy as np
import pytest
from numpy.typing import NDArray

from unisono.watch.detectors.rising import new_tails, own_tails
from unisono.watch.windows.chunks import LAYERS
from unisono.watch.windows.looks import Look
from unisono.watch.windows.past import MOST_OBJECTS, Past

TAG = LAYERS.index("hashtag")


def _look(counts: NDArray[np.int64], first: int = 0) -> Look:
    used = np.flatnonzero(counts)
    keys = (used + 1 + first).astype(np.uint64)
    layers = np.full(len(used), TAG, np.uint8)
    return Look(0, 10_000_000, keys, layers, counts[used], counts[used])


def _rates(objects: int) -> NDArray[np.float64]:
    return np.asarray(60.0 / np.arange(1, objects + 1))


def test_an_object_is_expected_by_its_share_when_the_whole_stream_gets_louder() -> None:
    past = Past(10.0, 6.0)
    for _ in range(50):
        past.join(_look(np.array([10, 40, 50])))
    expected = past.expect(_look(np.array([20, 80, 100])))
    assert np.allclose(expected.means, [20.0, 80.0, 100.0], rtol=0.05)


def test_what_was_never_used_is_expected_to_be_rare() -> None:
    past = Past(10.0, 6.0)
    for _ in range(50):
        past.join(_look(np.array([10, 40, 50])))
    expected = past.expect(_look(np.array([10, 40, 50, 30])))
    assert expected.uses[3] == 0
    assert expected.means[3] < 0.02


def test_a_layer_that_was_silent_before_does_not_hide_what_begins_in_it() -> None:
    past = Past(10.0, 6.0)
    look = Look(0, 1, np.array([9], np.uint64), np.array([TAG + 1], np.uint8), np.array([30]), np.array([30]))
    for _ in range(50):
        past.join(_look(np.array([10, 40, 50])))
    assert past.expect(look).means[0] <= 0.5


def test_tails_by_the_own_past_are_no_smaller_than_they_should_be() -> None:
    draw = np.random.default_rng(4)
    past, rates = Past(10.0, 6.0), _rates(400)
    tails = []
    for window in range(150):
        look = _look(draw.poisson(rates))
        if window >= 50:
            tails.append(own_tails(look, past.expect(look)))
        past.join(look)
    every = 100 * len(rates)
    for level in (1e-2, 1e-3, 1e-4):
        assert (np.concatenate(tails) <= level).sum() <= 1.5 * level * every + 3


def test_tails_hold_where_windows_differ_by_more_than_poisson_chance() -> None:
    draw = np.random.default_rng(5)
    past, rates = Past(10.0, 6.0), _rates(400)
    tails = []
    for window in range(200):
        look = _look(draw.poisson(rates * draw.gamma(2.0, 0.5, len(rates))))
        if window >= 100:
            tails.append(own_tails(look, past.expect(look)))
        past.join(look)
    for level in (1e-3, 1e-4):
        assert (np.concatenate(tails) <= level).sum() <= 1.5 * level * 100 * len(rates) + 3


def test_new_objects_are_measured_by_new_objects() -> None:
    draw = np.random.default_rng(6)
    past = Past(10.0, 6.0)
    tails = []
    for window in range(120):
        look = _look(draw.logseries(0.6, 100).astype(np.int64), first=1_000 * window)
        if window >= 20:
            tails.append(new_tails(look, past))
        past.join(look)
    for level in (1e-2, 1e-3):
        assert (np.concatenate(tails) <= level).sum() <= 1.5 * level * 10_000 + 3


def test_the_past_forgets_what_is_used_least_when_it_has_too_much() -> None:
    past = Past(10.0, 6.0)
    often = np.full(100, 9)
    for number in range(4):
        past.join(_look(often))
        past.join(_look(np.ones(100_000, np.int64), first=1_000 + number * 100_000))
    assert len(past) <= MOST_OBJECTS
    assert (past.expect(_look(often)).uses > 30).all()


def test_a_past_that_was_kept_expects_the_same() -> None:
    past = Past(10.0, 6.0)
    for _ in range(8):
        past.join(_look(np.array([10, 40, 50, 30])))
    again = Past(10.0, 6.0)
    again.restore(past.kept())
    look = _look(np.array([12, 1, 3, 9]))
    assert (again.windows, len(again)) == (past.windows, len(past)) == (8, 4)
    assert again.expect(look).means.tolist() == past.expect(look).means.tolist()
    assert again.expect(look).spreads.tolist() == past.expect(look).spreads.tolist()


def test_what_is_no_past_is_refused() -> None:
    kept = Past(10.0, 6.0).kept()
    with pytest.raises(ValueError, match="not the arrays"):
        Past(10.0, 6.0).restore({**kept, "uses": np.ones(3)})
