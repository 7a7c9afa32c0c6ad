"""A scene is the tables of one scan, and stays as it was handed over."""

import polars as pl
import pytest

from unisono.detectors.scene import Scene


def test_a_scene_holds_its_tables_and_does_not_change() -> None:
    tables = [pl.DataFrame({"a": [number]}) for number in range(6)]
    scene = Scene(*tables[:4], pairs_tested=5, texts=tables[4], posts=tables[5])
    assert [scene.pairs, scene.networks, scene.members, scene.acts, scene.texts, scene.posts] == tables
    with pytest.raises(AttributeError):
        scene.pairs_tested = 6  # type: ignore[misc]  # this is what must not work
