"""What is surprising goes by how surprising the other objects of the stream have been."""

import numpy as np

from unisono.watch.detectors import surprises
from unisono.watch.detectors.surprises import Surprises

HOUR = 3600.0


def learned(p: np.ndarray, layer: int = 1, over_s: float = HOUR, looks: int = 60) -> Surprises:
    """Return surprises in which objects with these p came one after the other within so long."""
    found = Surprises()
    for number, part in enumerate(np.array_split(np.arange(len(p)), looks)):
        layers = np.full(len(part), layer, np.uint8)
        found.learn(number * over_s / (looks - 1), layers, part.astype(np.uint64), p[part])
    return found


def test_where_the_model_holds_its_p_is_what_it_says() -> None:
    objects = 200_000
    found = learned(np.random.default_rng(3).random(objects))
    for p in (1e-5, 1e-7, 1e-9):
        expected = p * objects * 24
        assert expected / 5 < found.a_day(1, 10**9, p) < expected * 5


def test_where_posts_go_round_within_seconds_one_more_is_nothing_to_tell() -> None:
    draw = np.random.default_rng(4)
    p = np.concatenate([draw.random(50_000), 10.0 ** -draw.uniform(5, 40, 60)])
    found = learned(draw.permutation(p))
    assert found.a_day(1, 10**9, 1e-30) > 10.0
    assert found.a_day(2, 10**9, 1e-30) == 0.0  # another layer, of which nothing is known


def test_few_earlier_pushes_do_not_hide_the_next() -> None:
    draw = np.random.default_rng(5)
    p = np.concatenate([draw.random(200_000), np.full(8, 1e-40)])
    assert learned(draw.permutation(p)).a_day(1, 10**9, 1e-25) < 1e-6


def test_an_object_is_not_its_own_witness() -> None:
    draw = np.random.default_rng(6)
    found = learned(np.concatenate([draw.random(200_000), [1e-30]]))
    assert found.a_day(1, 200_000, 1e-30) < 1e-12


def test_too_few_others_say_nothing() -> None:
    found = learned(np.full(surprises.FEWEST - 1, 1e-9), looks=3)
    assert found.a_day(1, 10**9, 1e-3) == 0.0


def test_memory_is_bounded_and_what_is_long_past_is_forgotten() -> None:
    found = learned(np.full(50_000, 1e-6))
    assert len(found._kept[1]) <= surprises.KEPT
    found.learn(surprises.MEMORY_S + 2 * HOUR, np.array([1], np.uint8), np.array([10**8], np.uint64), np.array([1e-6]))
    assert list(found._kept[1]) == [10**8]


def test_what_is_kept_and_restored_knows_the_same() -> None:
    found = learned(10.0 ** -np.linspace(1, 12, 200))
    again = Surprises.restored(found.kept())
    assert again == found
    assert again.a_day(1, 10**9, 1e-9) == found.a_day(1, 10**9, 1e-9) > 0
