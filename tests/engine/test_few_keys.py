"""Some keys are found among many."""

import numpy as np
import pytest

from unisono.engine.few_keys import FewKeys


@pytest.mark.parametrize("bits", [1, 9, 27])
def test_the_keys_are_found_among_others(monkeypatch: pytest.MonkeyPatch, bits: int) -> None:
    monkeypatch.setattr("unisono.engine.few_keys.MOST_BITS", bits)
    draw = np.random.default_rng(bits)
    others = draw.integers(0, 1 << 63, 20_000, dtype=np.uint64) * np.uint64(2)
    keys = np.concatenate([others[::7], others[::7], draw.integers(0, 1 << 63, 500, dtype=np.uint64)])
    assert FewKeys(keys).places_in(others).tolist() == np.flatnonzero(np.isin(others, keys)).tolist()


def test_no_keys_are_found_nowhere() -> None:
    assert FewKeys(np.zeros(0, np.uint64)).places_in(np.arange(5, dtype=np.uint64)).tolist() == []
    assert len(FewKeys(np.zeros(0, np.uint64))) == 0
