"""Layers and evidence as values that a scan keeps while it runs, and the same again from them."""

from dataclasses import fields
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.cases.finished_steps import StepValues
from unisono.engine.acts import ActTable
from unisono.engine.large_arrays import LargeArrays
from unisono.significance.layer_acts import EncodedLayers, LayerActs, PostNames
from unisono.significance.pair_evidence import PairEvidence

OF_TABLE = ("accounts", "times", "object_start", "rows")
OF_OBJECTS = ("origins", "authors", "makers", "post_rows")


def values_of_layers(encoded: EncodedLayers) -> StepValues:
    """Return all that layers hold but the names of posts."""
    arrays: dict[str, NDArray[Any]] = {}  # Any: of each its own
    tables = {"accounts": pl.DataFrame({"name": encoded.account_ids})}
    for layer in encoded.layers:
        own = layer.layer
        arrays |= {f"{own}-{name}": getattr(layer.table, name) for name in OF_TABLE}
        arrays |= {f"{own}-{name}": getattr(layer, name) for name in OF_OBJECTS}
        if layer.posts is not None:
            arrays[f"{own}-posts"] = layer.posts
        tables[f"{own}-objects"] = pl.DataFrame({"name": layer.object_ids})
        tables[f"{own}-authors"] = pl.DataFrame({"name": layer.author_ids})
    told = [[layer.layer, layer.has_minute_precision] for layer in encoded.layers]
    return StepValues(arrays, tables, {"layers": told})


def layers_of_values(values: StepValues, post_names: PostNames, arrays: LargeArrays) -> EncodedLayers:
    """Return the layers that gave these values."""
    account_ids = values.tables["accounts"]["name"]
    layers = []
    for own, by_minute in values.told["layers"]:
        of_table = {name: values.arrays[f"{own}-{name}"] for name in OF_TABLE}
        layers.append(
            LayerActs(
                layer=own,
                table=ActTable(**of_table, account_count=len(account_ids), arrays=arrays),
                object_ids=values.tables[f"{own}-objects"]["name"],
                author_ids=values.tables[f"{own}-authors"]["name"],
                **{name: values.arrays[f"{own}-{name}"] for name in OF_OBJECTS},
                post_names=post_names,
                posts=values.arrays.get(f"{own}-posts"),
                has_minute_precision=by_minute,
            )
        )
    return EncodedLayers(account_ids, tuple(layers))


def values_of_evidence(evidence: PairEvidence) -> StepValues:
    """Return all that the evidence of a layer holds."""
    held: dict[str, Any] = {one.name: getattr(evidence, one.name) for one in fields(PairEvidence)}  # Any: its fields
    arrays = {name: value for name, value in held.items() if isinstance(value, np.ndarray)}
    return StepValues(arrays, told={name: value for name, value in held.items() if name not in arrays})


def evidence_of_values(values: StepValues) -> PairEvidence:
    """Return the evidence that gave these values."""
    held: dict[str, Any] = {**values.arrays, **values.told}  # Any: as above
    return PairEvidence(**held)
