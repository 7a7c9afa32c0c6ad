"""The names of the layers, in one place."""

from unisono.model.layers import LAYERS, PAIR_LAYERS
from unisono.traces import LAYER_READERS


def test_layers_of_pairs_are_layers() -> None:
    assert set(PAIR_LAYERS) < set(LAYERS)
    assert len(set(LAYERS)) == len(LAYERS)


def test_every_layer_that_makes_pairs_can_be_read() -> None:
    assert set(PAIR_LAYERS) <= {reader.name for reader in LAYER_READERS} <= set(LAYERS)
