"""Images: the object is what a picture shows where its file is known, else the platform's own key of the upload."""

import polars as pl

from unisono.content.pictures.matching import picture_keys
from unisono.traces.acts import as_traces
from unisono.traces.layer_reader import LayerReader
from unisono.traces.origins import Origins


def read_images(acts: pl.DataFrame, origins: Origins) -> pl.DataFrame:
    """Return one trace per post and picture: its cluster as the likeness says, else `platform-key`."""
    exploded = acts.filter(pl.col("media").list.len() > 0).explode("media").rename({"media": "name"})
    pictures = origins.likeness.pictures.unique("name", keep="first")
    known = exploded.join(pictures, on="name", how="left", maintain_order="left")
    names = known["name"].unique()
    keys = pl.DataFrame({"name": names, "key": picture_keys(names)})
    keyed = known.join(keys, on="name", how="left", maintain_order="left")
    upload = pl.concat_str("platform", pl.lit("-"), "key")
    return as_traces(keyed.with_columns(pl.coalesce("object", upload).alias("object")))


def label_image(name: str, text: str | None) -> str:
    """Return the words of one post with this picture, which is what can be read of it."""
    return f"{name}: {text}" if text else name


IMAGE = LayerReader(
    name="image",
    title="one picture",
    columns=("media",),
    own_words=True,
    acts_on_posts=False,
    needs_origins=False,
    read=read_images,
    label=label_image,
)
