"""The networks of a twin are told by whose accounts they hold, and judged as those of data are."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from benchmarks.calibration.twins import examine_twin, what_of

from benchmarks.calibration import twins
from tests.benchmarks.calibration.test_truth import TRUTH
from unisono.model.settings import ScanSettings
from unisono.significance.layer_acts import encode_layers
from unisono.traces import read_traces
from unisono.worlds import WorldSettings, build_world


def test_an_account_is_what_its_group_is() -> None:
    assert [what_of(TRUTH, f"t:{number}") for number in (1, 6, 8, 9)] == ["planted", "agreed", "alike", "nobody"]


def test_a_twin_without_networks_is_empty() -> None:
    world = build_world(WorldSettings(posts=2_000, accounts=300, decoys=()), seed=1)
    encoded = encode_layers(read_traces(world.posts, world.references, ("repost",)))
    assert examine_twin(encoded, TRUTH, ScanSettings()) == {"as_data": 0, "accounts": {}}


def test_the_networks_of_a_twin_are_counted_again_as_if_it_were_data(monkeypatch: pytest.MonkeyPatch) -> None:
    def searched(encoded: Any, settings: ScanSettings) -> SimpleNamespace:  # Any: layers by name
        def search(count: int, member_of: list[int]) -> SimpleNamespace:
            return SimpleNamespace(groups=SimpleNamespace(count=count, member_of=np.array(member_of)))

        if encoded == "twin":
            return SimpleNamespace(found=search(1, [0, 0, 0, -1]), twin=None)
        whole = search(1, [-1, -1, -1, 0])
        return SimpleNamespace(found=whole, twin=search(2, [0, 0, 1, -1]) if settings.twin else None)

    def shuffled(encoded: Any, interest: object, in_network: np.ndarray, seed: int) -> str:  # Any: as above
        assert in_network.tolist() == [False, False, False, True]
        return "twin"

    monkeypatch.setattr(twins, "search_networks", searched)
    monkeypatch.setattr(twins, "find_interests", lambda encoded, seed: None)
    monkeypatch.setattr(twins, "shuffle_accounts", shuffled)
    encoded: Any = SimpleNamespace(account_ids=["t:1", "t:2", "t:8", "t:9"])  # Any: as above
    told = examine_twin(encoded, TRUTH, ScanSettings())
    assert told == {"as_data": 1, "accounts": {"planted": 2, "alike": 1}}
