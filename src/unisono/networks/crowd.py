"""Everybody who acted on what the networks acted on: how many, who made it, and who reposted it when."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.engine.acts import group_rows
from unisono.model.tables import TIME
from unisono.networks.innocent.networks_view import ARRIVALS
from unisono.significance.layer_acts import NO_TIME, EncodedLayers, LayerActs

CROWD = pl.Schema(
    {"layer": pl.String(), "object": pl.String(), "actors": pl.UInt32(), "author": pl.String(), "origin_at": TIME}
)
Mask = NDArray[np.bool_]


def read_crowd(encoded: EncodedLayers, acts: pl.DataFrame) -> pl.DataFrame:
    """Return (layer, object, actors, author, origin_at) for the objects of these acts (rows of ACTS).

    actors: how many accounts of the case acted on the object. author: of several that are told, the last by id.
    origin_at: when the object was made, as far as the search for pairs knew it.
    """
    return pl.concat([CROWD.to_frame(), *(_crowd_of_layer(layer, acts) for layer in encoded.layers)])


def read_reposts(encoded: EncodedLayers, acts: pl.DataFrame, accounts: pl.Series) -> pl.DataFrame:
    """Return (object, account, at): what these accounts reposted of the posts that the networks reposted.

    acts: rows of ACTS. accounts: platform:id.
    """
    parts = [ARRIVALS.to_frame()]
    chosen = encoded.account_ids.is_in(accounts.unique().implode()).to_numpy()
    for layer in encoded.layers:
        if layer.layer == "repost" and chosen.any():
            table = layer.table
            places = np.flatnonzero(chosen[table.accounts] & _on_objects(layer, _objects_of(layer, acts)))
            columns = {
                "object": layer.object_ids.gather(table.objects_of_acts()[places]),
                "account": encoded.account_ids.gather(table.accounts[places]),
                "at": pl.Series(table.times[places]).cast(TIME),
            }
            parts.append(pl.DataFrame(columns, schema=ARRIVALS))
    return pl.concat(parts)


def _crowd_of_layer(layer: LayerActs, acts: pl.DataFrame) -> pl.DataFrame:
    wanted = _objects_of(layer, acts)
    objects = np.flatnonzero(wanted)
    known = objects[layer.authors[objects] >= 0]
    counted = pl.DataFrame(
        {
            "object": layer.object_ids.gather(objects),
            "actors": _count_actors(layer, wanted)[objects],
            "origin_at": pl.Series(layer.origins[objects]).set(pl.Series(layer.origins[objects] == NO_TIME), None),
        },
        schema_overrides={"object": pl.String, "actors": pl.UInt32},
    )
    authors = pl.DataFrame(
        {"object": layer.object_ids.gather(known), "author": layer.author_ids.gather(layer.authors[known])},
        schema_overrides={"object": pl.String, "author": pl.String},
    ).unique("object", keep="first", maintain_order=True)
    joined = counted.join(authors, on="object", how="left", maintain_order="left")
    return joined.select(
        pl.lit(layer.layer).alias("layer"), "object", "actors", "author", pl.col("origin_at").cast(TIME)
    )


def _objects_of(layer: LayerActs, acts: pl.DataFrame) -> Mask:
    """Say on which objects of a layer these acts are: bool (objects)."""
    names = acts.filter(pl.col("layer") == layer.layer)["object"].unique()
    return layer.object_ids.is_in(names.implode()).to_numpy()


def _on_objects(layer: LayerActs, wanted: Mask) -> Mask:
    """Say which acts of a layer are on these objects: bool (acts)."""
    return np.repeat(wanted, np.diff(layer.table.object_start))


def _count_actors(layer: LayerActs, wanted: Mask) -> NDArray[np.int64]:
    """Count the accounts that acted on each of these objects: int64 (objects), 0 for others."""
    table = layer.table
    places = np.flatnonzero(_on_objects(layer, wanted))
    actors, objects = table.accounts[places], table.objects_of_acts()[places]
    # By account, each account's acts stay in the order of objects, so that repeats stand beside one another.
    _, order = group_rows(actors, table.account_count)
    actors, objects = actors[order], objects[order]
    fresh = np.ones(len(places), np.bool_)
    fresh[1:] = (actors[1:] != actors[:-1]) | (objects[1:] != objects[:-1])
    return np.bincount(objects[fresh], minlength=len(wanted))
