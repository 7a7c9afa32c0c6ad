"""Layers and evidence come back from what is kept of them."""

from dataclasses import fields

import numpy as np
import polars as pl

from tests.significance.traces_by_draw import Draw, draw_traces, encode, traces_of
from unisono.engine.large_arrays import IN_MEMORY
from unisono.model.settings import ScanSettings
from unisono.significance.kept_layers import (
    evidence_of_values,
    layers_of_values,
    values_of_evidence,
    values_of_layers,
)
from unisono.significance.layer_acts import EncodedLayers, encode_layers
from unisono.significance.outsiders import outsiders_of
from unisono.significance.pair_evidence import PairEvidence, gather_evidence


def test_layers_come_back_as_they_were() -> None:
    shared = traces_of(["a", "b"], ["x", "y"], [1, 2]).with_columns(pl.lit("p").alias("post"))
    encoded = encode_layers({"repost": draw_traces(np.random.default_rng(1), Draw(traces=500)), "hashtag": shared})
    names = encoded.layers[0].post_names
    back = layers_of_values(values_of_layers(encoded), names, IN_MEMORY)
    assert back.account_ids.to_list() == encoded.account_ids.to_list()
    for one, other in zip(encoded.layers, back.layers, strict=True):
        for name in ("accounts", "times", "object_start", "rows"):
            assert (getattr(one.table, name) == getattr(other.table, name)).all()
        for name in ("origins", "authors", "makers", "post_rows"):
            assert (getattr(one, name) == getattr(other, name)).all()
        assert one.table.account_count == other.table.account_count
        assert (one.posts is None) == (other.posts is None)
        assert (one.layer, one.has_minute_precision) == (other.layer, other.has_minute_precision)
        assert one.object_ids.to_list() == other.object_ids.to_list()
        assert one.author_ids.to_list() == other.author_ids.to_list()


def test_evidence_comes_back_as_it_was() -> None:
    evidence = _evidence(encode(draw_traces(np.random.default_rng(2), Draw())))
    back = evidence_of_values(values_of_evidence(evidence))
    for one in fields(PairEvidence):
        np.testing.assert_array_equal(getattr(back, one.name), getattr(evidence, one.name))


def _evidence(encoded: EncodedLayers) -> PairEvidence:
    settings = ScanSettings()
    everyone = np.zeros(len(encoded.account_ids), np.int64)
    return gather_evidence(encoded.layers[0], everyone, settings, outsiders_of(encoded.layers, settings)[0])
