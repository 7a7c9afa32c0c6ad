"""The list of layers is complete and each reader is declared fully."""

import pytest

from unisono.model.errors import UsageError
from unisono.model.layers import LAYERS, PAIR_LAYERS
from unisono.model.tables import POSTS
from unisono.traces import LAYER_READERS, layer_named


def test_every_layer_is_read_from_posts_and_is_listed_once() -> None:
    names = [reader.name for reader in LAYER_READERS]
    assert sorted(names) == sorted(LAYERS)
    assert set(PAIR_LAYERS) <= set(names)


def test_readers_name_columns_that_posts_have() -> None:
    for reader in LAYER_READERS:
        assert set(reader.columns) <= set(POSTS)
        assert reader.title


def test_an_unknown_layer_is_answered_with_the_list_of_layers() -> None:
    assert layer_named("text").name == "text"
    with pytest.raises(UsageError, match="repost, reply, link"):
        layer_named("likes")
