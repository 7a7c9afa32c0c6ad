"""The pace of everybody who is no suspect, against a slow count; and what it says where little is known."""

from itertools import combinations

import numpy as np
import pytest

from tests.significance.traces_by_draw import MINUTE, SECOND, START, layer_of, traces_of
from unisono.model.settings import ScanSettings
from unisono.significance.layer_acts import LayerActs
from unisono.significance.outsiders import FEWEST_OBJECTS, Outsiders, outsiders_of, usual_pace

SETTINGS = ScanSettings(windows=(10.0, 60.0))


def _drawn(seed: int, objects: int = 30, accounts: int = 50) -> tuple[LayerActs, list[tuple[str, str, int]]]:
    random = np.random.default_rng(seed)
    acts = [
        (f"p{random.integers(accounts)}", f"o{number}", START + int(random.integers(0, 3 * MINUTE)))
        for number in range(objects)
        for _ in range(int(random.integers(2, 9)))
    ]
    return layer_of(traces_of(*(list(column) for column in zip(*acts, strict=True)))), acts


def _slow_mean(acts: list[tuple[str, str, int]], window: int, left_out: set[str]) -> float:
    """Return the mean share of pairs of actors of an object whose first acts are within the window, by actors."""
    shares, weights = [], []
    for name in {what for _, what, _ in acts}:
        times: dict[str, int] = {}
        for who, what, at in acts:
            if what == name and who not in left_out:
                times[who] = min(at, times.get(who, at))
        if len(times) < 2:
            continue
        met = [abs(times[a] - times[b]) <= window for a, b in combinations(times, 2)]
        shares.append(sum(met) / len(met))
        weights.append(len(times))
    return float(np.average(shares, weights=weights))


@pytest.mark.parametrize("seed", range(5))
def test_the_pace_is_the_mean_share_of_pairs_that_meet_without_the_suspects(seed: int) -> None:
    layer, acts = _drawn(seed)
    suspects = np.zeros(layer.table.account_count, np.bool_)
    suspects[:4] = True
    # Accounts are numbered in the order of their ids.
    left_out = set(sorted({who for who, _, _ in acts})[:4])
    pace = usual_pace([layer], SETTINGS, [suspects])
    for seconds in (10, 60):
        assert pace[seconds * SECOND] == pytest.approx(_slow_mean(acts, seconds * SECOND, left_out))


def test_the_fastest_layer_sets_the_pace() -> None:
    layers = [_drawn(seed)[0] for seed in range(3)]
    nobody = [np.zeros(layer.table.account_count, np.bool_) for layer in layers]
    single = [usual_pace([layer], SETTINGS, [none]) for layer, none in zip(layers, nobody, strict=True)]
    assert usual_pace(layers, SETTINGS, nobody) == {key: max(own[key] for own in single) for key in single[0]}


def test_a_layer_with_few_shared_objects_says_nothing() -> None:
    layer, _ = _drawn(1, objects=FEWEST_OBJECTS - 1)
    assert usual_pace([layer], SETTINGS, [np.zeros(layer.table.account_count, np.bool_)]) == {}
    nothing = Outsiders(np.zeros(0, np.bool_), {})
    assert nothing.pace_within(np.array([MINUTE])) is None


def test_outsiders_are_given_for_each_layer_with_one_pace() -> None:
    layers = [_drawn(seed)[0] for seed in range(2)]
    first, second = outsiders_of(layers, SETTINGS)
    assert len(first.suspects) == layers[0].table.account_count
    assert first.pace == second.pace
    pace = first.pace_within(np.array([10 * SECOND, 60 * SECOND]))
    assert pace is not None
    assert 0.0 < pace[0] < pace[1] < 1.0


def test_a_network_that_copies_beside_a_life_of_its_own_does_not_set_the_pace() -> None:
    """Its members met on no third of their acts, yet hardly anybody else has one text with another."""
    random = np.random.default_rng(7)
    own = [(f"n{who}", f"own{who}-{text}", START + text * 1_000 * SECOND) for who in range(8) for text in range(100)]
    copies = [
        (f"n{who}", f"text{text}", START + text * 5_000 * SECOND + int(random.integers(0, 50)) * SECOND)
        for text in range(30)
        for who in range(8)
        if random.random() < 0.7
    ]
    strangers = [(f"a{row % 200}", f"other{row}", START + row * SECOND) for row in range(2_000)]
    layer = layer_of(traces_of(*(list(column) for column in zip(*own, *copies, *strangers, strict=True))))
    found = outsiders_of((layer,), ScanSettings())[0]
    assert not found.suspects.any()
    assert usual_pace((layer,), ScanSettings(), [found.suspects])[60 * SECOND] > 0.9
    assert found.pace == {}
